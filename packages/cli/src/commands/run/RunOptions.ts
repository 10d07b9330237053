import { Schema } from "effect"

/** The options of `laurel run` as the command line gives them. */
const RunOptions = Schema.Struct({
  activities: Schema.String,
  entries: Schema.optionalKey(Schema.String),
  map: Schema.optionalKey(Schema.Array(Schema.String)),
  dates: Schema.optionalKey(Schema.String),
  delimiter: Schema.optionalKey(Schema.String),
  format: Schema.optionalKey(Schema.Literals(["csv", "jsonl"])),
  out: Schema.optionalKey(Schema.String),
  force: Schema.optionalKey(Schema.Boolean),
  secretFile: Schema.optionalKey(Schema.String),
  strict: Schema.optionalKey(Schema.Boolean),
  top: Schema.String,
  json: Schema.optionalKey(Schema.Boolean)
})
export type RunOptions = typeof RunOptions.Type

/** Reads what the command line gave. */
export const readRunOptions = Schema.decodeUnknownSync(RunOptions)
