import type { Io } from "./io/Io.ts"

/** The world of this process. Ctrl-C aborts the signal; a second one ends the process at once. */
export const processIo = (): Io => {
  const controller = new AbortController()
  const cancel = (): void => {
    if (controller.signal.aborted) process.exit(2)
    controller.abort()
  }
  process.on("SIGINT", cancel).on("SIGTERM", cancel)
  // A reader that stops reading, as in `laurel run ... | head`, ends the output and is no failure.
  process.stdout.on("error", (error) => {
    if ("code" in error && error.code === "EPIPE") process.exit(0)
    throw error
  })
  return {
    stdin: process.stdin,
    stdout: process.stdout,
    stderr: process.stderr,
    isTTY: { out: process.stdout.isTTY === true, err: process.stderr.isTTY === true },
    env: process.env,
    cwd: process.cwd(),
    now: () => performance.now(),
    signal: controller.signal
  }
}
