import type { Posting } from "../ledger/index.ts"
import { type ChallengeId, ParticipantId } from "../shared/index.ts"
import type { PlannedLine } from "./SettlementPlan.ts"

/** What several lines of one recipient come to. */
interface Total {
  minorUnits: bigint
  advance: bigint
}

/**
 * The postings that prizes come to: what each recipient is entitled to, and what was paid ahead set off against it; each account once,
 * where a line first moves it. They are made while they are gone through.
 */
export const prizePostings = (challengeId: ChallengeId, lines: Iterable<PlannedLine>): Iterable<Posting> => {
  const repeated = repeatedIn(lines)
  // They are gone through several times.
  const participants = [...participantsOf(lines)]
  return {
    *[Symbol.iterator]() {
      const [entitled, setOff] = [new Set<Total>(), new Set<Total>()]
      let place = 0
      for (const line of lines) {
        if (line.claim !== "prize") continue
        const { recipient } = line
        const participantId = participants[place++] ?? ParticipantId.make(recipient)
        const total = repeated.get(recipient)
        const { minorUnits, advance } = total ?? line
        const isFirst = total === undefined || (!entitled.has(total) && line.minorUnits + line.advance > 0n)
        const isFirstAhead = line.advance > 0n && (total === undefined || !setOff.has(total))
        if (isFirst && minorUnits !== advance) {
          yield { account: { _tag: "Entitlement", challengeId, participantId }, minorUnits: advance - minorUnits }
        }
        if (isFirstAhead) {
          yield { account: { _tag: "Receivable", claim: "prize", challengeId, recipient }, minorUnits: -advance }
        }
        if (total !== undefined && isFirst) entitled.add(total)
        if (total !== undefined && isFirstAhead) setOff.add(total)
      }
    }
  }
}

function* participantsOf(lines: Iterable<PlannedLine>): Generator<ParticipantId, void, undefined> {
  for (const { claim, recipient } of lines) if (claim === "prize") yield ParticipantId.make(recipient)
}

/** What comes to whom in more than one line. */
const repeatedIn = (lines: Iterable<PlannedLine>): ReadonlyMap<string, Total> => {
  const seen = new Set<string>()
  const repeated = new Map<string, Total>()
  for (const { claim, recipient } of lines) {
    if (claim !== "prize") continue
    if (seen.has(recipient)) repeated.set(recipient, { minorUnits: 0n, advance: 0n })
    seen.add(recipient)
  }
  if (repeated.size === 0) return repeated
  for (const { claim, recipient, minorUnits, advance } of lines) {
    const total = claim === "prize" ? repeated.get(recipient) : undefined
    if (total === undefined) continue
    total.minorUnits += minorUnits
    total.advance += advance
  }
  return repeated
}
