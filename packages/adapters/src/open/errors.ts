import { Schema } from "effect"

/** The configuration names a store that this version does not have. */
export class UnknownStore extends Schema.TaggedError<UnknownStore>()("UnknownStore", {
  store: Schema.String,
  available: Schema.Array(Schema.String)
}) {
  override get message() {
    return `There is no store "${this.store}"; available: ${this.available.join(", ")}`
  }
}

/** What was passed as an argument cannot be what it is meant to be. Nothing was done. */
export class InvalidArgument extends Schema.TaggedError<InvalidArgument>()("InvalidArgument", {
  argument: Schema.String,
  problem: Schema.String
}) {
  override get message() {
    return `${this.argument}: ${this.problem}`
  }
}
