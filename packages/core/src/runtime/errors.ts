import { Schema } from "effect"

/**
 * A transaction could not begin, or it is not known whether it was committed.
 *
 * **Details**: `begin`: nothing was done. `commit`: the store's answer was lost; what the transaction did is there as a
 * whole or not at all. Use cases are idempotent, so asking again is right in both cases.
 */
export class TransactionUnavailable extends Schema.TaggedError<TransactionUnavailable>()("TransactionUnavailable", {
  operation: Schema.Literals(["begin", "commit"]),
  cause: Schema.Defect()
}) {
  override get message() {
    return this.operation === "begin"
      ? "The store cannot be reached; nothing was done, try again"
      : "The store did not say whether it kept what was done: it is there as a whole or not at all; ask again"
  }
}
