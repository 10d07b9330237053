import { readFileSync } from "node:fs"
import { Schema } from "effect"

const Example = Schema.Struct({
  /** Who asked, in the story that the examples tell. */
  by: Schema.String,
  /** What the path names. */
  path: Schema.optionalKey(Schema.Record(Schema.String, Schema.String)),
  body: Schema.optionalKey(Schema.Unknown),
  status: Schema.Int,
  answer: Schema.optionalKey(Schema.Unknown)
})
/** What was sent to an operation once, and what it was answered. */
export type Example = typeof Example.Type

const Examples = Schema.fromJsonString(Schema.Record(Schema.String, Example))

/** One of each operation that people begin with, by its id, in the order of a challenge's life: sent and answered like this in a test. */
export const examples: ReadonlyMap<string, Example> = new Map(
  Object.entries(
    Schema.decodeUnknownSync(Examples)(readFileSync(new URL("../../assets/examples.json", import.meta.url), "utf8"))
  )
)
