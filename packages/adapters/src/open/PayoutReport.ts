import { AttemptOutcome, type Report } from "@laurel/core/settlement"
import type { PrincipalId } from "@laurel/core/shared"
import { Effect, Schema } from "effect"
import type { InvalidArgument } from "./errors.ts"
import { argument } from "./reader.ts"

/**
 * What became of an attempt to pay, and who says so: `event`, the id of a message of the provider, or `note`, what the
 * organiser found out.
 *
 * **Gotchas**: that a message is the provider's is for you to verify before it is reported.
 */
export type PayoutReport = {
  /** The key of the attempt, as the provider was given it. */
  readonly attempt: string
  readonly outcome: "Confirmed" | "Refused" | "Returned"
} & ({ readonly event: string } | { readonly note: string })

const common = { attempt: Schema.NonEmptyString, outcome: AttemptOutcome.fields.outcome }

const read = argument(
  "report",
  Schema.Struct({
    ...common,
    event: Schema.optional(Schema.NonEmptyString),
    note: Schema.optional(Schema.NonEmptyString)
  }).check(
    Schema.makeFilter(
      ({ event, note }) =>
        (event === undefined) !== (note === undefined) ||
        "needs either the event of the provider or the note of a person"
    )
  )
)

/** Reads a report; a note is the organiser's. */
export const readReport = (report: PayoutReport, by: PrincipalId): Effect.Effect<Report, InvalidArgument> =>
  Effect.map(read(report), ({ attempt, outcome, event, note = "" }) => ({
    attemptKey: attempt,
    outcome,
    evidence: event === undefined ? { _tag: "Person", by, note } : { _tag: "Webhook", eventId: event }
  }))
