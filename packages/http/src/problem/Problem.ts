import { Schema } from "effect"

/**
 * What is answered when something cannot be done: problem details (RFC 9457) with the members that all of ours have.
 *
 * **Details**: `code` is a name for programs and never changes; `type` is a page about it. `detail` is for people. Where what was sent has
 * mistakes, `errors` are all of them, each with a JSON pointer into what was sent, and a `code` of its own: `missing`, `unknown_key` or
 * `invalid`. Where a challenge refuses what was sent, `reason` is why, for programs, and `field` in which it differs from what is there.
 */
export const Problem = Schema.Struct({
  type: Schema.String,
  title: Schema.String,
  status: Schema.Int,
  detail: Schema.String,
  instance: Schema.optionalKey(Schema.String),
  code: Schema.String,
  request_id: Schema.String,
  errors: Schema.optionalKey(
    Schema.Array(Schema.Struct({ pointer: Schema.String, code: Schema.String, detail: Schema.String }))
  ),
  reason: Schema.optionalKey(Schema.String),
  field: Schema.optionalKey(Schema.String),
  "violated-policies": Schema.optionalKey(Schema.Array(Schema.String))
}).annotate({ identifier: "Problem" })
export type Problem = typeof Problem.Type

/** The media type of what a problem is written in, as it is sent. */
export const problemJson = "application/problem+json; charset=utf-8"
