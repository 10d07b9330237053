import { type ChildProcess, spawn } from "node:child_process"
import { once } from "node:events"
import { fileURLToPath } from "node:url"
import { Effect } from "effect"

/** A program of this folder in a process of its own; killed at the end at the latest. */
export const spawned = (program: string, ...args: ReadonlyArray<string>) =>
  Effect.acquireRelease(
    Effect.sync(() =>
      spawn(
        process.execPath,
        ["--conditions=@laurel/source", fileURLToPath(new URL(program, import.meta.url)), ...args],
        { stdio: ["ignore", "pipe", "inherit"] }
      )
    ),
    (child) => Effect.promise(() => killed(child))
  )

/** Ends a process as a power cut would: it cannot do anything about it. */
export const killed = async (child: ChildProcess): Promise<void> => {
  if (child.exitCode !== null || child.signalCode !== null) return
  const exited = once(child, "exit")
  child.kill("SIGKILL")
  await exited
}

/** The first text that a process writes; what it writes is a sign of how far it is. */
export const firstSign = ({ stdout }: ChildProcess): Effect.Effect<string> =>
  Effect.promise(async () => {
    if (stdout === null) return ""
    const [text] = await once(stdout, "data")
    return String(text).trim()
  })
