import type { Entry, EntryChanges } from "@laurel/core/challenge"
import { Exact, exactText, Name } from "@laurel/core/shared"
import { Option, Schema } from "effect"
import type { Wire } from "../../operation/Operation.ts"
import { ParticipantJson, participantJson, statuses } from "./EntryJson.ts"

const eligibilities = {
  RankedNotPaid: "ranked_not_paid",
  Excluded: "excluded",
  Unverified: "unverified"
} as const satisfies Record<NonNullable<Entry["eligibility"]>, string>

const asStatus = { active: "Active", withdrawn: "Withdrawn", disqualified: "Disqualified" } as const
const asEligibility = { ranked_not_paid: "RankedNotPaid", excluded: "Excluded", unverified: "Unverified" } as const

/** What an organiser changes about a participant. */
export interface Amendment<Handicap> {
  readonly status?: keyof typeof asStatus
  readonly eligibility?: keyof typeof asEligibility | null
  readonly handicap?: Handicap | null
  readonly categories?: Entry["categories"]
}

/** What an organiser changes about a participant, read. */
export type AmendmentRead = Amendment<NonNullable<Entry["handicap"]>>

/** What an organiser changes about a participant. */
export const AmendmentJson: Wire<
  AmendmentRead,
  Omit<Amendment<string | number>, "categories"> & { readonly categories?: ReadonlyArray<string> }
> = Schema.Struct({
  status: Schema.optionalKey(Schema.Literals(Object.values(statuses))),
  eligibility: Schema.optionalKey(Schema.NullOr(Schema.Literals(Object.values(eligibilities)))),
  handicap: Schema.optionalKey(Schema.NullOr(Exact)),
  categories: Schema.optionalKey(Schema.Array(Name))
}).annotate({ identifier: "Amendment" })

/** What is to be changed, as the core has it. */
export const changesOf = ({ status, eligibility, handicap, categories }: AmendmentRead): EntryChanges => ({
  ...(status === undefined ? {} : { status: asStatus[status] }),
  ...(categories === undefined ? {} : { categories }),
  ...(handicap === undefined ? {} : { handicap: Option.fromNullOr(handicap) }),
  ...(eligibility === undefined
    ? {}
    : { eligibility: Option.map(Option.fromNullOr(eligibility), (one) => asEligibility[one]) })
})

/** A participant with what the organiser alone sees of them. */
export const AmendedJson = Schema.Struct({
  ...ParticipantJson.fields,
  eligibility: Schema.optionalKey(Schema.Literals(Object.values(eligibilities))),
  handicap: Schema.optionalKey(Schema.String),
  categories: Schema.Array(Schema.String)
}).annotate({ identifier: "ParticipantAmended" })

/** A participant as the organiser sees them. */
export const amendedJson = (entry: Entry): typeof AmendedJson.Type => ({
  ...participantJson(entry),
  categories: entry.categories,
  ...(entry.eligibility === undefined ? {} : { eligibility: eligibilities[entry.eligibility] }),
  ...(entry.handicap === undefined ? {} : { handicap: exactText(entry.handicap) })
})
