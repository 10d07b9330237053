import { type ChildProcess, spawn } from "node:child_process"
import { randomBytes } from "node:crypto"
import { once } from "node:events"
import { createInterface } from "node:readline"
import { ports } from "@laurel/adapters"
import { issueKey, keyBytes } from "@laurel/core/access"
import { decodeDefinition, define, type Entry, join, publish } from "@laurel/core/challenge"
import { ChallengeId, ParticipantId, PrincipalId, UserId } from "@laurel/core/shared"
import { Effect } from "effect"

export const challengeId = ChallengeId.make("partition")
const olga = PrincipalId.make("olga")
const day = (from: number): string => new Date(Date.now() + from * 86_400_000).toISOString().slice(0, 10)

export const nameOf = (number: number): string => `user-${number}`

const entryOf = (name: string): Entry => ({
  participantId: ParticipantId.make(name),
  userId: UserId.make(name),
  enteredAt: Date.now() - 1_000,
  categories: [],
  status: "Active"
})

/** A challenge that is open, with so many participants, and a key for whoever records for all of them. */
export const makeWorld = (store: `postgres://${string}`, participants: number): Promise<string> =>
  Effect.runPromise(
    Effect.gen(function* () {
      const definition = yield* Effect.fromResult(
        decodeDefinition({
          id: challengeId,
          name: "Partition",
          zone: "UTC",
          window: { start: day(-2), end: day(9) },
          metrics: [{ name: "steps" }],
          score: { _tag: "Total", metric: "steps" }
        })
      )
      yield* define(definition, olga)
      yield* publish(challengeId, olga)
      const names = Array.from({ length: participants }, (_, at) => nameOf(at))
      yield* join(challengeId, names.map(entryOf))
      const key = yield* issueKey(
        { owner: olga, label: "gate", scopes: ["record", "read"] },
        olga,
        randomBytes(keyBytes)
      )
      return key.text
    }).pipe(Effect.provide(ports({ store })))
  )

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
