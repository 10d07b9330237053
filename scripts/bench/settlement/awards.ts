import type { Ports } from "@laurel/core"
import { advance, decodeDefinition, define, type Entry, finish, join, publish, record } from "@laurel/core/challenge"
import { VirtualClock } from "@laurel/core/runtime"
import { approve, plan, post } from "@laurel/core/settlement"
import { ChallengeId, Name, ParticipantId, PrincipalId, UserId } from "@laurel/core/shared"
import { Clock, Effect, Result } from "effect"

/** The challenge that is measured: everybody pays a euro, and everybody gets a part of the pool in proportion to the score. */
const definition = Result.getOrThrow(
  decodeDefinition({
    id: "bench",
    name: "Bench",
    zone: "UTC",
    window: { start: "2026-03-01", end: "2026-04-01" },
    metrics: [{ name: "steps" }],
    score: { _tag: "Total", metric: "steps" },
    currency: "EUR",
    prizes: {
      funding: { entryFee: "100" },
      stages: [{ name: "main", awards: [{ _tag: "Proportional" }] }],
      residual: "Platform",
      degenerate: { allScoresZero: "Refund", noWinner: "Refund", oneEntrant: "Refund" }
    }
  })
)

const challengeId = ChallengeId.make("bench")
const steps = Name.make("steps")
const olivia = PrincipalId.make("olivia")
const piet = PrincipalId.make("piet")
const batchSize = 5_000

const at = (text: string): number => Date.parse(text)

/** What is measured of a settlement of so many awards, in milliseconds. */
export interface AwardsTimes {
  readonly fill: number
  readonly plan: number
  readonly approve: number
  readonly post: number
}

/** How a challenge gets its participants. */
export interface Field {
  /** So many enter and walk by the use cases. */
  readonly entering: number
  /** Puts in the others, for a store that can do so at once. */
  readonly others?: Effect.Effect<void>
}

const timed = <A, E, R>(effect: Effect.Effect<A, E, R>) =>
  Effect.gen(function* () {
    const started = performance.now()
    const value = yield* effect
    return [value, performance.now() - started] as const
  })

/** Fills a challenge with participants who all win something; then plans, approves and posts its settlement. */
export const awardsTimes = (field: Field): Effect.Effect<AwardsTimes, unknown, Ports> =>
  Effect.gen(function* () {
    const [, fill] = yield* timed(filled(field))
    return { fill, ...(yield* settledTimes) }
  })

const afterwards = Effect.provideService(Clock.Clock, new VirtualClock(at("2026-04-02T00:00:00Z")))

/** Plans the settlement of the challenge that is filled. */
export const planned = afterwards(
  Effect.gen(function* () {
    const [hash, milliseconds] = yield* timed(Effect.map(plan(challengeId, olivia), (made) => made.hash))
    return { hash, plan: milliseconds }
  })
)

/** Approves and posts the plan with this hash. */
export const posted = (planHash: string) =>
  afterwards(
    Effect.gen(function* () {
      const [, approved] = yield* timed(approve(challengeId, planHash, piet))
      const [, milliseconds] = yield* timed(post(challengeId))
      return { approve: approved, post: milliseconds }
    })
  )

/** Plans, approves and posts the settlement of the challenge that is filled. */
const settledTimes = Effect.gen(function* () {
  const { hash, plan: planning } = yield* planned
  return { plan: planning, ...(yield* posted(hash)) }
})

/** Fills a challenge until its standings are final. */
export const filled = (field: Field) => {
  const clock = new VirtualClock(at("2026-02-01T00:00:00Z"))
  return Effect.provideService(fill(clock, field), Clock.Clock, clock)
}

const fill = Effect.fnUntraced(function* (clock: VirtualClock, { entering, others = Effect.void }: Field) {
  yield* define(definition, olivia)
  yield* publish(challengeId, olivia)
  for (let start = 0; start < entering; start += batchSize) {
    const batch = Array.from({ length: Math.min(batchSize, entering - start) }, (_, at) => entryOf(start + at))
    yield* join(challengeId, batch)
  }
  clock.moveTo(at("2026-03-10T00:00:00Z"))
  for (let start = 0; start < entering; start += batchSize) {
    const batch = Array.from({ length: Math.min(batchSize, entering - start) }, (_, at) => walkOf(start + at))
    yield* record(challengeId, batch)
  }
  // The boards of the days until then are made before the others come.
  clock.moveTo(at("2026-03-31T12:00:00Z"))
  yield* advance(challengeId)
  yield* others
  clock.moveTo(at("2026-04-02T00:00:00Z"))
  yield* finish(challengeId)
})

const nameOf = (number: number): string => `p${String(number).padStart(7, "0")}`

const entryOf = (number: number): Entry => ({
  participantId: ParticipantId.make(nameOf(number)),
  userId: UserId.make(nameOf(number)),
  enteredAt: at("2026-02-01T00:00:00Z"),
  categories: [],
  status: "Active",
  fee: { payer: nameOf(number), minorUnits: 100n }
})

const walkOf = (number: number) => ({
  receivedAt: at("2026-03-05T12:00:00Z"),
  activity: {
    userId: UserId.make(nameOf(number)),
    metric: steps,
    quantity: 5_000 + ((number * 7_919) % 10_007),
    at: at("2026-03-05T08:00:00Z"),
    source: "watch",
    sourceKey: `${number}`,
    revision: 0,
    void: false
  }
})
