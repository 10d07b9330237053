import { Schema } from "effect"

/** The store of circles cannot be reached or failed; nothing was written. */
export class CommunityUnavailable extends Schema.TaggedError<CommunityUnavailable>()("CommunityUnavailable", {
  operation: Schema.String,
  cause: Schema.Defect()
}) {
  override get message() {
    return `The store of circles failed at ${this.operation}; nothing was written, try again`
  }
}
