import { authorise, dependsOnChallenge, type KnownChallenge, mayBeUnknown, NotAuthenticated } from "@laurel/core/access"
import { ChallengeId, UserId } from "@laurel/core/shared"
import { Effect, Option, Schema } from "effect"
import { Contests } from "../ports/Contests.ts"
import { InvalidRequest } from "../problem/errors.ts"
import type { AnyOperation } from "./Operation.ts"
import type { Call, ChallengeHandler, Handler, Reply, Route } from "./Route.ts"
import { requestReader, type Sent } from "./readRequest.ts"

/** Joins an operation with what carries it out, once it is asked by somebody who may. */
export const route = <O extends AnyOperation>(operation: O, handle: Handler<O>): Route =>
  routeOf(operation, (call) => handle(call))

/** As `route`, for an operation about the challenge of its path. */
export const challengeRoute = <O extends AnyOperation>(operation: O, handle: ChallengeHandler<O>): Route =>
  routeOf(operation, (call, challenge) => {
    if (challenge === undefined) throw new Error(`${operation.id} has no challenge in its path`)
    return handle(call, challenge)
  })

const challengeIdOf = Schema.decodeUnknownOption(ChallengeId)
const userIdOf = Schema.decodeUnknownOption(UserId)

const routeOf = <O extends AnyOperation>(
  operation: O,
  handle: (call: Call<O>, challenge: KnownChallenge | undefined) => ReturnType<Handler<O>>
): Route => {
  const read = requestReader(operation)
  return {
    operation,
    admitted: Effect.fnUntraced(function* (principal, sent) {
      const challengeId = yield* named("challenge_id", challengeIdOf, sent)
      const userId = yield* named("user_id", userIdOf, sent)
      // Before anything is looked up: whether it is there is nothing for whom nobody knows.
      if (principal._tag === "Anonymous" && !mayBeUnknown(operation.rule.who)) return yield* new NotAuthenticated()
      const challenge = challengeId === undefined ? undefined : yield* (yield* Contests).of(challengeId)
      // Before anything else that was sent is looked at: what is wrong with it is nothing for whoever may not ask.
      yield* authorise(operation.rule, principal, {
        challenge: dependsOnChallenge(operation.rule) ? challenge : undefined,
        userId
      })
      return Effect.gen(function* () {
        const params = yield* read.params(sent)
        const query = yield* read.query(sent)
        const body = yield* read.body(sent)
        const answer: Reply<unknown> = yield* handle({ principal, params, query, body, header: sent.header }, challenge)
        return answer
      })
    })
  }
}

/** What the path names, where it names it. */
const named = <A>(
  name: string,
  decode: (text: unknown) => Option.Option<A>,
  { params }: Sent
): Effect.Effect<A | undefined, InvalidRequest> => {
  const text = params[name]
  if (text === undefined) return Effect.succeed(undefined)
  return Option.match(decode(text), {
    onSome: Effect.succeed,
    onNone: () =>
      Effect.fail(new InvalidRequest({ part: "path", flaws: [{ path: [name], message: "is no identifier" }] }))
  })
}
