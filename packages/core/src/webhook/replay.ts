import { Clock, Effect } from "effect"
import { audited, noteRows } from "../audit/index.ts"
import { Jobs } from "../runtime/index.ts"
import type { Instant, PrincipalId } from "../shared/index.ts"
import { findEndpoint } from "./changeEndpoint.ts"
import type { DeliveryKey } from "./Delivery.ts"
import type { EndpointId } from "./Endpoint.ts"
import { DeliveryNotFound, EndpointDisabled } from "./errors.ts"
import { jobOf } from "./tell.ts"
import type { EventId } from "./WebhookEvent.ts"
import { WebhookStore } from "./WebhookStore.ts"

/** So many deliveries are begun anew in one transaction. */
const batch = 100

/** Sends an event to an endpoint once more, at once, under the name that it had, whatever became of it. */
export const replay = Effect.fn("Webhook.replay")(function* ({ endpointId, eventId }: DeliveryKey, by: PrincipalId) {
  const [begun] = yield* begunAnew(endpointId, Effect.succeed([eventId]), by)
  return begun ?? (yield* new DeliveryNotFound({ endpointId, eventId }))
})

/** Sends all that failed of what happened since an instant once more, in batches; gives how many they were. */
export const replayFailed = Effect.fn("Webhook.replayFailed")(function* (
  endpointId: EndpointId,
  since: Instant,
  by: PrincipalId
) {
  const { deliveries } = yield* WebhookStore
  const failed = Effect.map(deliveries(endpointId, { state: "Failed", since, limit: batch }), (found) =>
    found.map(({ eventId }) => eventId)
  )
  let replayed = 0
  for (;;) {
    const some = (yield* begunAnew(endpointId, failed, by)).length
    replayed += some
    if (some < batch) return replayed
  }
})

const begunAnew = Effect.fnUntraced(function* <E, R>(
  endpointId: EndpointId,
  which: Effect.Effect<ReadonlyArray<EventId>, E, R>,
  by: PrincipalId
) {
  return yield* audited(
    { action: "webhook.replay", by },
    Effect.gen(function* () {
      const endpoint = yield* findEndpoint(endpointId)
      if (endpoint._tag === "Disabled") return yield* new EndpointDisabled({ endpointId })
      const begun = yield* (yield* WebhookStore).reopen(endpointId, yield* which, yield* Clock.currentTimeMillis)
      yield* (yield* Jobs).enqueue(begun.map(jobOf))
      yield* noteRows(
        `deliveries to ${endpointId}`,
        begun.map(({ eventId, round }) => [eventId, round])
      )
      return begun
    })
  )
})
