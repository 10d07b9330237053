import { type ChildProcess, spawn } from "node:child_process"
import { once } from "node:events"

const main = new URL("../../packages/cli/src/main.ts", import.meta.url).pathname

/** A process of `laurel serve`. */
export interface LaurelServer {
  readonly url: string
  readonly child: ChildProcess
  /** What it has said so far on standard error. */
  readonly said: () => string
  /** Sends a signal and gives what the process ended with. */
  readonly end: (signal: NodeJS.Signals) => Promise<{ readonly code: number | null; readonly ms: number }>
}

/** How a process of `laurel serve` is started. */
export interface LaurelOptions {
  readonly args: ReadonlyArray<string>
  /** Modules that are loaded before anything else. */
  readonly first?: ReadonlyArray<string>
  readonly env?: Readonly<Record<string, string>>
}

/** Starts `laurel serve` in a process of its own, which must not outlive this one, and waits until it listens. */
export const startLaurel = async ({ args, first = [], env = {} }: LaurelOptions): Promise<LaurelServer> => {
  const imports = first.map((one) => `--import=${one}`)
  const child = spawn(process.execPath, ["--conditions=@laurel/source", ...imports, main, "serve", ...args], {
    stdio: ["ignore", "ignore", "pipe"],
    env: { ...process.env, ...env }
  })
  const endWithProcess = () => void child.kill("SIGKILL")
  process.once("exit", endWithProcess)
  child.once("exit", () => process.off("exit", endWithProcess))
  let said = ""
  const url = await new Promise<string>((resolve, reject) => {
    child.stderr.setEncoding("utf8").on("data", (text: string) => {
      said += text
      const found = / at (http:[^;\s]+);/.exec(said)?.[1]
      if (found !== undefined) resolve(found)
    })
    child.once("exit", (code) => reject(new Error(`laurel serve ended with ${code}: ${said}`)))
  })
  return {
    url,
    child,
    said: () => said,
    end: async (signal) => {
      const from = performance.now()
      if (child.exitCode === null && child.signalCode === null) {
        const exited = once(child, "exit")
        child.kill(signal)
        await exited
      }
      return { code: child.exitCode, ms: performance.now() - from }
    }
  }
}
