import type { Claim } from "../ledger/index.ts"
import type { ChallengeId } from "../shared/index.ts"
import { lineKey } from "./lineKey.ts"
import { refundAccounts } from "./refundAccounts.ts"
import type { PlannedLine, PlannedPrizes, SettlementPlan } from "./SettlementPlan.ts"

/** Until when payouts are held back: all of them, and single recipients for longer (or shorter). */
export interface Holds {
  readonly until?: number
  readonly byRecipient?: ReadonlyMap<string, number>
}

/** Until when a recipient's payouts are held back; nothing where they are not. */
export const holdFor = ({ until, byRecipient }: Holds, recipient: string): number | undefined =>
  byRecipient?.get(recipient) ?? until

const refundLine = "refund"

/** The prize line that an award belongs to: the stage and the rule that gave it. */
const prizeLine = ({ stage, rule }: PlannedPrizes["awards"][number]): string =>
  `${stage}+${rule.index < 0 ? rule.tag : rule.index}`

/** The lines of prizes: one per recipient and prize line, awards first, then refunds. Carried money has no line. */
export const planLines = (
  challengeId: ChallengeId,
  contributions: SettlementPlan["contributions"],
  prizes: PlannedPrizes,
  holds: Holds = {}
): ReadonlyArray<PlannedLine> => {
  const lines = new Map<string, PlannedLine>()
  const add = (claim: Claim, recipient: string, line: string, minorUnits: bigint, advance: bigint): void => {
    const key = lineKey(claim, recipient, line)
    const before = lines.get(key)
    const holdUntil = holdFor(holds, recipient)
    // Amounts that are the same are one in memory.
    const total = before === undefined ? minorUnits : before.minorUnits + minorUnits
    const paidAhead = before === undefined ? advance : before.advance + advance
    lines.set(key, {
      key,
      claim,
      recipient,
      line,
      minorUnits: total,
      advance: paidAhead,
      due: paidAhead === 0n ? total : total - paidAhead,
      ...(holdUntil === undefined ? {} : { holdUntil })
    })
  }
  for (const award of prizes.awards) {
    if (award.minorUnits > 0n) add("prize", award.participantId, prizeLine(award), award.minorUnits, award.advance)
  }
  for (const { account, minorUnits } of refundAccounts(challengeId, contributions, prizes.refunds)) {
    if (account._tag === "RefundPayable" && minorUnits > 0n) add("refund", account.payer, refundLine, minorUnits, 0n)
  }
  return [...lines.values()]
}
