import type { Arrival } from "@laurel/core/activity"
import { type Challenge, ChallengeDefinition, ChallengeStore, Entries, type Entry } from "@laurel/core/challenge"
import { ChallengeId, Name, ParticipantId, PrincipalId, UserId } from "@laurel/core/shared"
import { Effect, Schema } from "effect"

/** The challenge that the benchmarks record to: steps of a month. */
export const challengeId = ChallengeId.make("bench")

/** The first day of its window, and an instant within it at which everything arrives. */
export const firstDay = Date.UTC(2026, 3, 1)
export const present = Date.UTC(2026, 3, 30, 12)

const day = 86_400_000
const steps = Name.make("steps")

const definition = Schema.decodeUnknownSync(ChallengeDefinition)({
  id: challengeId,
  name: "Bench",
  zone: "UTC",
  window: { start: "2026-04-01", end: "2026-05-01" },
  metrics: [{ name: steps, unit: "steps", max: 100_000, plausible: { perDay: 200_000 } }],
  score: { _tag: "Total", metric: steps }
})

const challenge: Challenge = {
  _tag: "Running",
  id: challengeId,
  version: 1,
  organiser: PrincipalId.make("olga"),
  definition,
  rulesHash: "0".repeat(64),
  publishedAt: firstDay
}

/** The name of a user, as long as a UUID. */
export const userOf = (number: number): UserId => UserId.make(`user-${`${number}`.padStart(31, "0")}`)

const entryOf = (number: number): Entry => ({
  participantId: ParticipantId.make(userOf(number)),
  userId: userOf(number),
  enteredAt: firstDay,
  categories: [],
  status: "Active"
})

const entriesAtOnce = 5_000

/** Puts the challenge and its participants in. */
export const fill = Effect.fnUntraced(function* (participants: number) {
  yield* (yield* ChallengeStore).insert(challenge)
  const entries = yield* Entries
  for (let from = 0; from < participants; from += entriesAtOnce) {
    const batch = Array.from({ length: Math.min(entriesAtOnce, participants - from) }, (_, at) => entryOf(from + at))
    yield* entries.enter(challengeId, batch, {})
  }
})

/** How many take part, how many rows of one person follow each other, and how far apart in the field two people are who do. */
export interface Shape {
  readonly participants: number
  readonly inARow: number
  readonly apart?: number
}

/** The activity with this number: some of one user, then of the next, round and round. */
const arrivalOf = (number: number, { participants, inARow, apart = 1 }: Shape): Arrival => ({
  activity: {
    userId: userOf((Math.floor(number / inARow) * apart) % participants),
    metric: steps,
    quantity: 1_000 + ((number * 7919) % 5_000),
    at:
      firstDay +
      (((number % inARow) + Math.floor(number / (inARow * participants))) % 29) * day +
      (number % 3_600) * 1_000,
    source: "tracker",
    sourceKey: `steps-${number}`,
    revision: 0,
    void: false
  },
  receivedAt: present
})

/** So many activities from one on. */
export const arrivals = (from: number, count: number, shape: Shape): ReadonlyArray<Arrival> =>
  Array.from({ length: count }, (_, at) => arrivalOf(from + at, shape))
