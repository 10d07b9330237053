import { type Challenge, find } from "@laurel/core/challenge"
import {
  attemptsOf,
  countLines,
  type PayoutLine,
  type SettlementState,
  SettlementStore,
  stuck,
  underWay
} from "@laurel/core/settlement"
import type { ChallengeId } from "@laurel/core/shared"
import { Effect } from "effect"

/** How far the settlements of a challenge are. */
export interface Status {
  readonly challenge: Challenge
  /** The current one; nothing before the first. */
  readonly settlement: SettlementState | undefined
  /** Every payout, those of earlier settlements first. */
  readonly lines: ReadonlyArray<PayoutLine>
}

/** Reads how far the settlements of a challenge are. */
export const statusOf = Effect.fnUntraced(function* (challengeId: ChallengeId) {
  const challenge = yield* find(challengeId)
  const store = yield* SettlementStore
  const settlements = yield* store.of(challengeId)
  const lines: Array<PayoutLine> = []
  for (const { settlementId } of settlements) for (const line of yield* store.linesOf(settlementId)) lines.push(line)
  const status: Status = { challenge, settlement: settlements.at(-1), lines }
  return status
})

/** Lines by state, with their amounts: only states in which there are any. */
export const byState = ({ lines }: Pick<Status, "lines">) => {
  const counts = countLines(lines)
  const states = Object.keys(counts).filter((state) => lines.some(({ _tag }) => _tag === state))
  return states.map((state) => {
    const those = lines.filter(({ _tag }) => _tag === state)
    return { state, lines: those.length, minorUnits: those.reduce((sum, { minorUnits }) => sum + minorUnits, 0n) }
  })
}

/** Payouts that somebody has to look at, and payouts that will go on by themselves. */
export const outstanding = ({ lines }: Pick<Status, "lines">) => {
  const counts = countLines(lines)
  return { stuck: stuck(counts), underWay: underWay(counts) }
}

/** A payout for programs. */
export const lineJson = (line: PayoutLine) => ({
  line: line.key,
  state: line._tag,
  claim: line.claim,
  recipient: line.recipient,
  minorUnits: line.minorUnits,
  currency: line.currency,
  attempts: attemptsOf(line).map(({ number, key, worker, outcomes }) => ({
    number,
    key,
    worker,
    outcomes: outcomes.map(({ outcome, evidence }) => ({ outcome, evidence: evidence._tag }))
  }))
})
