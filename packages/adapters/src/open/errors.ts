import { Schema } from "effect"

/** The configuration names a store that this version does not have. `store` is empty where it names none. */
export class UnknownStore extends Schema.TaggedError<UnknownStore>()("UnknownStore", {
  store: Schema.String,
  available: Schema.Array(Schema.String)
}) {
  override get message() {
    const wrong = this.store === "" ? "The configuration names no store" : `There is no store "${this.store}"`
    return `${wrong}; available: ${this.available.join(", ")}`
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

/** Laurel was closed, before the method was called or while it was under way. */
export class Closed extends Schema.TaggedError<Closed>()("Closed", {}) {
  override get message() {
    return "Laurel was closed; open it anew to ask for more"
  }
}
