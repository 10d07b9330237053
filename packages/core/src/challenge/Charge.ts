import { Schema } from "effect"
import { Party } from "../ledger/index.ts"
import { type ChargeRequest, Evidence } from "../payment/index.ts"
import {
  Amount,
  ChallengeId,
  Currency,
  canonicalJson,
  Hash,
  InstantFromText,
  type ParticipantId,
  sha256Hex
} from "../shared/index.ts"
import { Entry } from "./Entry.ts"

const always = {
  /** The key under which the provider knows the charge, and recognises a repetition; stored before the call. */
  key: Hash,
  challengeId: ChallengeId,
  /** The how manieth charge for this participant; it only grows after a definitive refusal. */
  number: Schema.Int,
  /** Counts the events so far; a change names the revision that it read. */
  revision: Schema.Int,
  /** The entry that is made once the charge is paid; its fee is the charge. */
  entry: Entry,
  payer: Party,
  currency: Currency,
  minorUnits: Amount,
  /** The name of the provider that is to charge; those of before it was kept have none. */
  provider: Schema.optionalKey(Schema.String),
  worker: Schema.String,
  reservedAt: InstantFromText,
  leaseUntil: InstantFromText
}

const submitted = { ...always, submittedAt: InstantFromText }
/** A charge may be lost, and decided, that never got as far as being submitted. */
const lost = { ...always, submittedAt: Schema.optionalKey(InstantFromText) }
const paid = { ...lost, reference: Schema.String, evidence: Evidence, decidedAt: InstantFromText }

/**
 * The charge of one entry fee, in one of its states. A row of it is never deleted.
 *
 * **Details**: `Reserved`: the place is kept and the key stored; `Submitted`: the request is about to leave or has left;
 * `Unknown`: it may or may not have been paid; `Charged`: paid, and its participant entered; `OwedBack`: paid, but nobody
 * could be entered for it any more, so that it is owed to its payer; `Refused`: not paid, and never will be under this key. A
 * refusal without evidence is that of a charge which was never submitted and which the provider never heard of.
 */
export const Charge = Schema.TaggedUnion({
  Reserved: always,
  Submitted: submitted,
  Unknown: lost,
  Charged: paid,
  OwedBack: paid,
  Refused: { ...lost, evidence: Schema.optionalKey(Evidence), decidedAt: InstantFromText }
})
export type Charge = typeof Charge.Type

/** The names of the states. */
export type ChargeState = Charge["_tag"]

/** Whether a text is the name of a state. */
export const isChargeState = (text: string): text is ChargeState => text in Charge.cases

/** The states of a charge that is under way: it keeps its place in the field and in the team. */
export const openStates = ["Reserved", "Submitted", "Unknown"] as const satisfies ReadonlyArray<ChargeState>

/** A charge that is under way. */
export type OpenCharge = Extract<Charge, { readonly _tag: (typeof openStates)[number] }>

/** Whether the charge is under way. */
export const isOpen = (charge: Charge): charge is OpenCharge => openStates.some((state) => state === charge._tag)

/** What the provider is asked for. */
export const chargeRequest = ({ key, challengeId, payer, currency, minorUnits }: Charge): ChargeRequest => ({
  key,
  challengeId,
  payer,
  currency,
  minorUnits
})

/** The key of the n-th charge for a participant: the hash of challenge, participant and number. */
export const chargeKey = (challengeId: ChallengeId, participantId: ParticipantId, number: number): string =>
  sha256Hex(canonicalJson(["charge", challengeId, participantId, number]))
