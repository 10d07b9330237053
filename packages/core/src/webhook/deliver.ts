import { Clock, Effect, Option, Random, Schema } from "effect"
import { audited, noteChange } from "../audit/index.ts"
import { type ClaimedJob, Jobs, Transaction } from "../runtime/index.ts"
import { afterAttempt, isGone } from "./afterAttempt.ts"
import { type Attempt, type DeliveryKey, ended, type WaitingDelivery } from "./Delivery.ts"
import { disabled, type Endpoint, EndpointId, secretsAt } from "./Endpoint.ts"
import { jobOf } from "./tell.ts"
import { EventId } from "./WebhookEvent.ts"
import { WebhookSender } from "./WebhookSender.ts"
import { WebhookStore } from "./WebhookStore.ts"

/** One try of a delivery, as its job names it. */
export const Try = Schema.Struct({ endpointId: EndpointId, eventId: EventId, round: Schema.Int, tries: Schema.Int })
export type Try = typeof Try.Type

/** The try that a job is about. */
export const tryOf = ({ payload }: ClaimedJob) => Schema.decodeUnknownEffect(Try)(payload)

/**
 * Makes one try of a delivery, outside of any transaction, and then records what came of it with the job of the next try. A try that was
 * made and recorded already is not made again; one that was made and not recorded is, under the same name.
 */
export const deliver = Effect.fn("Webhook.deliver")(function* (asked: Try) {
  const store = yield* WebhookStore
  const delivery = Option.getOrUndefined(yield* store.delivery(asked))
  if (delivery?._tag !== "Waiting" || delivery.round !== asked.round || delivery.tries !== asked.tries) return
  const endpoint = Option.getOrUndefined(yield* store.find(asked.endpointId))
  if (endpoint?._tag !== "Active") {
    yield* store.move(delivery, ended(delivery, "Failed", yield* Clock.currentTimeMillis))
    return
  }
  yield* recorded(delivery, yield* attempted(endpoint, delivery))
})

const attempted = Effect.fnUntraced(function* (endpoint: Endpoint, { eventId: id, body }: WaitingDelivery) {
  const at = yield* Clock.currentTimeMillis
  const secrets = secretsAt(endpoint, at)
  const answer = yield* (yield* WebhookSender).send({ url: endpoint.url, id, at, body, secrets })
  const tookMs = Math.max(0, (yield* Clock.currentTimeMillis) - at)
  const attempt: Attempt =
    answer._tag === "Answered" ? { at, tookMs, status: answer.status } : { at, tookMs, error: answer.reason }
  return attempt
})

const recorded = Effect.fnUntraced(function* (delivery: WaitingDelivery, attempt: Attempt) {
  const { transact } = yield* Transaction
  const store = yield* WebhookStore
  const after = afterAttempt(delivery, attempt, yield* Clock.currentTimeMillis, yield* Random.next)
  yield* transact(
    Effect.gen(function* () {
      if (!(yield* store.move(delivery, after))) return
      if (after._tag === "Waiting") yield* (yield* Jobs).enqueue([jobOf(after)])
      if (isGone(attempt)) yield* disable(delivery)
    })
  )
})

const disable = Effect.fnUntraced(function* ({ endpointId }: DeliveryKey) {
  const now = yield* Clock.currentTimeMillis
  yield* audited(
    { action: "webhook.disable" },
    Effect.gen(function* () {
      const changed = Option.getOrUndefined(
        yield* (yield* WebhookStore).change(endpointId, (endpoint) => disabled(endpoint, now))
      )
      if (changed?.before._tag !== "Active") return
      yield* noteChange(`endpoint ${endpointId}`, { state: "Active" }, { state: "Disabled" })
    })
  )
})
