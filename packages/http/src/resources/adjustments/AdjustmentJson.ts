import type { KnownChallenge } from "@laurel/core/access"
import { type Adjustment, AdjustmentId, type AdjustmentPage, rulesOf } from "@laurel/core/challenge"
import { formatInstant, formatUnits, parseInstant } from "@laurel/core/shared"
import { Option, Schema } from "effect"
import { Instant } from "../../wire/text.ts"

/** What a score is adjusted by. */
export const AdjustmentJson = Schema.Struct({
  id: Schema.String,
  participant_id: Schema.String,
  /** In the unit of the score; what begins with a minus was taken from it. */
  amount: Schema.String,
  reason: Schema.String,
  by: Schema.String,
  at: Instant,
  /** Once it was taken back: from then on it adds nothing any more. */
  reversal: Schema.optionalKey(Schema.Struct({ reason: Schema.String, by: Schema.String, at: Instant }))
}).annotate({ identifier: "Adjustment" })

/** How many decimals the scores of a challenge have. */
export const scoreDecimals = ({ definition }: Pick<KnownChallenge, "definition">): number =>
  rulesOf(definition).program.score.decimals

/** An adjustment as it is written, at the decimals of the score. */
export const adjustmentJson = (
  { id, participantId, amount, reason, by, at, reversal }: Adjustment,
  decimals: number
): typeof AdjustmentJson.Type => ({
  id,
  participant_id: participantId,
  amount: formatUnits(amount, decimals),
  reason,
  by,
  at: formatInstant(at),
  ...(reversal === undefined ? {} : { reversal: { ...reversal, at: formatInstant(reversal.at) } })
})

/** After which adjustment a page goes on. */
export const adjustmentCursor = ({ at, id }: Adjustment): string => `${formatInstant(at)}_${id}`

const idOf = Schema.decodeUnknownOption(AdjustmentId)

/** The adjustment that a cursor names; nothing where it is none. */
export const readAdjustmentCursor = (cursor: string): AdjustmentPage["after"] => {
  const mark = cursor.indexOf("_")
  const at = parseInstant(cursor.slice(0, mark))
  const id = Option.getOrUndefined(idOf(cursor.slice(mark + 1)))
  return at === undefined || id === undefined ? undefined : { at, id }
}
