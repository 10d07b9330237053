import { Schema } from "effect"
import { formatPath } from "../shared/index.ts"

/** One mistake in a scoring rule: where it is (a path into the definition), what is wrong and what to do. */
export const RuleFlaw = Schema.Struct({
  path: Schema.Array(Schema.Union([Schema.String, Schema.Int])),
  message: Schema.String
})
export type RuleFlaw = typeof RuleFlaw.Type

/** The scoring rules do not fit the metrics or contradict themselves; every reason is named. */
export class InvalidScoring extends Schema.TaggedError<InvalidScoring>()("InvalidScoring", {
  flaws: Schema.NonEmptyArray(RuleFlaw)
}) {
  override get message() {
    return `The scoring cannot be computed:\n${this.flaws.map(({ path, message }) => `  ${formatPath(path)}: ${message}`).join("\n")}`
  }
}
