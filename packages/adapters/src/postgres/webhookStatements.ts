import type { ChallengeId, Instant } from "@laurel/core/shared"
import type { DeliveryQuery, EndpointId, EventId, WaitingDelivery } from "@laurel/core/webhook"
import { type Kysely, sql } from "kysely"
import { deliveryColumns } from "./DeliveryRow.ts"
import { endpointRows } from "./EndpointRow.ts"
import { fixed, type ValueOf } from "./fixed.ts"
import type { Tables } from "./tables.ts"
import { givenToAdd, instants, ints, texts } from "./unnested.ts"

/** The endpoints that listen to a challenge. */
export const listeningRows = (db: Kysely<Tables>, id: ChallengeId) => listening(db, { id })

const listening = fixed((db, value: ValueOf<{ readonly id: string }>) =>
  endpointRows(db)
    .where("disabled_at", "is", null)
    .where(({ or, eb, selectFrom }) =>
      or([
        eb("covers_all", "=", true),
        eb("owner", "=", selectFrom("challenge").select("organiser").where("id", "=", value("id")))
      ])
    )
    .where(({ or, eb }) => or([eb("challenge_id", "is", null), eb("challenge_id", "=", value("id"))]))
    .orderBy("created_at")
    .orderBy("id")
)

/** Adds deliveries; those that are there stay. */
export const recording = (db: Kysely<Tables>, deliveries: ReadonlyArray<WaitingDelivery>) =>
  db
    .insertInto("webhook_delivery")
    .columns([
      "endpoint_id",
      "event_id",
      "type",
      "challenge_id",
      "at",
      "body",
      "state",
      "round",
      "tries",
      "attempts",
      "due"
    ])
    .expression(
      db
        .selectFrom(
          givenToAdd({
            endpoint_id: texts(deliveries.map(({ endpointId }) => endpointId)),
            event_id: texts(deliveries.map(({ eventId }) => eventId)),
            type: texts(deliveries.map(({ type }) => type)),
            challenge_id: texts(deliveries.map(({ challengeId }) => challengeId)),
            at: instants(deliveries.map(({ at }) => at)),
            body: texts(deliveries.map(({ body }) => body)),
            round: ints(deliveries.map(({ round }) => round)),
            tries: ints(deliveries.map(({ tries }) => tries)),
            due: instants(deliveries.map(({ due }) => due))
          })
        )
        .select((given) => [
          "given.endpoint_id",
          "given.event_id",
          "given.type",
          "given.challenge_id",
          "given.at",
          "given.body",
          given.val("Waiting").as("state"),
          "given.round",
          "given.tries",
          sql<string>`'[]'::json`.as("attempts"),
          "given.due"
        ])
    )
    .onConflict((conflict) => conflict.columns(["endpoint_id", "event_id"]).doNothing())

/** A page of the deliveries to an endpoint. */
export const deliveryPage = (db: Kysely<Tables>, id: EndpointId, { state, since, after, limit }: DeliveryQuery) =>
  db
    .selectFrom("webhook_delivery")
    .select(deliveryColumns)
    .where("endpoint_id", "=", id)
    .$if(state !== undefined, (query) => query.where("state", "=", state ?? null))
    .$if(since !== undefined, (query) => query.where("at", ">=", instant(since)))
    .$if(after !== undefined, (query) =>
      query.where(sql<boolean>`(at, event_id) < (${instant(after?.at)}, ${after?.eventId ?? ""})`)
    )
    .orderBy("at", "desc")
    .orderBy("event_id", "desc")
    .limit(limit)

const instant = (at: Instant | undefined) => sql<number>`${new Date(at ?? 0)}::timestamptz`

/** Begins deliveries anew, always in one order, so that no two wait for each other. */
export const reopening = (db: Kysely<Tables>, id: EndpointId, eventIds: ReadonlyArray<EventId>, due: Instant) =>
  db
    .updateTable("webhook_delivery")
    .set({
      state: "Waiting",
      round: sql<number>`webhook_delivery.round + 1`,
      tries: 0,
      due: new Date(due),
      ended_at: null
    })
    .from((from) =>
      from
        .selectFrom("webhook_delivery")
        .select("event_id")
        .where("endpoint_id", "=", id)
        .where("event_id", "=", sql<string>`any(${eventIds}::text[])`)
        .orderBy("event_id")
        .forUpdate()
        .as("asked")
    )
    .where("endpoint_id", "=", id)
    .whereRef("webhook_delivery.event_id", "=", "asked.event_id")
    .returning([
      "endpoint_id",
      "webhook_delivery.event_id",
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
    ])

/** Forgets deliveries that ended before an instant, the oldest first. */
export const forgetting = (db: Kysely<Tables>, before: Instant, limit: number) =>
  db
    .deleteFrom("webhook_delivery")
    .using((from) =>
      from
        .selectFrom("webhook_delivery")
        .select(["endpoint_id", "event_id"])
        .where("ended_at", "<", instant(before))
        .orderBy("ended_at")
        .limit(limit)
        .as("old")
    )
    .whereRef("webhook_delivery.endpoint_id", "=", "old.endpoint_id")
    .whereRef("webhook_delivery.event_id", "=", "old.event_id")
    .returning("webhook_delivery.event_id")
