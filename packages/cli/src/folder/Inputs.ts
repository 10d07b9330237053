import { Schema } from "effect"

/** The file that says what a run was computed from. */
export const inputsName = "inputs.json"

const File = {
  /** Relative to the folder of the run. */
  path: Schema.String,
  bytes: Schema.Int,
  sha256: Schema.String
}
const Format = Schema.Literals(["csv", "jsonl"])

/** What a run was computed from: files with their hashes, and how they were read. */
export const Inputs = Schema.Struct({
  _v: Schema.Literal(1),
  definition: Schema.Struct(File),
  activities: Schema.Struct({
    ...File,
    format: Format,
    delimiter: Schema.optionalKey(Schema.String),
    map: Schema.Record(Schema.String, Schema.String)
  }),
  entries: Schema.optionalKey(Schema.Struct({ ...File, format: Format })),
  dates: Schema.optionalKey(Schema.String),
  /** The secret of a draw, revealed with its result. */
  secret: Schema.optionalKey(Schema.String)
})
export type Inputs = typeof Inputs.Type
