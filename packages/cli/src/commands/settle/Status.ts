import { type Challenge, find } from "@laurel/core/challenge"
import {
  attemptsOf,
  countLines,
  lastStanding,
  type PayoutLine,
  type SettlementState,
  SettlementStore,
  stuck,
  underWay
} from "@laurel/core/settlement"
import type { ChallengeId } from "@laurel/core/shared"
import { Effect } from "effect"

/** Payouts are gone through in pages of this many, so that any number of them needs the same memory. */
const pageLines = 1_000

/** The payouts in one state. */
export interface Payouts {
  readonly state: PayoutLine["_tag"]
  readonly lines: number
  readonly minorUnits: bigint
}

/** How far the settlements of a challenge are. */
export interface Status {
  readonly challenge: Challenge
  /** The one that stands; nothing before the first. */
  readonly settlement: SettlementState | undefined
  /** By state, those of all settlements; only states in which there are any. */
  readonly payouts: ReadonlyArray<Payouts>
  /** Payouts that somebody has to look at. */
  readonly stuck: number
  /** Payouts that will go on by themselves. */
  readonly underWay: number
}

/** Reads how far the settlements of a challenge are; `see` gets every payout, those of earlier settlements first. */
export const statusOf = Effect.fnUntraced(function* (
  challengeId: ChallengeId,
  see: (line: PayoutLine) => void = () => undefined
) {
  const challenge = yield* find(challengeId)
  const settlements = yield* (yield* SettlementStore).of(challengeId)
  const sums = new Map<PayoutLine["_tag"], Payouts>()
  for (const settlement of settlements) {
    yield* eachLine(settlement, (line) => {
      const { lines = 0, minorUnits = 0n } = sums.get(line._tag) ?? {}
      sums.set(line._tag, { state: line._tag, lines: lines + 1, minorUnits: minorUnits + line.minorUnits })
      see(line)
    })
  }
  const payouts = [...sums.values()]
  const counts = { ...countLines([]) }
  for (const { state, lines } of payouts) counts[state] = lines
  const settlement = lastStanding(settlements)
  const status: Status = { challenge, settlement, payouts, stuck: stuck(counts), underWay: underWay(counts) }
  return status
})

const eachLine = Effect.fnUntraced(function* ({ settlementId }: SettlementState, see: (line: PayoutLine) => void) {
  const store = yield* SettlementStore
  let after: string | undefined
  do {
    const page: ReadonlyArray<PayoutLine> = yield* store.linesOf(settlementId, {
      limit: pageLines,
      ...(after === undefined ? {} : { after })
    })
    for (const line of page) see(line)
    after = page.length < pageLines ? undefined : page.at(-1)?.key
  } while (after !== undefined)
})

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
