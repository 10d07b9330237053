import type { Arrival } from "@laurel/core/activity"
import {
  type ChallengeDefinition,
  decodeDefinition,
  define,
  type Entry,
  finish,
  join,
  publish,
  record
} from "@laurel/core/challenge"
import { VirtualClock } from "@laurel/core/runtime"
import { approve, plan, post } from "@laurel/core/settlement"
import { type Instant, Name, ParticipantId, PrincipalId, UserId } from "@laurel/core/shared"
import { Clock, Effect, Result } from "effect"

const organiser = PrincipalId.make("olivia")
const approver = PrincipalId.make("piet")
const hourMs = 3_600_000

/** How many people take part. */
export const people = 40

/** How many activities are sent at once, and how many times. */
export const batchSize = 50
export const batches = 400

const nameOf = (index: number): string => `p${`${index}`.padStart(3, "0")}`

const definitionOf = (id: string, start: Instant, end: Instant): ChallengeDefinition =>
  Result.getOrThrow(
    decodeDefinition({
      id,
      name: "Killed again and again",
      zone: "UTC",
      window: { start: new Date(start).toISOString(), end: new Date(end).toISOString() },
      metrics: [{ name: "steps" }],
      score: { _tag: "Total", metric: "steps" },
      currency: "EUR",
      prizes: {
        funding: { entryFee: "1000" },
        deductions: [{ _tag: "PlatformFee", percent: "10%" }],
        stages: [{ name: "main", awards: [{ _tag: "EqualSplit" }] }],
        residual: "Platform",
        degenerate: {
          emptyPool: "NoPrizes",
          oneEntrant: "Refund",
          allScoresZero: "Refund",
          noWinner: "Refund",
          everyoneWins: "PayAsRanked",
          fewerFinishersThanPlaces: "Redistribute"
        }
      }
    })
  )

const entriesAt = (enteredAt: Instant): ReadonlyArray<Entry> =>
  Array.from({ length: people }, (_, index) => ({
    participantId: ParticipantId.make(nameOf(index)),
    userId: UserId.make(nameOf(index)),
    enteredAt,
    categories: [],
    status: "Active",
    fee: { payer: nameOf(index), minorUnits: 1000n }
  }))

const arrival = (index: number, at: Instant): Arrival => ({
  receivedAt: at,
  activity: {
    userId: UserId.make(nameOf(index % people)),
    metric: Name.make("steps"),
    quantity: 1 + (index % 97),
    at,
    source: "watch",
    sourceKey: `walk ${index}`,
    revision: 0,
    void: false
  }
})

/** The n-th batch of activities: the same whoever sends it, however often. */
export const batchOf = (number: number, at: Instant): ReadonlyArray<Arrival> =>
  Array.from({ length: batchSize }, (_, index) => arrival(number * batchSize + index, at))

/** What everybody comes to when every batch counts once. */
export const expectedTotals = (upTo = batches): ReadonlyMap<string, number> => {
  const totals = new Map<string, number>()
  for (let index = 0; index < upTo * batchSize; index++) {
    const name = nameOf(index % people)
    totals.set(name, (totals.get(name) ?? 0) + 1 + (index % 97))
  }
  return totals
}

/** A challenge that is open from an hour ago until tomorrow, and everybody in it. */
export const opened = Effect.fnUntraced(function* (id: string) {
  const now = yield* Clock.currentTimeMillis
  const definition = definitionOf(id, now - hourMs, now + 24 * hourMs)
  yield* define(definition, organiser)
  yield* publish(definition.id, organiser)
  yield* join(definition.id, entriesAt(now - 2 * hourMs))
  return definition.id
})

/** A challenge of last week, played on a clock of its own, approved and posted: everybody is owed a prize. */
export const posted = Effect.fnUntraced(function* (id: string) {
  const now = yield* Clock.currentTimeMillis
  const clock = new VirtualClock(now - 48 * hourMs)
  const definition = definitionOf(id, now - 40 * hourMs, now - 10 * hourMs)
  const played = Effect.gen(function* () {
    yield* define(definition, organiser)
    yield* publish(definition.id, organiser)
    yield* join(definition.id, entriesAt(now - 48 * hourMs))
    clock.moveTo(now - 20 * hourMs)
    yield* record(definition.id, batchOf(0, now - 30 * hourMs))
    clock.moveTo(now - 5 * hourMs)
    yield* finish(definition.id)
    const { hash } = yield* plan(definition.id, organiser)
    yield* approve(definition.id, hash, approver)
    yield* post(definition.id)
    return definition.id
  })
  return yield* Effect.provideService(played, Clock.Clock, clock)
})
