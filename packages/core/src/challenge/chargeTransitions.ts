import type { Evidence } from "../payment/index.ts"
import type { ChargeState } from "./Charge.ts"

/** What can be asked of a charge. */
export type ChargeCommand =
  /** Stored before the request leaves. */
  | { readonly _tag: "Submit"; readonly worker: string }
  /** The worker got no answer, or one that decides nothing: a timeout, a broken connection, an error of the provider. */
  | { readonly _tag: "LoseTrack"; readonly worker: string }
  /** The lease is over; nobody knows what its worker did. */
  | { readonly _tag: "Expire" }
  /** It is paid, and its participant enters. */
  | { readonly _tag: "Enter"; readonly reference: string; readonly evidence: Evidence }
  /** It is paid, and nobody can be entered for it any more. */
  | { readonly _tag: "OweBack"; readonly reference: string; readonly evidence: Evidence }
  | { readonly _tag: "Refuse"; readonly evidence: Evidence }
  /** It was never submitted, and the provider never heard of it. */
  | { readonly _tag: "Abandon" }

/**
 * The table of legal transitions: state, command, next state. Everything else is refused.
 *
 * **Details**: what is unknown is decided by a look-up, a webhook or a person (I19). A refusal that a person stated, or that
 * rests on nothing having been sent, gives way to the provider's word that the money moved: it has to be booked.
 */
export const chargeTransitions = {
  Reserved: { Submit: "Submitted", Expire: "Unknown" },
  Submitted: { Enter: "Charged", OweBack: "OwedBack", Refuse: "Refused", LoseTrack: "Unknown", Expire: "Unknown" },
  Unknown: { Enter: "Charged", OweBack: "OwedBack", Refuse: "Refused", Abandon: "Refused" },
  Charged: {},
  OwedBack: {},
  Refused: { Enter: "Charged", OweBack: "OwedBack" }
} as const satisfies Record<ChargeState, Partial<Record<ChargeCommand["_tag"], ChargeState>>>

/** The commands that a charge in this state takes. */
export const chargeAllows = (state: ChargeState): ReadonlyArray<string> => Object.keys(chargeTransitions[state])
