import { Schema } from "effect"

/** The options of `laurel import` as the command line gives them. */
const ImportOptions = Schema.Struct({
  map: Schema.optionalKey(Schema.Array(Schema.String)),
  dates: Schema.optionalKey(Schema.String),
  delimiter: Schema.optionalKey(Schema.String),
  format: Schema.optionalKey(Schema.Literals(["csv", "jsonl"])),
  enter: Schema.optionalKey(Schema.Boolean),
  report: Schema.optionalKey(Schema.String)
})
export type ImportOptions = typeof ImportOptions.Type

/** Reads what the command line gave. */
export const readImportOptions = Schema.decodeUnknownSync(ImportOptions)
