import { type KnownChallenge, permitLooking } from "@laurel/core/access"
import {
  Adjustments,
  adjust,
  adjustmentAmount,
  Entries,
  ParticipantNotFound,
  reverseAdjustment
} from "@laurel/core/challenge"
import { Effect, Option, Result } from "effect"
import { challengeRoute } from "../../operation/carry.ts"
import type { Route } from "../../operation/Route.ts"
import { InvalidRequest } from "../../problem/errors.ts"
import { pageJson, placeAfter } from "../../wire/page.ts"
import { actorOf } from "../actorOf.ts"
import { adjustmentCursor, adjustmentJson, readAdjustmentCursor, scoreDecimals } from "./AdjustmentJson.ts"
import * as operations from "./operations.ts"

/** An amount as it was sent, at the decimals of the score; or what is wrong with it. */
const amountIn = (text: string, { definition }: KnownChallenge): Result.Result<number, InvalidRequest> =>
  Result.mapError(
    adjustmentAmount(definition, text),
    (message) => new InvalidRequest({ part: "body", flaws: [{ path: ["amount"], message }] })
  )

/** What organisers add to scores, or take from them. */
export const adjustmentRoutes: ReadonlyArray<Route> = [
  challengeRoute(operations.adjustScore, ({ principal, body: { amount: text, ...wanted } }, challenge) =>
    Effect.gen(function* () {
      const amount = yield* Effect.fromResult(amountIn(text, challenge))
      const { adjustment, isNew } = yield* adjust(challenge.id, { ...wanted, amount }, actorOf(principal))
      return { body: adjustmentJson(adjustment, scoreDecimals(challenge)), status: isNew ? 201 : 200 }
    })
  ),
  challengeRoute(operations.listAdjustments, ({ principal, query }, challenge) =>
    Effect.gen(function* () {
      const { participant_id: participantId, limit, cursor } = query
      const challengeId = challenge.id
      const found = participantId === undefined ? undefined : yield* (yield* Entries).find(challengeId, participantId)
      const entry = found === undefined ? undefined : Option.getOrUndefined(found)
      if (participantId !== undefined && entry === undefined)
        return yield* new ParticipantNotFound({ challengeId, participantId })
      yield* Effect.fromResult(permitLooking(principal, challenge, entry?.userId))
      const after = yield* placeAfter(cursor, readAdjustmentCursor)
      const page = yield* (yield* Adjustments).page(challengeId, {
        limit: limit + 1,
        ...(participantId === undefined ? {} : { participantId }),
        ...(after === undefined ? {} : { after })
      })
      const decimals = scoreDecimals(challenge)
      return { body: pageJson(page, limit, (one) => adjustmentJson(one, decimals), adjustmentCursor) }
    })
  ),
  challengeRoute(operations.reverseAdjustment, ({ principal, params, body: { reason } }, challenge) =>
    Effect.map(reverseAdjustment(challenge.id, params.adjustment_id, reason, actorOf(principal)), ({ adjustment }) => ({
      body: adjustmentJson(adjustment, scoreDecimals(challenge))
    }))
  )
]
