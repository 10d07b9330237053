import { spawn } from "node:child_process"
import { once } from "node:events"
import { createInterface } from "node:readline"
import type { CrowdOptions, Seen } from "./Crowd.ts"
import type { Command } from "./crowdProcess.ts"

const script = new URL("crowdProcess.ts", import.meta.url).pathname

/** Starts clients in a process of their own, which does not outlive this one. */
export const startCrowd = (options: CrowdOptions) => {
  const child = spawn(process.execPath, [script], { stdio: ["pipe", "pipe", "inherit"] })
  // Not as an argument: there are more users than a command line takes.
  child.stdin.write(`${JSON.stringify(options)}\n`)
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]()
  let turn: Promise<unknown> = Promise.resolve()
  const tell = (command: Command): Promise<ReturnType<typeof JSON.parse>> => {
    const told = turn.then(async () => {
      child.stdin.write(`${JSON.stringify(command)}\n`)
      const { value, done } = await lines.next()
      if (done === true) throw new Error("the clients ended")
      return JSON.parse(value)
    })
    turn = told.catch(() => undefined)
    return told
  }
  return {
    open: (count: number): Promise<void> => tell({ do: "open", count }),
    disconnectEvery: (events: number): Promise<void> => tell({ do: "disconnectEvery", events }),
    /** One more asks for a stream and never reads; so much of what the kernel takes is taken before. */
    stall: (token: string, share: number): Promise<void> => tell({ do: "stall", token, share }),
    ask: (token: string, count: number): Promise<ReadonlyArray<number>> => tell({ do: "ask", token, count }),
    look: (): Promise<Seen> => tell({ do: "look" }),
    /** The time that it has used of the processor, in milliseconds. */
    cost: async (): Promise<number> => (await tell({ do: "cost" })) / 1_000,
    end: async (): Promise<void> => {
      if (child.exitCode !== null) return
      const exited = once(child, "exit")
      child.stdin.end()
      await exited
    }
  }
}

/** Clients in a process of their own. */
export type CrowdProcess = ReturnType<typeof startCrowd>
