import { Result } from "effect"
import type { Evidence } from "../payment/index.ts"
import type { Instant } from "../shared/index.ts"
import type { Charge } from "./Charge.ts"
import {
  ChargeAnswerLate,
  ChargeContradicted,
  ChargeLeaseExpired,
  ChargeLeaseRunning,
  ChargeTransitionForbidden,
  ChargeWasSubmitted,
  NotTheCharger
} from "./chargeErrors.ts"
import type { ChargeEvent } from "./chargeEvents.ts"
import { type ChargeCommand, chargeAllows, chargeTransitions } from "./chargeTransitions.ts"
import { nothingChanged } from "./events.ts"
import { isChargeReplay } from "./isChargeReplay.ts"

/** Why a command on a charge is refused, in the order in which it is checked. */
export type ChargeStepRefused =
  | ChargeContradicted
  | ChargeTransitionForbidden
  | NotTheCharger
  | ChargeAnswerLate
  | ChargeLeaseExpired
  | ChargeLeaseRunning
  | ChargeWasSubmitted

/**
 * Decides a command on a charge: the event that follows, or the refusal. Pure; `now` is an argument. A command that had been
 * carried out before is answered with `NothingChanged`, before anything else is checked; a webhook that comes twice or late
 * therefore changes nothing (I23).
 */
export const decideCharge = (
  charge: Charge,
  command: ChargeCommand,
  now: Instant
): Result.Result<ChargeEvent, ChargeStepRefused> => {
  if (isChargeReplay(charge, command)) return Result.succeed(nothingChanged)
  const refusal = contradicted(charge, command) ?? forbidden(charge, command) ?? refusalOf(charge, command, now)
  return refusal === undefined ? Result.succeed(eventOf(command, now)) : Result.fail(refusal)
}

const reports = { Enter: "Charged", OweBack: "Charged", Refuse: "Refused" } as const

/** What the provider said is final: a refusal of its own uses the key up for ever (I16), and what is paid is paid. */
const contradicted = (charge: Charge, { _tag }: ChargeCommand): ChargeContradicted | undefined => {
  if (_tag !== "Enter" && _tag !== "OweBack" && _tag !== "Refuse") return undefined
  const { key, _tag: recorded } = charge
  const isFinal =
    recorded === "Charged" ||
    recorded === "OwedBack" ||
    (recorded === "Refused" && charge.evidence !== undefined && charge.evidence._tag !== "Person")
  return isFinal ? new ChargeContradicted({ key, recorded, reported: reports[_tag] }) : undefined
}

const forbidden = ({ key, _tag: state }: Charge, { _tag: command }: ChargeCommand) =>
  command in chargeTransitions[state]
    ? undefined
    : new ChargeTransitionForbidden({ key, state, command, allowed: chargeAllows(state) })

const refusalOf = (charge: Charge, command: ChargeCommand, now: Instant): ChargeStepRefused | undefined => {
  const { key, leaseUntil } = charge
  switch (command._tag) {
    case "Submit":
      return (
        byOther(charge, command.worker) ?? (now >= leaseUntil ? new ChargeLeaseExpired({ key, leaseUntil }) : undefined)
      )
    case "LoseTrack":
      return byOther(charge, command.worker)
    case "Expire":
      return now < leaseUntil ? new ChargeLeaseRunning({ key, leaseUntil }) : undefined
    case "Enter":
    case "OweBack":
    case "Refuse":
      return unconvincing(charge, command.evidence)
    case "Abandon":
      return "submittedAt" in charge ? new ChargeWasSubmitted({ key }) : undefined
  }
}

const byOther = ({ key, worker: heldBy }: Charge, worker: string): NotTheCharger | undefined =>
  heldBy === worker ? undefined : new NotTheCharger({ key, worker, heldBy })

/**
 * An answer counts for whom it was given to, while the charge is submitted; that the money moved also where somebody else took
 * it for refused meanwhile, for nobody would ask about it again.
 */
const unconvincing = (charge: Charge, evidence: Evidence): ChargeStepRefused | undefined =>
  evidence._tag !== "Answer"
    ? undefined
    : charge._tag === "Unknown"
      ? new ChargeAnswerLate({ key: charge.key })
      : byOther(charge, evidence.worker)

const eventOf = (command: ChargeCommand, at: Instant): ChargeEvent => {
  switch (command._tag) {
    case "Submit":
      return { _tag: "ChargeSubmitted", at }
    case "LoseTrack":
    case "Expire":
      return { _tag: "ChargeLost", at }
    case "Enter":
    case "OweBack": {
      const { reference, evidence } = command
      return { _tag: "ChargePaid", at, use: command._tag === "Enter" ? "Charged" : "OwedBack", reference, evidence }
    }
    case "Refuse":
      return { _tag: "ChargeRefused", at, evidence: command.evidence }
    case "Abandon":
      return { _tag: "ChargeRefused", at }
  }
}
