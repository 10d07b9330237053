import { Schema } from "effect"

/**
 * One mistake in what was given: where it is (a path into the JSON) and what is wrong. The message completes a sentence
 * that begins with the path. Where one of a few words is meant, `choices` are those words.
 */
export const Flaw = Schema.Struct({
  path: Schema.Array(Schema.Union([Schema.String, Schema.Int])),
  message: Schema.String,
  choices: Schema.optionalKey(Schema.Array(Schema.String))
})
export type Flaw = typeof Flaw.Type

/** What is said of something that has to be there and is not. */
export const missing = "is missing"

/** What is said of a key that nothing is read from. */
export const unknownKey = "is no key that belongs here"

/** A path as people write it: `prizes.stages[0].awards[1]`; `(whole)` for the whole. */
export const formatPath = (path: Flaw["path"]): string =>
  path.map((key, index) => (typeof key === "number" ? `[${key}]` : index === 0 ? key : `.${key}`)).join("") || "(whole)"
