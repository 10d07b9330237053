import { Eligibility, Entry, EntryStatus } from "@laurel/core/challenge"
import { Party } from "@laurel/core/ledger"
import { type ChallengeId, Exact, Hash, Name, ParticipantId, UserId, ZoneId } from "@laurel/core/shared"
import { Effect, Schema } from "effect"
import { DbFailed } from "./errors.ts"
import { isEmptyList, isRecord } from "./plain.ts"

/** One row an entry; who and when, what was paid, and what can be amended. */
export interface EntryTable {
  readonly challenge_id: string
  readonly participant_id: string
  readonly user_id: string
  /** Milliseconds since 1970: it comes from outside, and may lie farther off than a `timestamptz` reaches. */
  readonly entered_at: bigint
  readonly team: string | null
  readonly division: string | null
  readonly zone: string | null
  /** An exact number, such as `1/3`. */
  readonly handicap: string | null
  readonly categories: ReadonlyArray<string>
  readonly eligibility: string | null
  readonly status: string
  readonly fee_payer: string | null
  readonly fee_minor_units: bigint | null
  readonly charge_key: string | null
  readonly charge_reference: string | null
}

/** The columns of an entry, in the order in which they are written and read. */
export const entryColumns = [
  "participant_id",
  "user_id",
  "entered_at",
  "team",
  "division",
  "zone",
  "handicap",
  "categories",
  "eligibility",
  "status",
  "fee_payer",
  "fee_minor_units",
  "charge_key",
  "charge_reference"
] as const

const Row = Schema.Struct({
  participant_id: ParticipantId,
  user_id: UserId,
  entered_at: Schema.BigInt,
  team: Schema.NullOr(ParticipantId),
  division: Schema.NullOr(Name),
  zone: Schema.NullOr(ZoneId),
  handicap: Schema.NullOr(Exact),
  categories: Schema.Array(Name),
  eligibility: Schema.NullOr(Eligibility),
  status: EntryStatus,
  fee_payer: Schema.NullOr(Party),
  fee_minor_units: Schema.NullOr(Schema.BigInt),
  charge_key: Schema.NullOr(Hash),
  charge_reference: Schema.NullOr(Schema.String)
})

const decodeRow = Schema.decodeUnknownSync(Row)
const isId = Schema.is(ParticipantId)
const isUser = Schema.is(UserId)
const isStatus = Schema.is(EntryStatus)
const isParty = Schema.is(Party)

/** Reads rows of entries. */
export const readEntries = (rows: ReadonlyArray<unknown>): Effect.Effect<ReadonlyArray<Entry>, DbFailed> =>
  Effect.try({
    try: () => rows.map((row) => plainEntry(row) ?? entryOf(decodeRow(row))),
    catch: (cause) => new DbFailed({ cause })
  })

/** The entry of a row in which nobody has a team, a handicap or anything else that few have. */
const plainEntry = (row: unknown): Entry | undefined => {
  if (!isRecord(row) || !isEmptyList(row.categories) || !rare.every((column) => row[column] === null)) return undefined
  const { participant_id, user_id, entered_at, status, fee_payer, fee_minor_units } = row
  if (!isId(participant_id) || !isUser(user_id) || typeof entered_at !== "bigint" || !isStatus(status)) return undefined
  const entry = {
    participantId: participant_id,
    userId: user_id,
    enteredAt: Number(entered_at),
    categories: [],
    status
  }
  if (fee_payer === null && fee_minor_units === null) return entry
  if (!isParty(fee_payer) || typeof fee_minor_units !== "bigint") return undefined
  return { ...entry, fee: { payer: fee_payer, minorUnits: fee_minor_units } }
}

const rare = ["team", "division", "zone", "handicap", "eligibility", "charge_key", "charge_reference"] as const

const entryOf = (row: typeof Row.Type): Entry => ({
  participantId: row.participant_id,
  userId: row.user_id,
  enteredAt: Number(row.entered_at),
  ...(row.team === null ? {} : { team: row.team }),
  ...(row.division === null ? {} : { division: row.division }),
  ...(row.zone === null ? {} : { zone: row.zone }),
  ...(row.handicap === null ? {} : { handicap: row.handicap }),
  categories: row.categories,
  ...(row.eligibility === null ? {} : { eligibility: row.eligibility }),
  status: row.status,
  ...feeOf(row)
})

const feeOf = (row: typeof Row.Type): Pick<Entry, "fee"> => {
  const { fee_payer: payer, fee_minor_units: minorUnits, charge_key: key, charge_reference: reference } = row
  if (payer === null || minorUnits === null) return {}
  return { fee: { payer, minorUnits, ...(key === null || reference === null ? {} : { charge: { key, reference } }) } }
}

const encode = Schema.encodeSync(Entry)

/** What of an entry can be amended, and whose it is; as JSON for the database to unfold. */
export const amendmentOf = (challengeId: ChallengeId, entry: Entry) => {
  const { participantId, status, eligibility, categories, handicap } = encode(entry)
  return { challenge_id: challengeId, participant_id: participantId, status, eligibility, categories, handicap }
}

/** An entry as JSON for the database to unfold; what is left out is null there. */
export const entryJson = (challengeId: ChallengeId, entry: Entry) => {
  const { userId, team, division, zone, fee } = encode(entry)
  return {
    ...amendmentOf(challengeId, entry),
    user_id: userId,
    entered_at: entry.enteredAt,
    team,
    division,
    zone,
    fee_payer: fee?.payer,
    fee_minor_units: fee?.minorUnits,
    charge_key: fee?.charge?.key,
    charge_reference: fee?.charge?.reference
  }
}
