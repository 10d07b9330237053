import { type Account, type Balances, type Claim } from "../ledger/index.ts"
import { type ChallengeId, ParticipantId } from "../shared/index.ts"
import type { PlannedLine, SettlementPlan } from "./SettlementPlan.ts"

/**
 * What a correction changes for one recipient: `after` - `before` = `pays` + `setOff` - `fromHeld` - `owedBack`. Amounts
 * are what is due; what was paid ahead is `advanceDifference`, more (or less) of it being set off.
 */
export interface Change {
  readonly claim: Claim
  readonly recipient: string
  readonly before: bigint
  readonly after: bigint
  readonly advanceDifference: bigint
  /** More than before, and to be paid. */
  readonly pays: bigint
  /** More than before, and set off against what the recipient has to give back. */
  readonly setOff: bigint
  /** Less than before, taken from what is not yet on its way. */
  readonly fromHeld: bigint
  /** Less than before, and already paid: to be given back. */
  readonly owedBack: bigint
}

interface Sum {
  readonly claim: Claim
  readonly recipient: string
  due: bigint
  advance: bigint
}

/** The account on which a recipient is owed money. */
export const owedTo = (challengeId: ChallengeId, claim: Claim, recipient: string): Account =>
  claim === "prize"
    ? { _tag: "Entitlement", challengeId, participantId: ParticipantId.make(recipient) }
    : { _tag: "RefundPayable", challengeId, payer: recipient }

const sums = (lines: ReadonlyArray<PlannedLine>): ReadonlyMap<string, Sum> => {
  const byRecipient = new Map<string, Sum>()
  for (const { claim, recipient, due, advance } of lines) {
    const key = `${claim} ${recipient}`
    const sum = byRecipient.get(key)
    if (sum === undefined) byRecipient.set(key, { claim, recipient, due, advance })
    else {
      sum.due += due
      sum.advance += advance
    }
  }
  return byRecipient
}

/** What the newer plan changes, recipient by recipient: those of the newer plan first; who keeps everything is left out. */
export const changesOf = (plan: SettlementPlan, previous: SettlementPlan, ledger: Balances): ReadonlyArray<Change> => {
  const [now, then] = [sums(plan.lines), sums(previous.lines)]
  const changes: Array<Change> = []
  const compare = (sum: Sum, before: Sum | undefined, after: Sum | undefined): void => {
    const difference = (after?.due ?? 0n) - (before?.due ?? 0n)
    const advanceDifference = (after?.advance ?? 0n) - (before?.advance ?? 0n)
    if (difference === 0n && advanceDifference === 0n) return
    changes.push(changeOf(plan, ledger, sum, before?.due ?? 0n, after?.due ?? 0n, advanceDifference))
  }
  for (const [key, after] of now) compare(after, then.get(key), after)
  for (const [key, before] of then) if (!now.has(key)) compare(before, before, undefined)
  return changes
}

const changeOf = (
  { challengeId, currency }: SettlementPlan,
  ledger: Balances,
  { claim, recipient }: Sum,
  before: bigint,
  after: bigint,
  advanceDifference: bigint
): Change => {
  const none = { claim, recipient, before, after, advanceDifference, pays: 0n, setOff: 0n, fromHeld: 0n, owedBack: 0n }
  if (after >= before) {
    const owes = ledger.held({ _tag: "Receivable", claim, challengeId, recipient }, currency) - advanceDifference
    const setOff = least(after - before, owes)
    return { ...none, setOff, pays: after - before - setOff }
  }
  const fromHeld = least(before - after, ledger.held(owedTo(challengeId, claim, recipient), currency))
  return { ...none, fromHeld, owedBack: before - after - fromHeld }
}

/** The lesser of two amounts, the second one counting as nothing when it is negative. */
const least = (a: bigint, b: bigint): bigint => (b <= 0n ? 0n : a < b ? a : b)
