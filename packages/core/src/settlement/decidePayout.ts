import { Result } from "effect"
import type { Evidence } from "../payment/index.ts"
import type { Instant } from "../shared/index.ts"
import {
  AttemptUnknown,
  EvidenceInsufficient,
  LeaseExpired,
  LeaseRunning,
  NotTheClaimant,
  NotYetDue,
  OutcomeContradicted,
  PayoutTransitionForbidden,
  ReductionOutOfRange
} from "./errors.ts"
import { nothingChanged } from "./events.ts"
import { isPayoutReplay } from "./isPayoutReplay.ts"
import { type AttemptedLine, attemptsOf, nextAttempt, nextAttemptKey, type PayoutLine } from "./PayoutLine.ts"
import type { PayoutEvent } from "./payoutEvents.ts"
import { outcomeOf, type PayoutCommand, payoutAllows, payoutTransitions } from "./payoutTransitions.ts"

/** Why a command on a payout line is refused, in the order in which it is checked. */
export type PayoutRefused =
  | AttemptUnknown
  | OutcomeContradicted
  | PayoutTransitionForbidden
  | NotTheClaimant
  | EvidenceInsufficient
  | LeaseExpired
  | LeaseRunning
  | NotYetDue
  | ReductionOutOfRange

type OutcomeCommand = Extract<PayoutCommand, { readonly attemptKey: string }>

/**
 * Decides a command on a payout line: the event that follows, or the refusal. Pure; `now` is an argument. A command that
 * had been carried out before is answered with `NothingChanged`, before anything else is checked; a webhook that comes
 * twice or late therefore changes nothing (I23).
 */
export const decidePayout = (
  line: PayoutLine,
  command: PayoutCommand,
  now: Instant
): Result.Result<PayoutEvent, PayoutRefused> => {
  if (isPayoutReplay(line, command)) return Result.succeed(nothingChanged)
  const misdirected = "attemptKey" in command ? aboutNoOpenAttempt(line, command) : undefined
  if (misdirected !== undefined) return Result.fail(misdirected)
  if (!(command._tag in payoutTransitions[line._tag])) return Result.fail(forbidden(line, command))
  const refusal = refusalOf(line, command, now)
  return refusal === undefined ? Result.succeed(eventOf(line, command, now)) : Result.fail(refusal)
}

const forbidden = ({ key, _tag }: PayoutLine, command: PayoutCommand) =>
  new PayoutTransitionForbidden({ line: key, state: _tag, command: command._tag, allowed: payoutAllows(_tag) })

/** A key that the line never had, or one whose outcome was final: a refusal uses the key up for ever (I16). */
const aboutNoOpenAttempt = (
  line: PayoutLine,
  { _tag, attemptKey }: OutcomeCommand
): AttemptUnknown | OutcomeContradicted | undefined => {
  const attempt = attemptsOf(line).find(({ key }) => key === attemptKey)
  if (attempt === undefined) return new AttemptUnknown({ line: line.key, attemptKey })
  const recorded = attempt.outcomes.at(-1)?.outcome
  if (recorded === undefined || (recorded === "Confirmed" && _tag === "Return")) return undefined
  return new OutcomeContradicted({ line: line.key, attemptKey, recorded, reported: outcomeOf[_tag] })
}

const refusalOf = (line: PayoutLine, command: PayoutCommand, now: Instant): PayoutRefused | undefined => {
  switch (command._tag) {
    case "Release":
      return line._tag === "Held" && now < line.holdUntil
        ? new NotYetDue({ line: line.key, due: line.holdUntil })
        : undefined
    case "Submit":
      return "attempt" in line
        ? (byOther(line, command.worker) ?? (now >= line.attempt.leaseUntil ? expired(line) : undefined))
        : undefined
    case "LoseTrack":
      return "attempt" in line ? byOther(line, command.worker) : undefined
    case "Expire":
      return "attempt" in line ? stillRunning(line, now) : undefined
    case "Confirm":
    case "Refuse":
    case "Return":
      return "attempt" in line ? unconvincing(line, command.evidence, now) : undefined
    case "Reduce":
      return command.minorUnits < 1n || command.minorUnits > line.minorUnits
        ? new ReductionOutOfRange({
            line: line.key,
            minorUnits: line.minorUnits,
            askedMinorUnits: command.minorUnits
          })
        : undefined
    default:
      return undefined
  }
}

const expired = ({ key, attempt }: AttemptedLine): LeaseExpired =>
  new LeaseExpired({ line: key, leaseUntil: attempt.leaseUntil })

const stillRunning = ({ key, attempt: { leaseUntil } }: AttemptedLine, now: Instant): LeaseRunning | undefined =>
  now < leaseUntil ? new LeaseRunning({ line: key, leaseUntil }) : undefined

const byOther = ({ key, attempt }: AttemptedLine, worker: string): NotTheClaimant | undefined =>
  attempt.worker === worker ? undefined : new NotTheClaimant({ line: key, worker, claimedBy: attempt.worker })

/**
 * An answer counts for whom it was given to, until the outcome is unknown. A person waits until the lease of a request that may
 * be on its way is over: what is refused can be paid again, and the answer to that request would come too late.
 */
const unconvincing = (line: AttemptedLine, evidence: Evidence, now: Instant): PayoutRefused | undefined => {
  switch (evidence._tag) {
    case "Answer":
      return line._tag === "Unknown"
        ? new EvidenceInsufficient({ line: line.key, evidence: evidence._tag })
        : byOther(line, evidence.worker)
    case "Person":
      return line._tag === "Submitted" ? stillRunning(line, now) : undefined
    default:
      return undefined
  }
}

const eventOf = (line: PayoutLine, command: PayoutCommand, at: Instant): PayoutEvent => {
  switch (command._tag) {
    case "Release":
      return { _tag: "LineReleased", at }
    case "Claim": {
      const { worker, provider, leaseUntil } = command
      const { minorUnits } = line
      return {
        _tag: "AttemptClaimed",
        at,
        number: nextAttempt(line),
        key: nextAttemptKey(line),
        minorUnits,
        worker,
        provider,
        leaseUntil
      }
    }
    case "Submit":
      return { _tag: "AttemptSubmitted", at }
    case "LoseTrack":
    case "Expire":
      return { _tag: "AttemptLost", at }
    case "Confirm":
    case "Refuse":
    case "Return":
      return {
        _tag: "AttemptDecided",
        at,
        outcome: { outcome: outcomeOf[command._tag], evidence: command.evidence, at }
      }
    case "Retry":
      return { _tag: "LineReopened", at }
    case "GiveUp":
      return { _tag: "LineUnclaimed", at }
    case "Reclaim":
      return { _tag: "LineReclaimed", at }
    case "Forfeit":
      return { _tag: "LineForfeited", at }
    case "Reduce":
      return { _tag: "LineReduced", at, minorUnits: command.minorUnits }
    case "Withhold":
      return { _tag: "LineWithheld", at }
  }
}
