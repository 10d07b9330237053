import { Effect } from "effect"
import { audited, noteRows } from "../audit/index.ts"
import { type Charge, Charges, find } from "../challenge/index.ts"
import type { ChallengeId } from "../shared/index.ts"
import { lastStanding } from "./carryOut.ts"
import { insertSettlement } from "./insertSettlement.ts"
import { feeLineOf, lineKey } from "./lineKey.ts"
import { type PayoutLine, payoutLines } from "./PayoutLine.ts"
import { settlementIdOf } from "./plan.ts"
import type { PlannedLine } from "./SettlementPlan.ts"
import { openSettlement } from "./SettlementState.ts"
import { SettlementStore } from "./SettlementStore.ts"

/** A fee that is owed back is a payout line of its own: whatever is refunded to its payer besides, it is paid once. */
const feeLine = ({ key, payer, minorUnits }: Charge): PlannedLine => {
  const line = feeLineOf(key)
  const amounts = { minorUnits, advance: 0n, due: minorUnits }
  return { key: lineKey("refund", payer, line), claim: "refund", recipient: payer, line, ...amounts }
}

/**
 * Makes payable what the challenge owes back of fees for which nobody could enter: one line a charge, once. A challenge
 * without a settlement gets one that is open.
 */
export const oweFees = Effect.fnUntraced(function* (challengeId: ChallengeId) {
  const owed = yield* (yield* Charges).inStates(challengeId, ["OwedBack"])
  if (owed.length === 0) return
  yield* audited({ action: "settlement.owe-fees", challengeId }, linesFor(challengeId, owed))
})

const linesFor = Effect.fnUntraced(function* (challengeId: ChallengeId, owed: ReadonlyArray<Charge>) {
  // What belongs to one challenge is done by one at a time.
  yield* find(challengeId)
  const store = yield* SettlementStore
  const keyOf = (charge: Charge): string => feeLine(charge).key
  const known = new Set((yield* store.linesByKey(challengeId, owed.map(keyOf))).map(({ key }) => key))
  const missing = owed.filter((charge) => !known.has(keyOf(charge)))
  const [first] = missing
  if (first === undefined) return
  const { settlementId, version } = yield* standingOrOpened(challengeId)
  const heading = { challengeId, version: Math.max(version, 1), currency: first.currency }
  const lines: ReadonlyArray<PayoutLine> = payoutLines(settlementId, heading, missing.map(feeLine))
  yield* store.addLines(lines)
  yield* noteRows(
    "lines",
    lines.map(({ key, minorUnits }) => ({ key, minorUnits: `${minorUnits}` }))
  )
})

const standingOrOpened = Effect.fnUntraced(function* (challengeId: ChallengeId) {
  const standing = lastStanding(yield* (yield* SettlementStore).of(challengeId))
  if (standing !== undefined) return standing
  const opened = openSettlement(settlementIdOf(challengeId, 1), challengeId)
  yield* insertSettlement(opened)
  return opened
})
