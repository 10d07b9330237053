import * as Challenges from "@laurel/core/challenge"
import { ParticipantId } from "@laurel/core/shared"
import { Effect, Result, Schema } from "effect"
import { InvalidArgument } from "./errors.ts"
import type { Laurel } from "./Laurel.ts"
import type { Runner } from "./Runner.ts"
import { argument } from "./reader.ts"

/** What organisers add to scores, or take from them. */
export type Adjusting = Pick<Laurel, "adjust" | "reverseAdjustment" | "adjustments">

const usualPage = 20
const largestPage = 100

const wantedOf = argument(
  "adjustment",
  Schema.Struct({
    id: Challenges.AdjustmentId,
    participantId: ParticipantId,
    amount: Schema.Union([Schema.Finite, Schema.String]),
    reason: Challenges.AdjustmentReason
  }).pipe(Schema.encodeKeys({ participantId: "participant" }))
)
const idOf = argument("adjustment", Challenges.AdjustmentId)
const reasonOf = argument("reason", Challenges.AdjustmentReason)
const queryOf = argument(
  "query",
  Schema.Struct({
    participantId: Schema.optionalKey(ParticipantId),
    after: Schema.optionalKey(Schema.Struct({ at: Schema.Int, id: Challenges.AdjustmentId })),
    limit: Schema.Int.check(Schema.isBetween({ minimum: 1, maximum: largestPage })).pipe(
      Schema.withDecodingDefaultKey(Effect.succeed(usualPage))
    )
  }).pipe(Schema.encodeKeys({ participantId: "participant" }))
)

/** These methods, over the use cases of the core. */
export const adjustingOf = ({ onAs, onKnown }: Runner): Adjusting => ({
  adjust: (challengeId, adjustment, by) =>
    onAs(challengeId, by, (id, who) =>
      Effect.gen(function* () {
        const { amount: text, ...wanted } = yield* wantedOf(adjustment)
        const { definition } = yield* Challenges.find(id)
        const amount = yield* Effect.fromResult(
          Result.mapError(
            Challenges.adjustmentAmount(definition, `${text}`),
            (problem) => new InvalidArgument({ argument: "adjustment", problem: `amount ${problem}` })
          )
        )
        return (yield* Challenges.adjust(id, { ...wanted, amount }, who)).isNew
      })
    ),
  reverseAdjustment: (challengeId, adjustment, reason, by) =>
    onAs(challengeId, by, (id, who) =>
      Effect.gen(function* () {
        const adjustmentId = yield* idOf(adjustment)
        return (yield* Challenges.reverseAdjustment(id, adjustmentId, yield* reasonOf(reason), who)).isNew
      })
    ),
  adjustments: (challengeId, query = {}) =>
    onKnown(challengeId, (id) =>
      Effect.gen(function* () {
        const page = yield* queryOf(query)
        return yield* (yield* Challenges.Adjustments).page(id, page)
      })
    )
})
