import type { AttemptedLine, PayoutLine } from "./PayoutLine.ts"
import type { PayoutEvent } from "./payoutEvents.ts"

const defect = (line: PayoutLine, event: PayoutEvent): never => {
  throw new Error(`${event._tag} cannot apply to a payout line that is ${line._tag}`)
}

const base = (line: PayoutLine) => ({
  settlementId: line.settlementId,
  challengeId: line.challengeId,
  version: line.version,
  key: line.key,
  claim: line.claim,
  recipient: line.recipient,
  currency: line.currency,
  minorUnits: line.minorUnits,
  past: line.past
})

/** The line with its attempt closed: it moves to those that are over, and stays there. */
const closed = (line: AttemptedLine) => ({ ...base(line), past: [...line.past, line.attempt] })

/**
 * The payout line after an event. Never fails on an event that `decidePayout` gave for this line; any other event is a
 * defect. `NothingChanged` changes nothing.
 */
export const evolvePayout = (line: PayoutLine, event: PayoutEvent): PayoutLine => {
  switch (event._tag) {
    case "NothingChanged":
      return line
    case "LineReleased":
    case "LineReclaimed":
      return { _tag: "Payable", ...base(line) }
    case "LineForfeited":
      return { _tag: "Forfeited", ...base(line) }
    case "AttemptClaimed": {
      const { number, key, minorUnits, worker, provider, leaseUntil, at } = event
      const attempt = { number, key, minorUnits, worker, provider, claimedAt: at, leaseUntil, outcomes: [] }
      return { _tag: "Claimed", ...base(line), attempt }
    }
    case "LineReduced":
      return { ...line, minorUnits: event.minorUnits }
    case "LineWithheld":
      return { _tag: "Withheld", ...("attempt" in line ? closed(line) : base(line)) }
    default:
      return "attempt" in line ? evolveAttempt(line, event) : defect(line, event)
  }
}

const evolveAttempt = (line: AttemptedLine, event: PayoutEvent): PayoutLine => {
  switch (event._tag) {
    case "AttemptSubmitted":
      return { _tag: "Submitted", ...base(line), attempt: { ...line.attempt, submittedAt: event.at } }
    case "AttemptLost":
      return { _tag: "Unknown", ...base(line), attempt: line.attempt }
    case "AttemptDecided": {
      const outcomes = [...line.attempt.outcomes, event.outcome]
      return { _tag: event.outcome.outcome, ...base(line), attempt: { ...line.attempt, outcomes } }
    }
    case "LineReopened":
      return { _tag: "Payable", ...closed(line) }
    case "LineUnclaimed":
      return { _tag: "Unclaimed", ...closed(line) }
    default:
      return defect(line, event)
  }
}
