import { randomBytes } from "node:crypto"
import { authorise, issueStreamToken, NotAuthenticated, streamTokenBytes } from "@laurel/core/access"
import { formatInstant } from "@laurel/core/shared"
import { Effect } from "effect"
import { route } from "../../operation/carry.ts"
import type { Route } from "../../operation/Route.ts"
import { Contests } from "../../ports/Contests.ts"
import { watchBoard } from "../live/operations.ts"
import * as operations from "./operations.ts"

/** Tokens that open streams. */
export const streamTokenRoutes: ReadonlyArray<Route> = [
  route(operations.createStreamToken, ({ principal, body }) =>
    Effect.gen(function* () {
      if (principal._tag === "Anonymous") return yield* new NotAuthenticated()
      const { purpose } = body
      const challengeId = purpose === "watch-board" ? body.challengeId : undefined
      // Whoever may ask for a token may follow what they do themselves; what is of a challenge they may have to be shown.
      if (challengeId !== undefined) {
        const challenge = yield* (yield* Contests).of(challengeId)
        yield* authorise(watchBoard.rule, principal, { challenge })
      }
      const { text, until } = yield* issueStreamToken(principal, challengeId, purpose, randomBytes(streamTokenBytes))
      return { body: { stream_token: text, expires_at: formatInstant(until) } }
    })
  )
]
