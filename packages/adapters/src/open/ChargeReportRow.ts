import type { ChargeReport } from "@laurel/core/challenge"
import type { PrincipalId } from "@laurel/core/shared"
import { Effect, Schema } from "effect"
import type { InvalidArgument } from "./errors.ts"
import { argument } from "./reader.ts"

/**
 * What became of the charge of an entry fee, and who says so: `event`, the id of a message of the provider, or `note`, what the
 * organiser found out. Of what was charged, `reference` says where the provider refunds it.
 *
 * **Gotchas**: that a message is the provider's is for you to verify before it is reported.
 */
export type ChargeReportRow = {
  /** The key of the charge, as the provider was given it. */
  readonly charge: string
} & ({ readonly outcome: "Charged"; readonly reference: string } | { readonly outcome: "Refused" }) &
  ({ readonly event: string } | { readonly note: string })

const Text = Schema.NonEmptyString

const read = argument(
  "report",
  Schema.Struct({
    charge: Text,
    outcome: Schema.Literals(["Charged", "Refused"]),
    reference: Schema.optional(Text),
    event: Schema.optional(Text),
    note: Schema.optional(Text)
  }).check(
    Schema.makeFilter(
      ({ event, note }) =>
        (event === undefined) !== (note === undefined) ||
        "needs either the event of the provider or the note of a person"
    ),
    Schema.makeFilter(
      ({ outcome, reference }) =>
        (outcome === "Charged") === (reference !== undefined) ||
        "needs the reference of what was charged, and of nothing else"
    )
  )
)

/** Reads a report; a note is the organiser's. */
export const readChargeReport = (row: ChargeReportRow, by: PrincipalId): Effect.Effect<ChargeReport, InvalidArgument> =>
  Effect.map(read(row), ({ charge: key, reference, event, note = "" }) => {
    const evidence =
      event === undefined ? { _tag: "Person" as const, by, note } : { _tag: "Webhook" as const, eventId: event }
    return reference === undefined
      ? { key, evidence, outcome: "Refused" }
      : { key, evidence, outcome: "Charged", reference }
  })
