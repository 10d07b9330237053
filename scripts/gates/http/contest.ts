import { randomBytes } from "node:crypto"
import { ports } from "@laurel/adapters"
import { issueKey, keyBytes } from "@laurel/core/access"
import { decodeDefinition, define, type Entry, join, publish } from "@laurel/core/challenge"
import { ChallengeId, ParticipantId, PrincipalId, UserId } from "@laurel/core/shared"
import { Effect } from "effect"

/** A challenge that servers are asked about. */
export interface ContestOptions {
  readonly store: `postgres://${string}`
  readonly id: string
  readonly participants: ReadonlyArray<string>
  /** So many keys are made, for whoever records for all of them. */
  readonly keys: number
}

const olga = PrincipalId.make("olga")
const day = (from: number): string => new Date(Date.now() + from * 86_400_000).toISOString().slice(0, 10)

/** The organiser of all of them. */
export const organiser: string = olga

const entryOf = (name: string): Entry => ({
  participantId: ParticipantId.make(name),
  userId: UserId.make(name),
  enteredAt: Date.now() - 1_000,
  categories: [],
  status: "Active"
})

/** Makes a public challenge that is open, with these participants; gives the keys. */
export const makeContest = ({ store, id, participants, keys }: ContestOptions): Promise<ReadonlyArray<string>> =>
  Effect.runPromise(
    Effect.gen(function* () {
      const challengeId = ChallengeId.make(id)
      const definition = yield* Effect.fromResult(
        decodeDefinition({
          id,
          name: "Gate",
          zone: "UTC",
          window: { start: day(-2), end: day(9) },
          metrics: [{ name: "steps" }],
          score: { _tag: "Total", metric: "steps" }
        })
      )
      yield* define(definition, olga)
      yield* publish(challengeId, olga)
      for (let from = 0; from < participants.length; from += 1_000)
        yield* join(challengeId, participants.slice(from, from + 1_000).map(entryOf))
      return yield* Effect.forEach(Array.from({ length: keys }), () =>
        Effect.map(
          issueKey({ owner: olga, label: "gate", scopes: ["record", "read", "organise"] }, olga, randomBytes(keyBytes)),
          ({ text }) => text
        )
      )
    }).pipe(Effect.provide(ports({ store })))
  )
