import { userInfo } from "node:os"
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
    signal: controller.signal,
    user: loggedIn,
    machine: () => `${process.versions.node} on ${process.platform} ${process.arch}`,
    ...(process.stdin.isTTY === true && process.stderr.isTTY === true ? { ask } : {})
  }
}

const loggedIn = (): string | undefined => {
  try {
    return userInfo().username
  } catch {
    // A process may run under a number that the system has no name for.
    return undefined
  }
}

/** Asks on standard error, so that results stay alone on standard output. */
const ask = async (message: string): Promise<string | undefined> => {
  const { isCancel, text } = await import("@clack/prompts")
  const answer = await text({ message, output: process.stderr })
  return isCancel(answer) ? undefined : answer
}
