import { Option, Schema } from "effect"
import type { AuditEntry } from "./AuditEntry.ts"
import type { Booked } from "./Recording.ts"

/** What an audit entry tells of the facts as they are after it. */
export interface Facts {
  /** What each subject is, in canonical JSON. */
  readonly subjects: ReadonlyMap<string, string>
  /** The seals of what was posted to the ledger. */
  readonly booked: ReadonlyArray<Booked>
}

const decodeSubjects = Schema.decodeUnknownOption(Schema.fromJsonString(Schema.Record(Schema.String, Schema.Unknown)))
const decodeSeals = Schema.decodeUnknownOption(
  Schema.Array(Schema.Struct({ count: Schema.Int, sha256: Schema.String }))
)

/** What an entry tells. One that cannot be read tells nothing: it was altered, which its hash shows. */
export const factsIn = ({ after }: Pick<AuditEntry, "after">): Facts => {
  const { booked, ...subjects } = Option.getOrElse(decodeSubjects(after), (): Record<string, unknown> => ({}))
  return {
    subjects: new Map(Object.entries(subjects).map(([subject, fact]) => [subject, JSON.stringify(fact)])),
    booked: Option.getOrElse(decodeSeals(booked), () => [])
  }
}
