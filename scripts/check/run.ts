import { spawn } from "node:child_process"
import { delimiter, join } from "node:path"

/** The root of the repository. */
export const root = join(import.meta.dirname, "../..")

/** How a child process ended. `output` is stdout and stderr as they came; empty when they were shown directly. */
export interface Ended {
  readonly code: number
  readonly stdout: string
  readonly output: string
}

// The runtime and the tools of this repository come before those of the machine.
const env = { ...process.env, PATH: [join(root, "node_modules/.bin"), process.env.PATH ?? ""].join(delimiter) }

/** Runs a command at the root and shows what it prints as it comes. */
export const runShown = (command: string, args: ReadonlyArray<string>): Promise<Ended> =>
  new Promise((resolve) => {
    const child = spawn(command, args, { cwd: root, env, stdio: ["ignore", "inherit", "inherit"] })
    child.on("error", (error) => resolve({ code: 127, stdout: "", output: error.message }))
    child.on("close", (code) => resolve({ code: code ?? 1, stdout: "", output: "" }))
  })

/** Runs a command at the root and keeps what it prints. */
export const runQuietly = (command: string, args: ReadonlyArray<string>): Promise<Ended> =>
  new Promise((resolve) => {
    const child = spawn(command, args, { cwd: root, env, stdio: ["ignore", "pipe", "pipe"] })
    const stdout: Array<string> = []
    const output: Array<string> = []
    child.stdout.setEncoding("utf8").on("data", (text: string) => {
      stdout.push(text)
      output.push(text)
    })
    child.stderr.setEncoding("utf8").on("data", (text: string) => output.push(text))
    child.on("error", (error) => resolve({ code: 127, stdout: "", output: error.message }))
    child.on("close", (code) => resolve({ code: code ?? 1, stdout: stdout.join(""), output: output.join("") }))
  })

/** Runs a TypeScript file of this repository from its sources, as users of the workspace do. */
export const runSource = (file: string): Promise<Ended> => runQuietly("node", ["--conditions=@laurel/source", file])
