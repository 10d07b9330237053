import { randomBytes } from "node:crypto"
import { authorise, issueStreamToken, NotAuthenticated, streamTokenBytes } from "@laurel/core/access"
import { formatInstant } from "@laurel/core/shared"
import { Effect } from "effect"
import { route } from "../../operation/carry.ts"
import type { Route } from "../../operation/Route.ts"
import { Contests } from "../../ports/Contests.ts"
import { watchBoard } from "../live/operations.ts"
import * as operations from "./operations.ts"

/** Who may open a stream for each purpose. */
const rules = { "watch-board": watchBoard.rule } as const

/** Tokens that open streams. */
export const streamTokenRoutes: ReadonlyArray<Route> = [
  route(operations.createStreamToken, ({ principal, body: { challengeId, purpose } }) =>
    Effect.gen(function* () {
      if (principal._tag === "Anonymous") return yield* new NotAuthenticated()
      const challenge = yield* (yield* Contests).of(challengeId)
      yield* authorise(rules[purpose], principal, { challenge })
      const { text, until } = yield* issueStreamToken(principal, challengeId, purpose, randomBytes(streamTokenBytes))
      return { body: { stream_token: text, expires_at: formatInstant(until) } }
    })
  )
]
