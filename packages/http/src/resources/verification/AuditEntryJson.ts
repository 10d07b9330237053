import { Schema } from "effect"
import { Instant } from "../../wire/text.ts"

/** An entry of an audit chain. */
export const AuditEntryJson = Schema.Struct({
  seq: Schema.Int,
  at: Instant,
  actor: Schema.String,
  action: Schema.String,
  channel: Schema.String,
  address: Schema.optionalKey(Schema.String),
  agent: Schema.optionalKey(Schema.String),
  before: Schema.String,
  after: Schema.String,
  previous: Schema.String,
  hash: Schema.String
}).annotate({ identifier: "AuditEntry" })
