import { Effect, Schema } from "effect"
import { Caches } from "../runtime/index.ts"
import { ChallengeId, Currency, MinorUnits, type UserId } from "../shared/index.ts"
import { Challenge } from "./Challenge.ts"
import { type ChallengeQuery, ChallengeStore } from "./ChallengeStore.ts"
import type { Projector } from "./Projector.ts"
import type { UserStats } from "./statistics.ts"
import type { Tallies } from "./Tallies.ts"
import { type TrendCursor, type TrendPage, trending } from "./trending.ts"
import { userStats } from "./userStats.ts"

const minute = 60_000

/** Beyond so many users in one change all of them count as changed. */
const mostUsers = 100

const userTag = (userId: UserId): string => `user:${userId}`
const everybody = "users"

/** What memoised reads are made of, as caches are told. */
export const cacheTags = {
  challenges: "challenges",
  users: (userIds: ReadonlyArray<UserId>): ReadonlyArray<string> =>
    userIds.length > mostUsers ? [everybody] : userIds.map(userTag)
} as const

const ListOfChallenges = Schema.fromJsonString(Schema.toCodecJson(Schema.Array(Challenge)))
const Trends: Schema.Codec<TrendPage, string> = Schema.fromJsonString(
  Schema.toCodecJson(
    Schema.Struct({
      rows: Schema.Array(Schema.Struct({ challenge: Challenge, score: Schema.Int })),
      next: Schema.optionalKey(Schema.Struct({ hour: Schema.Int, challengeId: ChallengeId, score: Schema.Int }))
    })
  )
)
const Stats: Schema.Codec<UserStats, string> = Schema.fromJsonString(
  Schema.Struct({
    entered: Schema.Int,
    finished: Schema.Int,
    wins: Schema.Int,
    podiums: Schema.Int,
    bestPlace: Schema.optionalKey(Schema.Int),
    activeDays: Schema.Int,
    prizes: Schema.Array(Schema.Struct({ currency: Currency, minorUnits: MinorUnits }))
  })
)

type Needs = ChallengeStore | Projector | Tallies
type Failure<Read extends (...given: never) => unknown> =
  ReturnType<Read> extends Effect.Effect<unknown, infer E, unknown> ? E : never
type ListFailure = Effect.Error<ReturnType<ChallengeStore["Service"]["list"]>>

/**
 * Makes reads that are kept for a while; build it once for a process.
 *
 * **Details**
 * - `list` gives a page of challenges that is at most a minute old, `trends` a page of those that are trending, as old at most.
 * - `card` gives the statistics of a user, at most five minutes old; of a thousand users a process.
 * - Whoever has written a challenge, or had a user carried, reads what was made afterwards, where caches are told of it.
 */
export const makeMemoisedReads = Effect.fnUntraced(function* () {
  const { make } = yield* Caches
  const needs = yield* Effect.context<Needs>()
  const lists = yield* make<ReadonlyArray<Challenge>, ListFailure>({
    name: "challenges",
    capacity: 1_000,
    ttlMs: minute,
    value: ListOfChallenges
  })
  const trends = yield* make<TrendPage, Failure<typeof trending>>({
    name: "trends",
    capacity: 100,
    ttlMs: minute,
    value: Trends
  })
  const cards = yield* make<UserStats, Failure<typeof userStats>>({
    name: "card",
    capacity: 1_000,
    ttlMs: 5 * minute,
    value: Stats
  })
  return {
    list: (query: ChallengeQuery) =>
      lists.get(
        JSON.stringify(query),
        [cacheTags.challenges],
        Effect.provide(
          ChallengeStore.use((store) => store.list(query)),
          needs
        )
      ),
    trends: (limit: number, after?: TrendCursor) =>
      trends.get(JSON.stringify([limit, after]), [cacheTags.challenges], Effect.provide(trending(limit, after), needs)),
    card: (userId: UserId) => cards.get(userId, [everybody, userTag(userId)], Effect.provide(userStats(userId), needs))
  }
})
