import { type Listed, listedStates } from "@laurel/core/activity"
import { find, loggedActivities } from "@laurel/core/challenge"
import { type ChallengeId, UserId } from "@laurel/core/shared"
import { Effect, Schema } from "effect"
import { InvalidArgument } from "./errors.ts"
import { argument } from "./reader.ts"

const usualPage = 20
const largestPage = 100

const Query = Schema.Struct({
  userId: Schema.optional(UserId),
  state: Schema.optional(Schema.Literals(listedStates)),
  before: Schema.optional(Schema.Int.check(Schema.isGreaterThanOrEqualTo(0))),
  limit: Schema.optional(Schema.Int.check(Schema.isBetween({ minimum: 1, maximum: largestPage })))
}).pipe(Schema.encodeKeys({ userId: "user" }))

const readQuery = argument("query", Query)

const whichOf = ({ userId, state }: Pick<typeof Query.Type, "userId" | "state">): Listed | undefined => {
  if (userId !== undefined) return { userId, ...(state === undefined ? {} : { state }) }
  return state === undefined ? undefined : { state }
}

/** The page of activities that a query asks for. */
export const listedOf = Effect.fnUntraced(function* (challengeId: ChallengeId, query: unknown) {
  const { before, limit = usualPage, ...named } = yield* readQuery(query)
  const which = whichOf(named)
  if (which === undefined)
    return yield* new InvalidArgument({ argument: "query", problem: "must name a user, or a state, or both" })
  const challenge = yield* find(challengeId)
  return yield* loggedActivities(challenge, which, { limit, ...(before === undefined ? {} : { before }) })
})
