import { Attempt, Delivery } from "@laurel/core/webhook"
import { Effect, Schema } from "effect"
import { sql } from "kysely"
import type { DbFailed } from "./errors.ts"
import { readerOf } from "./rows.ts"

const Attempts = Schema.fromJsonString(Schema.Array(Attempt))
const encodeAttempts = Schema.encodeSync(Attempts)

/** The columns that a delivery is read from. */
export const deliveryColumns = [
  "endpoint_id",
  "event_id",
  "type",
  "challenge_id",
  "at",
  "body",
  "state",
  "round",
  "tries",
  sql<string>`attempts::text`.as("attempts"),
  "due",
  "ended_at"
] as const

/** What changes of a delivery, as columns. */
export const movedColumns = (delivery: Delivery) => ({
  state: delivery._tag,
  round: delivery.round,
  tries: delivery.tries,
  attempts: encodeAttempts(delivery.attempts),
  due: delivery._tag === "Waiting" ? new Date(delivery.due) : null,
  ended_at: delivery._tag === "Waiting" ? null : new Date(delivery.endedAt)
})

const { endpointId, eventId, type, challengeId, body, round, tries } = Delivery.cases.Waiting.fields

const decode = readerOf(
  Schema.Array(
    Schema.Struct({
      endpoint_id: endpointId,
      event_id: eventId,
      type,
      challenge_id: challengeId,
      at: Schema.Int,
      body,
      state: Schema.Literals(["Waiting", "Delivered", "Failed"]),
      round,
      tries,
      attempts: Attempts,
      due: Schema.NullOr(Schema.Int),
      ended_at: Schema.NullOr(Schema.Int)
    })
  )
)

/** Reads rows of deliveries. */
export const readDeliveries = (found: unknown): Effect.Effect<ReadonlyArray<Delivery>, DbFailed> =>
  Effect.map(decode(found), (read) =>
    read.map((row): Delivery => {
      const { endpoint_id, event_id, challenge_id, state, due, ended_at, ...fields } = row
      const always = { endpointId: endpoint_id, eventId: event_id, challengeId: challenge_id, ...fields }
      return state === "Waiting"
        ? { _tag: state, ...always, due: due ?? fields.at }
        : { _tag: state, ...always, endedAt: ended_at ?? fields.at }
    })
  )
