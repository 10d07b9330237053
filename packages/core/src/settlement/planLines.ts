import type { Claim } from "../ledger/index.ts"
import type { ChallengeId } from "../shared/index.ts"
import { lineKeyFor } from "./lineKey.ts"
import { refundAccounts } from "./refundAccounts.ts"
import type { PlannedLine, PlannedPrizes, SettlementPlan } from "./SettlementPlan.ts"

type Award = PlannedPrizes["awards"][number]

/** Until when payouts are held back: all of them, and single recipients for longer (or shorter). */
export interface Holds {
  readonly until?: number
  readonly byRecipient?: ReadonlyMap<string, number>
}

/** Until when a recipient's payouts are held back; nothing where they are not. */
export const holdFor = ({ until, byRecipient }: Holds, recipient: string): number | undefined =>
  byRecipient?.get(recipient) ?? until

/** What many lines share, and how the key of one is made. */
interface Kind {
  readonly claim: Claim
  readonly line: string
  readonly keyOf: (recipient: string) => string
}

const kindOf = (claim: Claim, line: string): Kind => ({ claim, line, keyOf: lineKeyFor(claim, line) })

/** The prize line that an award belongs to: the stage and the rule that gave it. Awards of one rule mostly follow each other. */
const prizeKinds = () => {
  let last: (Pick<Award, "stage" | "rule"> & { readonly kind: Kind }) | undefined
  return ({ stage, rule }: Award): Kind => {
    if (last?.stage !== stage || last.rule !== rule) {
      last = { stage, rule, kind: kindOf("prize", `${stage}+${rule.index < 0 ? rule.tag : rule.index}`) }
    }
    return last.kind
  }
}

/** The lines of prizes: one per recipient and prize line, awards first, then refunds. Carried money has no line. */
export const planLines = (
  challengeId: ChallengeId,
  contributions: SettlementPlan["contributions"],
  prizes: PlannedPrizes,
  holds: Holds = {}
): ReadonlyArray<PlannedLine> => {
  const lines = new Map<string, PlannedLine>()
  const add = ({ claim, line, keyOf }: Kind, recipient: string, minorUnits: bigint, advance: bigint): void => {
    const key = keyOf(recipient)
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
  const prizeKind = prizeKinds()
  for (const award of prizes.awards) {
    if (award.minorUnits > 0n) add(prizeKind(award), award.participantId, award.minorUnits, award.advance)
  }
  const refund = kindOf("refund", "refund")
  for (const { account, minorUnits } of refundAccounts(challengeId, contributions, prizes.refunds)) {
    if (account._tag === "RefundPayable" && minorUnits > 0n) add(refund, account.payer, minorUnits, 0n)
  }
  return [...lines.values()]
}
