import { Schema } from "effect"

/** The audit log cannot be reached or failed; nothing was written. */
export class AuditUnavailable extends Schema.TaggedError<AuditUnavailable>()("AuditUnavailable", {
  operation: Schema.String,
  cause: Schema.Defect()
}) {
  override get message() {
    return `The audit log failed at ${this.operation}; nothing was written, try again`
  }
}
