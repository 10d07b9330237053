import * as Challenges from "@laurel/core/challenge"
import { ChallengeId, UserId } from "@laurel/core/shared"
import { carryWaiting } from "@laurel/core/work"
import { Effect, Schema } from "effect"
import type { Laurel } from "./Laurel.ts"
import type { Runner } from "./Runner.ts"
import { argument } from "./reader.ts"

/** What all challenges come to. */
export type Statistics = Pick<Laurel, "userStats" | "trending">

const usualPage = 20
const largestPage = 100

const userOf = argument("user", UserId)
const readQuery = argument(
  "query",
  Schema.Struct({
    limit: Schema.optional(Schema.Int.check(Schema.isBetween({ minimum: 1, maximum: largestPage }))),
    after: Schema.optional(Schema.Struct({ challengeId: ChallengeId, score: Schema.Int, hour: Schema.Int }))
  })
)

/** These methods, over the use cases of the core. */
export const statisticsOf = ({ as }: Runner): Statistics => ({
  userStats: (user) =>
    as(undefined, () => Effect.flatMap(userOf(user), (id) => Effect.andThen(carryWaiting(), Challenges.userStats(id)))),
  trending: (query = {}) =>
    as(undefined, () =>
      Effect.flatMap(readQuery(query), ({ limit = usualPage, after }) =>
        Effect.andThen(carryWaiting(), Challenges.trending(limit, after))
      )
    )
})
