import { Effect, Schema } from "effect"
import { Party } from "../ledger/index.ts"
import { Amount, Exact, Hash, InstantFromText, Name, ParticipantId, UserId, ZoneId } from "../shared/index.ts"

/** Whether a participant is in the contest for ranks and prizes. */
export const EntryStatus = Schema.Literals(["Active", "Withdrawn", "Disqualified"])

/** Prizes: ranked but not paid, out of the prizes altogether, or still to be verified. */
export const Eligibility = Schema.Literals(["RankedNotPaid", "Excluded", "Unverified"])

/**
 * One user's entry in one challenge.
 *
 * **Details**
 * - `zone`: the participant's own zone, where the challenge takes days in it.
 * - `handicap`: used by rules that carry a handicap, added to or multiplied with the score.
 * - `fee`: what was paid for this entry and by whom; it goes to the pool and, on cancellation, back to that payer. `charge`
 *   is the charge by which the payment provider took it; a fee that was paid in some other way has none.
 */
export const Entry = Schema.Struct({
  participantId: ParticipantId,
  userId: UserId,
  enteredAt: InstantFromText,
  team: Schema.optionalKey(ParticipantId),
  division: Schema.optionalKey(Name),
  zone: Schema.optionalKey(ZoneId),
  handicap: Schema.optionalKey(Exact),
  categories: Schema.Array(Name).pipe(Schema.withDecodingDefaultKey(Effect.succeed([]))),
  eligibility: Schema.optionalKey(Eligibility),
  status: EntryStatus.pipe(Schema.withDecodingDefaultKey(Effect.succeed("Active" as const))),
  fee: Schema.optionalKey(
    Schema.Struct({
      payer: Party,
      minorUnits: Amount,
      charge: Schema.optionalKey(Schema.Struct({ key: Hash, reference: Schema.String }))
    })
  )
})
export type Entry = typeof Entry.Type
