import { readFileSync } from "node:fs"
import { Schema } from "effect"

const Meanings = Schema.fromJsonString(
  Schema.Record(Schema.String, Schema.Struct({ when: Schema.String, todo: Schema.String }))
)

/** When each refusal comes and what to do about it, by its tag: the tables of `docs/reference/errors.md`. */
export const meanings = Schema.decodeUnknownSync(Meanings)(
  readFileSync(new URL("../../../assets/problems.json", import.meta.url), "utf8")
)
