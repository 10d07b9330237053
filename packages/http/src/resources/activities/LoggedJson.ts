import type { Logged, LoggedState } from "@laurel/core/activity"
import { formatInstant, formatUnits } from "@laurel/core/shared"
import { Schema } from "effect"
import { Instant } from "../../wire/text.ts"
import { whyFields, whyJson } from "./OutcomeJson.ts"

const states = {
  Counts: "counts",
  Released: "released",
  Void: "void",
  Superseded: "superseded",
  Quarantined: "quarantined",
  Refused: "refused",
  Rejected: "rejected"
} as const satisfies Record<LoggedState["_tag"], string>

/**
 * An activity as it is listed, with what it is now.
 *
 * **Details**: `key` is the whole of it, as a review takes it, and whoever sends a revision or a void. `superseded`: a later revision, or a void, took its place.
 */
export const LoggedJson = Schema.Struct({
  user_id: Schema.String,
  metric: Schema.String,
  quantity: Schema.String,
  at: Instant,
  received_at: Instant,
  source: Schema.String,
  key: Schema.String,
  revision: Schema.Int,
  void: Schema.Boolean,
  note: Schema.optionalKey(Schema.String),
  evidence: Schema.optionalKey(Schema.String),
  state: Schema.Literals(Object.values(states)),
  ...whyFields
}).annotate({ identifier: "ActivityLogged" })

/** An activity as it is listed, its quantity at the decimals of its metric. */
export const loggedJson = (
  { arrival: { activity, receivedAt }, state }: Logged,
  decimalsOf: ReadonlyMap<string, number>
): typeof LoggedJson.Type => {
  const { userId, metric, quantity, at, source, sourceKey, revision, note, evidence } = activity
  return {
    user_id: userId,
    metric,
    quantity: formatUnits(quantity, decimalsOf.get(metric) ?? 0),
    at: formatInstant(at),
    received_at: formatInstant(receivedAt),
    source,
    key: sourceKey,
    revision,
    void: activity.void,
    ...(note === undefined ? {} : { note }),
    ...(evidence === undefined ? {} : { evidence }),
    state: states[state._tag],
    ...(state._tag === "Quarantined" || state._tag === "Refused" ? whyJson(state) : {})
  }
}
