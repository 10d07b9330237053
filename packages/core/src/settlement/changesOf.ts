import type { Account, Balances, Claim } from "../ledger/index.ts"
import { type ChallengeId, ParticipantId } from "../shared/index.ts"
import { chargeOfLine } from "./lineKey.ts"
import type { PayoutLine } from "./PayoutLine.ts"
import type { PlanToPost } from "./PlanToPost.ts"
import type { PayoutCommand } from "./payoutTransitions.ts"
import type { PlannedLine } from "./SettlementPlan.ts"

/** A step that a correction takes with an earlier payout line. */
export interface LineStep {
  readonly line: PayoutLine
  readonly command: Extract<PayoutCommand, { readonly _tag: "Reduce" | "Withhold" }>
}

/**
 * What a correction changes for one recipient: `after` - `before` = `pays` + `setOff` - `fromHeld` - `fromUnclaimed` -
 * `owedBack`. Amounts are what is due; what was paid ahead is `advanceDifference`, more (or less) of it being set off.
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
  /** Less than before, taken from what nobody claimed, be it forfeited: that is reinstated first. */
  readonly fromUnclaimed: bigint
  /** Less than before, and already paid or on its way: to be given back. */
  readonly owedBack: bigint
  /** How earlier lines shrink by what is taken from them. */
  readonly steps: ReadonlyArray<LineStep>
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

const sums = (lines: Iterable<PlannedLine>): ReadonlyMap<string, Sum> => {
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

/**
 * What stands before a correction: the balances of the ledger, of which it looks at those of `receivablesOf`, and the payout
 * lines of the challenge so far, of which it looks at those that are `takeable`.
 */
export interface Before {
  readonly ledger: Pick<Balances, "held">
  readonly lines: ReadonlyArray<PayoutLine>
}

/** The states of the payout lines that a correction can take something from: neither paid nor on their way. */
export const takeable: ReadonlyArray<PayoutLine["_tag"]> = [
  "Held",
  "Payable",
  "Refused",
  "Returned",
  "Unclaimed",
  "Forfeited"
]

const isTakeable: ReadonlySet<PayoutLine["_tag"]> = new Set(takeable)

const takeableLines = (lines: ReadonlyArray<PayoutLine>): ReadonlyMap<string, ReadonlyArray<PayoutLine>> => {
  const byRecipient = new Map<string, Array<PayoutLine>>()
  for (const line of lines) {
    // A fee that is owed back was never of the pool: no plan gives it, and no correction takes it.
    if (!isTakeable.has(line._tag) || chargeOfLine(line.key) !== undefined) continue
    const key = `${line.claim} ${line.recipient}`
    const others = byRecipient.get(key)
    if (others === undefined) byRecipient.set(key, [line])
    else others.push(line)
  }
  return byRecipient
}

/** What the newer plan changes, recipient by recipient: those of the newer plan first; who keeps everything is left out. */
export const changesOf = (plan: PlanToPost, previous: PlanToPost, { ledger, lines }: Before): ReadonlyArray<Change> => {
  const open = takeableLines(lines)
  return compared(plan, previous).map((change) =>
    change.after >= change.before
      ? raised(plan, ledger, change)
      : lowered(change, open.get(`${change.claim} ${change.recipient}`) ?? [])
  )
}

/** The accounts of what recipients have to give back whose balances decide a correction: of those who get more than before. */
export const receivablesOf = (plan: PlanToPost, previous: PlanToPost): ReadonlyArray<Account> =>
  compared(plan, previous)
    .filter(({ before, after }) => after >= before)
    .map((change) => receivableOf(plan, change))

const receivableOf = (
  { challengeId }: PlanToPost,
  { claim, recipient }: Pick<Compared, "claim" | "recipient">
): Account => ({ _tag: "Receivable", claim, challengeId, recipient })

type Compared = Pick<Change, "claim" | "recipient" | "before" | "after" | "advanceDifference">

const compared = (plan: PlanToPost, previous: PlanToPost): ReadonlyArray<Compared> => {
  const [now, then] = [sums(plan.lines), sums(previous.lines)]
  const changed: Array<Compared> = []
  const compare = ({ claim, recipient }: Sum, before: Sum | undefined, after: Sum | undefined): void => {
    const change = {
      claim,
      recipient,
      before: before?.due ?? 0n,
      after: after?.due ?? 0n,
      advanceDifference: (after?.advance ?? 0n) - (before?.advance ?? 0n)
    }
    if (change.after !== change.before || change.advanceDifference !== 0n) changed.push(change)
  }
  for (const [key, after] of now) compare(after, then.get(key), after)
  for (const [key, before] of then) if (!now.has(key)) compare(before, before, undefined)
  return changed
}

const nothing = { pays: 0n, setOff: 0n, fromHeld: 0n, fromUnclaimed: 0n, owedBack: 0n, steps: [] }

/** More than before: what the recipient has to give back is set off first. */
const raised = (plan: PlanToPost, ledger: Before["ledger"], change: Compared): Change => {
  const { before, after, advanceDifference } = change
  const owes = ledger.held(receivableOf(plan, change), plan.currency) - advanceDifference
  const setOff = least(after - before, owes)
  return { ...nothing, ...change, setOff, pays: after - before - setOff }
}

/**
 * Less than before: the latest lines that are not on their way give way first, then what was forfeited. Only what was paid,
 * or is on its way, has to be given back.
 */
const lowered = (change: Compared, lines: ReadonlyArray<PayoutLine>): Change => {
  let left = change.before - change.after
  const taken = { fromHeld: 0n, fromUnclaimed: 0n }
  const steps: Array<LineStep> = []
  for (const line of inTurn(lines)) {
    const minorUnits = least(left, line.minorUnits)
    if (minorUnits === 0n) continue
    left -= minorUnits
    taken[line._tag === "Unclaimed" || line._tag === "Forfeited" ? "fromUnclaimed" : "fromHeld"] += minorUnits
    const remains = line.minorUnits - minorUnits
    steps.push({ line, command: remains === 0n ? { _tag: "Withhold" } : { _tag: "Reduce", minorUnits: remains } })
  }
  return { ...nothing, ...change, ...taken, owedBack: left, steps }
}

const inTurn = (lines: ReadonlyArray<PayoutLine>): ReadonlyArray<PayoutLine> => {
  const latestFirst = lines.toReversed()
  return [
    ...latestFirst.filter(({ _tag }) => _tag !== "Forfeited"),
    ...latestFirst.filter(({ _tag }) => _tag === "Forfeited")
  ]
}

/** The lesser of two amounts, the second one counting as nothing when it is negative. */
const least = (a: bigint, b: bigint): bigint => (b <= 0n ? 0n : a < b ? a : b)
