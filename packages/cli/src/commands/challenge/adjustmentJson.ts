import { type Adjustment, type ChallengeDefinition, rulesOf } from "@laurel/core/challenge"
import { formatInstant, formatUnits } from "@laurel/core/shared"

/** An adjustment as JSON, its amount in the unit of the score. */
export const adjustmentJson = (
  { id, participantId, amount, reason, by, at, reversal }: Adjustment,
  definition: ChallengeDefinition
) => ({
  id,
  participant: participantId,
  amount: formatUnits(amount, rulesOf(definition).program.score.decimals),
  reason,
  by,
  at: formatInstant(at),
  ...(reversal === undefined ? {} : { reversal: { ...reversal, at: formatInstant(reversal.at) } })
})
