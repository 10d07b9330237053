import type { Outcome } from "@laurel/core/activity"
import { Schema } from "effect"
import { words } from "../../wire/words.ts"

/** Why an activity does not count, where it was judged so. */
export const whyFields = {
  limit: Schema.optionalKey(Schema.Literals(["per_activity", "per_day"])),
  reason: Schema.optionalKey(Schema.String),
  /** The first field in which it differs from what is there under its key and revision. */
  field: Schema.optionalKey(Schema.String)
}

/** Why an activity does not count, as it is written. */
export const whyJson = (outcome: Extract<Outcome, { readonly _tag: "Quarantined" | "Refused" }>) =>
  outcome._tag === "Quarantined"
    ? { limit: outcome.limit === "perDay" ? ("per_day" as const) : ("per_activity" as const) }
    : { reason: words(outcome.reason), ...(outcome.field === undefined ? {} : { field: outcome.field }) }

/** What may become of an activity in a challenge. */
export const outcomes = ["accepted", "exists", "replaced", "voided", "outdated", "quarantined", "refused"] as const

/**
 * What became of an activity.
 *
 * **Details**: `exists`: the same was there already. `outdated`: a higher revision was. `quarantined`: above the plausible limit; kept, and
 * not counted until the organiser decides. `refused`: kept, and never counted, for the reason.
 */
export const OutcomeJson = Schema.Struct({
  outcome: Schema.Literals(outcomes),
  ...whyFields
}).annotate({ identifier: "ActivityOutcome" })
/** What became of an activity. */
export type OutcomeJson = typeof OutcomeJson.Type

const plain = {
  Accepted: "accepted",
  Duplicate: "exists",
  Replaced: "replaced",
  Voided: "voided",
  Outdated: "outdated"
} as const satisfies Record<Exclude<Outcome["_tag"], "Quarantined" | "Refused">, string>

/** An outcome as it is written. */
export const outcomeJson = (outcome: Outcome): OutcomeJson => {
  switch (outcome._tag) {
    case "Quarantined":
    case "Refused":
      return { outcome: outcome._tag === "Refused" ? "refused" : "quarantined", ...whyJson(outcome) }
    default:
      return { outcome: plain[outcome._tag] }
  }
}

/** A row of a batch with which nothing was done: it could not be read, or is not for whoever sent it to send. */
export const UnusableJson = Schema.Struct({
  outcome: Schema.Literals(["unusable", "forbidden"]),
  detail: Schema.String
}).annotate({ identifier: "ActivityUnusable" })
/** A row of a batch with which nothing was done. */
export type UnusableJson = typeof UnusableJson.Type

/** A row about somebody of whom whoever sent it may not send anything. */
export const forbidden = {
  outcome: "forbidden",
  detail: "user_id is somebody else: what they did is for them to send, or for a program of the organiser"
} as const
