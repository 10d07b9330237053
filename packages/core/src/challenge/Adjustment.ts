import { Schema } from "effect"
import { ParticipantId, PrincipalId, Units } from "../shared/index.ts"

/** Why a score is adjusted, or is no more: for the participant to read. */
export const AdjustmentReason = Schema.String.check(
  Schema.isPattern(/^(?! )[^\u0000-\u001f\u007f-\u009f\ud800-\udfff]{1,500}(?<! )$/u, {
    message: "must be 1 to 500 characters without control characters or blanks at the ends"
  })
)

/** Names an adjustment within its challenge: given by whoever makes it, who is recognised by it when they try again. */
export const AdjustmentId = Schema.String.check(
  Schema.isPattern(/^[A-Za-z0-9][A-Za-z0-9._@+-]{0,127}$/, {
    message: "must start with a letter or digit and hold at most 128 letters, digits or . _ @ + -"
  })
).pipe(Schema.brand("AdjustmentId"))
export type AdjustmentId = typeof AdjustmentId.Type

/** How much a score is adjusted by: an integer at the decimals of the score, and not nothing. */
export const AdjustmentAmount = Units.check(Schema.makeFilter((amount) => amount !== 0 || "must not be zero"))

/** That an adjustment was taken back: by whom, why and when. */
export const Reversal = Schema.Struct({ reason: AdjustmentReason, by: PrincipalId, at: Schema.Int })
export type Reversal = typeof Reversal.Type

/**
 * What the organiser adds to the score of a participant, or takes from it: a fact of its own, beside the activities (ADR 0055). It is never
 * changed and never goes; once it is taken back it has its `reversal`, and adds nothing any more.
 */
export const Adjustment = Schema.Struct({
  id: AdjustmentId,
  participantId: ParticipantId,
  amount: AdjustmentAmount,
  reason: AdjustmentReason,
  by: PrincipalId,
  at: Schema.Int,
  reversal: Schema.optionalKey(Reversal)
})
export type Adjustment = typeof Adjustment.Type

const content = ["participantId", "amount", "reason"] as const

/** The first field in which two adjustments of one id differ. Who made it and when are none: whoever tries again does so later. */
export const differingAdjustmentField = (
  a: Pick<Adjustment, (typeof content)[number]>,
  b: Pick<Adjustment, (typeof content)[number]>
): string | undefined => content.find((field) => a[field] !== b[field])
