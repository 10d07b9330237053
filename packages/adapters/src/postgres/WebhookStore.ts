import {
  type ActiveEndpoint,
  type Delivery,
  type Endpoint,
  type WaitingDelivery,
  WebhookStore,
  WebhooksUnavailable
} from "@laurel/core/webhook"
import { Effect, Layer, Option } from "effect"
import { Db, mayLock } from "./Db.ts"
import { deliveryColumns, movedColumns, readDeliveries } from "./DeliveryRow.ts"
import { changedColumns, endpointColumns, endpointRows, readEndpoints } from "./EndpointRow.ts"
import type { DbFailed } from "./errors.ts"
import { deliveryPage, forgetting, listeningRows, recording, reopening } from "./webhookStatements.ts"

const unavailable =
  (operation: string) =>
  <A, R>(effect: Effect.Effect<A, DbFailed, R>): Effect.Effect<A, WebhooksUnavailable, R> =>
    Effect.mapError(effect, ({ cause }) => new WebhooksUnavailable({ operation, cause }))

const isActive = (endpoint: Endpoint): endpoint is ActiveEndpoint => endpoint._tag === "Active"
const isWaiting = (delivery: Delivery): delivery is WaitingDelivery => delivery._tag === "Waiting"
const isAny = (rows: ReadonlyArray<unknown>): boolean => rows.length > 0

/** Endpoints and deliveries in the database. */
export const layerWebhookStore: Layer.Layer<WebhookStore, never, Db> = Layer.effect(
  WebhookStore,
  Effect.gen(function* () {
    const { run, ask, atomic } = yield* Db
    return WebhookStore.of({
      add: (endpoint) =>
        run((db) =>
          db
            .insertInto("webhook_endpoint")
            .values(endpointColumns(endpoint))
            .onConflict((conflict) => conflict.column("id").doNothing())
            .returning("id")
            .execute()
        ).pipe(Effect.map(isAny), unavailable("add")),
      find: (id) =>
        run((db) => endpointRows(db).where("id", "=", id).execute()).pipe(
          Effect.flatMap(readEndpoints),
          Effect.map(([endpoint]) => Option.fromUndefinedOr(endpoint)),
          unavailable("find")
        ),
      of: (owner) =>
        run((db) =>
          endpointRows(db)
            .$if(owner !== undefined, (query) => query.where("owner", "=", owner ?? null))
            .orderBy("created_at")
            .orderBy("id")
            .execute()
        ).pipe(Effect.flatMap(readEndpoints), unavailable("of")),
      change: (id, change) =>
        atomic(
          Effect.gen(function* () {
            const locked = run((db) =>
              endpointRows(db)
                .where("id", "=", id)
                .$if(mayLock(db), (row) => row.forUpdate())
                .execute()
            )
            const [before] = yield* Effect.flatMap(locked, readEndpoints)
            if (before === undefined) return Option.none()
            const after = change(before)
            yield* run((db) =>
              db.updateTable("webhook_endpoint").set(changedColumns(after)).where("id", "=", id).execute()
            )
            return Option.some({ before, after })
          })
        ).pipe(unavailable("change")),
      remove: (id) =>
        atomic(
          Effect.gen(function* () {
            const removed = yield* run((db) =>
              db.deleteFrom("webhook_endpoint").where("id", "=", id).returning("id").execute()
            )
            yield* run((db) => db.deleteFrom("webhook_delivery").where("endpoint_id", "=", id).execute())
            return isAny(removed)
          })
        ).pipe(unavailable("remove")),
      listening: (id) =>
        ask((db) => listeningRows(db, id), "once").pipe(
          Effect.flatMap(readEndpoints),
          Effect.map((found) => found.filter(isActive)),
          unavailable("listening")
        ),
      record: (deliveries) =>
        deliveries.length === 0
          ? Effect.void
          : run((db) => recording(db, deliveries).execute()).pipe(Effect.asVoid, unavailable("record")),
      delivery: ({ endpointId, eventId }) =>
        run((db) =>
          db
            .selectFrom("webhook_delivery")
            .select(deliveryColumns)
            .where("endpoint_id", "=", endpointId)
            .where("event_id", "=", eventId)
            .execute()
        ).pipe(
          Effect.flatMap(readDeliveries),
          Effect.map(([delivery]) => Option.fromUndefinedOr(delivery)),
          unavailable("delivery")
        ),
      deliveries: (id, query) =>
        run((db) => deliveryPage(db, id, query).execute()).pipe(
          Effect.flatMap(readDeliveries),
          unavailable("deliveries")
        ),
      move: (before, after) =>
        run((db) =>
          db
            .updateTable("webhook_delivery")
            .set(movedColumns(after))
            .where("endpoint_id", "=", before.endpointId)
            .where("event_id", "=", before.eventId)
            .where("state", "=", before._tag)
            .where("round", "=", before.round)
            .where("tries", "=", before.tries)
            .returning("event_id")
            .execute()
        ).pipe(Effect.map(isAny), unavailable("move")),
      reopen: (id, eventIds, due) =>
        run((db) => reopening(db, id, eventIds, due).execute()).pipe(
          Effect.flatMap(readDeliveries),
          Effect.map((begun) => begun.filter(isWaiting)),
          unavailable("reopen")
        ),
      forget: (before, limit) =>
        run((db) => forgetting(db, before, limit).execute()).pipe(
          Effect.map((forgotten) => forgotten.length),
          unavailable("forget")
        )
    })
  })
)
