import { type ChildProcess, spawn } from "node:child_process"
import { once } from "node:events"
import { createInterface } from "node:readline"
import { ChallengeId } from "@laurel/core/shared"
import { makeContest } from "../http/contest.ts"

export const challengeId = ChallengeId.make("partition")
export const nameOf = (number: number): string => `user-${number}`

/** A challenge that is open, with so many participants, and a key for whoever records for all of them. */
export const makeWorld = async (store: `postgres://${string}`, participants: number): Promise<string> => {
  const names = Array.from({ length: participants }, (_, at) => nameOf(at))
  const [key] = await makeContest({ store, id: challengeId, participants: names, keys: 1 })
  if (key === undefined) throw new Error("no key was made")
  return key
}

/** A server of Laurel, as the command line starts it. */
export interface Serving {
  readonly url: string
  readonly end: () => Promise<void>
}

const address = / at (http:[^;]+);/

/** Starts a server over a store and a Redis. */
export const serveOver = async (store: string, redis: string): Promise<Serving> => {
  const child: ChildProcess = spawn(
    process.execPath,
    [
      "--conditions=@laurel/source",
      "packages/cli/src/main.ts",
      ...["serve", "--port", "0", "--db", store, "--redis", redis]
    ],
    { stdio: ["ignore", "ignore", "pipe"] }
  )
  const end = async (): Promise<void> => {
    if (child.exitCode !== null || child.signalCode !== null) return
    const exited = once(child, "exit")
    child.kill("SIGTERM")
    await exited
  }
  if (child.stderr === null) throw new Error("the server says nothing")
  const said: Array<string> = []
  return new Promise((resolve, reject) => {
    const lines = createInterface({ input: child.stderr ?? process.stdin })
    lines.on("line", (line) => {
      said.push(line)
      const url = address.exec(line)?.[1]
      if (url !== undefined) resolve({ url, end })
    })
    child.once("exit", () => reject(new Error(said.join("\n"))))
  })
}
