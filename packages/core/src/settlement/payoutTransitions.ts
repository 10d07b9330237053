import type { Evidence } from "../payment/index.ts"
import type { Instant } from "../shared/index.ts"
import type { PayoutLine } from "./PayoutLine.ts"

/** What can be asked of a payout line. Outcomes name the attempt they are about by its key. */
export type PayoutCommand =
  | { readonly _tag: "Release" }
  | { readonly _tag: "Claim"; readonly worker: string; readonly provider: string; readonly leaseUntil: Instant }
  /** Stored before the request leaves. */
  | { readonly _tag: "Submit"; readonly worker: string }
  /** The worker got no answer, or one that decides nothing: a timeout, a broken connection, an error of the provider. */
  | { readonly _tag: "LoseTrack"; readonly worker: string }
  /** The lease is over; nobody knows what its worker did. */
  | { readonly _tag: "Expire" }
  | { readonly _tag: "Confirm"; readonly attemptKey: string; readonly evidence: Evidence }
  | { readonly _tag: "Refuse"; readonly attemptKey: string; readonly evidence: Evidence }
  | { readonly _tag: "Return"; readonly attemptKey: string; readonly evidence: Evidence }
  | { readonly _tag: "Retry" }
  | { readonly _tag: "GiveUp" }
  | { readonly _tag: "Reclaim" }
  | { readonly _tag: "Forfeit" }
  /** A correction leaves less to pay: `minorUnits` is what remains, and above zero. */
  | { readonly _tag: "Reduce"; readonly minorUnits: bigint }
  /** A correction leaves nothing to pay. */
  | { readonly _tag: "Withhold" }

/** The outcome that a command reports of an attempt. */
export const outcomeOf = { Confirm: "Confirmed", Refuse: "Refused", Return: "Returned" } as const

/**
 * The table of legal transitions: state, command, next state. Everything else is refused. `Unknown` never leads to
 * `Payable` (I19): first somebody has to learn what happened.
 *
 * **Details**: beyond the life of a payout as drawn, a return that overtakes its confirmation is taken at once, since it
 * proves that the money had left (I23); what is refused again and again can be given up like what came back; what nobody claimed can be claimed late, or is forfeited in the end (I5); and a
 * correction reduces or withholds what is not on its way, at last also what was forfeited.
 */
export const payoutTransitions = {
  Held: { Release: "Payable", Reduce: "Held", Withhold: "Withheld" },
  Payable: { Claim: "Claimed", Reduce: "Payable", Withhold: "Withheld" },
  Claimed: { Submit: "Submitted", Expire: "Unknown" },
  Submitted: { Confirm: "Confirmed", Refuse: "Refused", Return: "Returned", LoseTrack: "Unknown", Expire: "Unknown" },
  Unknown: { Confirm: "Confirmed", Refuse: "Refused", Return: "Returned" },
  Confirmed: { Return: "Returned" },
  Refused: { Retry: "Payable", GiveUp: "Unclaimed", Reduce: "Refused", Withhold: "Withheld" },
  Returned: { Retry: "Payable", GiveUp: "Unclaimed", Reduce: "Returned", Withhold: "Withheld" },
  Unclaimed: { Reclaim: "Payable", Forfeit: "Forfeited", Reduce: "Unclaimed", Withhold: "Withheld" },
  Forfeited: { Reduce: "Forfeited", Withhold: "Withheld" },
  Withheld: {}
} as const satisfies Record<PayoutLine["_tag"], Partial<Record<PayoutCommand["_tag"], PayoutLine["_tag"]>>>

/** The commands that a payout line in this state takes. */
export const payoutAllows = (state: PayoutLine["_tag"]): ReadonlyArray<string> => Object.keys(payoutTransitions[state])
