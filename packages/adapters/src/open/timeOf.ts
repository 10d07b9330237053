import * as Challenges from "@laurel/core/challenge"
import { ChallengeId, PrincipalId } from "@laurel/core/shared"
import { tick, usualTick } from "@laurel/core/work"
import { Effect, Schema } from "effect"
import type { Laurel } from "./Laurel.ts"
import type { Runner } from "./Runner.ts"
import { argument } from "./reader.ts"

/** What goes on without a person, and what there is. */
export type Timely = Pick<Laurel, "list" | "duplicate" | "endSeries" | "tick">

/** A page has so many challenges unless said otherwise, and at most as many as are held in memory without a thought. */
const usualPage = 20
const largestPage = 500

const states = ["Draft", "Published", "Running", "Closing", "Final", "Settled", "Cancelled"] as const

/** Which challenges to list, as callers say it. */
const readQuery = argument(
  "query",
  Schema.Struct({
    organiser: Schema.optionalKey(PrincipalId),
    involving: Schema.optionalKey(
      Schema.Struct({
        person: PrincipalId,
        as: Schema.Array(Schema.Literals(Challenges.involvements)).pipe(
          Schema.withDecodingDefaultKey(Effect.succeed(Challenges.involvements))
        )
      })
    ),
    states: Schema.optionalKey(Schema.Array(Schema.Literals(states))),
    featured: Schema.optionalKey(Schema.Boolean),
    after: Schema.optionalKey(ChallengeId),
    limit: Schema.optionalKey(Schema.Int.check(Schema.isBetween({ minimum: 1, maximum: largestPage })))
  })
)
const newIdOf = argument("newId", ChallengeId)
const startOf = argument("start", Schema.optional(Challenges.Moment))
const limitOf = argument("limit", Schema.Int.check(Schema.isGreaterThan(0)))

/** These methods, over the use cases of the core. */
export const timeOf = ({ as, onAs }: Runner): Timely => ({
  list: (query = {}) =>
    as(undefined, () =>
      Effect.flatMap(readQuery(query), (read) =>
        Challenges.ChallengeStore.use((store) => store.list({ ...read, limit: read.limit ?? usualPage }))
      )
    ),
  duplicate: (challengeId, newId, start, by) =>
    onAs(challengeId, by, (id, who) =>
      Effect.gen(function* () {
        return yield* Challenges.duplicate(id, yield* newIdOf(newId), who, yield* startOf(start))
      })
    ),
  endSeries: (challengeId, by) => onAs(challengeId, by, Challenges.endSeries),
  tick: (limit = usualTick) => as(undefined, () => Effect.flatMap(limitOf(limit), tick))
})
