import { Entry } from "@laurel/core/challenge"
import { Party } from "@laurel/core/ledger"
import { type Instant, ParticipantId } from "@laurel/core/shared"
import { Result, Schema } from "effect"
import { AmountFromMinorUnits, type MinorUnits } from "./MinorUnits.ts"
import { reader } from "./reader.ts"
import { InstantFromWhen, type When } from "./When.ts"

/**
 * An entry as programs have it.
 *
 * **Details**: `participant` is the user unless said otherwise, `enteredAt` the present, and the fee's `payer` the
 * participant. A fee says what was paid; it has to be what the challenge asks at that instant.
 */
export interface EntryRow {
  readonly user: string
  readonly participant?: string
  readonly team?: string
  readonly division?: string
  readonly zone?: string
  readonly handicap?: number | string
  readonly categories?: ReadonlyArray<string>
  readonly eligibility?: "RankedNotPaid" | "Excluded" | "Unverified"
  readonly status?: "Active" | "Withdrawn" | "Disqualified"
  readonly fee?: { readonly payer?: string; readonly minorUnits: MinorUnits }
  readonly enteredAt?: When
}

const { userId, team, division, zone, handicap, categories, eligibility, status } = Entry.fields

const Row = Schema.Struct({
  userId,
  participantId: Schema.optionalKey(ParticipantId),
  team,
  division,
  zone,
  handicap,
  categories,
  eligibility,
  status,
  fee: Schema.optionalKey(Schema.Struct({ payer: Schema.optionalKey(Party), minorUnits: AmountFromMinorUnits })),
  enteredAt: Schema.optionalKey(InstantFromWhen)
}).pipe(Schema.encodeKeys({ userId: "user", participantId: "participant" }))

const read = reader(Row)
const participantOf = Schema.decodeSync(ParticipantId)

/** Reads an entry, or the name of a user who enters as such now; fails with a sentence that says why not. */
export const readEntry = (row: EntryRow | string, now: Instant): Result.Result<Entry, string> =>
  Result.map(read(typeof row === "string" ? { user: row } : row), (fields) => {
    const { userId, participantId = participantOf(userId), enteredAt = now, fee, ...rest } = fields
    const paid = fee === undefined ? {} : { fee: { payer: fee.payer ?? participantId, minorUnits: fee.minorUnits } }
    return { ...rest, userId, participantId, enteredAt, ...paid }
  })
