import { Schema } from "effect"

/**
 * A transaction could not begin, could not go on, or it is not known whether it was committed.
 *
 * **Details**: `begin`, `run`: nothing of it is kept. `commit`: the store's answer was lost; what the transaction did is
 * there as a whole or not at all. Use cases are idempotent, so asking again is right in every case.
 */
export class TransactionUnavailable extends Schema.TaggedError<TransactionUnavailable>()("TransactionUnavailable", {
  operation: Schema.Literals(["begin", "run", "commit"]),
  cause: Schema.Defect()
}) {
  override get message() {
    return this.operation === "commit"
      ? "The store did not say whether it kept what was done: it is there as a whole or not at all; ask again"
      : "The store cannot be reached or failed; nothing was done, try again"
  }
}

/** The queue of jobs cannot be reached or failed. */
export class JobsUnavailable extends Schema.TaggedError<JobsUnavailable>()("JobsUnavailable", {
  operation: Schema.String,
  cause: Schema.Defect()
}) {
  override get message() {
    return `The queue of jobs cannot be reached (${this.operation}); try again`
  }
}

/** The due dates cannot be reached or failed. */
export class DueDatesUnavailable extends Schema.TaggedError<DueDatesUnavailable>()("DueDatesUnavailable", {
  operation: Schema.String,
  cause: Schema.Defect()
}) {
  override get message() {
    return `The store of due dates failed at ${this.operation}; nothing was written, try again`
  }
}
