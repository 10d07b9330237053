import { randomBytes } from "node:crypto"
import { isAdministrator, type Principal, permitCovering, permitEndpoint } from "@laurel/core/access"
import {
  addEndpoint,
  type Delivery,
  type EndpointId,
  enableEndpoint,
  endpointBytes,
  findEndpoint,
  removeEndpoint,
  replay,
  replayFailed,
  rotateSecret,
  secretBytes,
  WebhookStore
} from "@laurel/core/webhook"
import { Effect } from "effect"
import { route } from "../../operation/carry.ts"
import type { Route } from "../../operation/Route.ts"
import { pageJson, placeAfter } from "../../wire/page.ts"
import { actorOf } from "../actorOf.ts"
import { besides, summariesOf } from "../challenges/summariesOf.ts"
import * as operations from "./operations.ts"
import { cursorOf, deliveryJson, endpointJson, readCursor } from "./WebhookJson.ts"

const covering = { own: "Own", all: "All" } as const
const stateOf = { waiting: "Waiting", delivered: "Delivered", failed: "Failed" } as const

/** The endpoint of this name, for whoever may look after it. */
const theirs = Effect.fnUntraced(function* (principal: Principal, id: EndpointId) {
  const endpoint = yield* findEndpoint(id)
  yield* Effect.fromResult(permitEndpoint(principal, endpoint))
  return endpoint
})

/** Who wants to be told of what happens, and what became of it. */
export const webhookRoutes: ReadonlyArray<Route> = [
  route(operations.createWebhook, ({ principal, body: { covers = "own", label = "", ...wanted } }) =>
    Effect.gen(function* () {
      const owner = yield* Effect.fromResult(permitCovering(principal, covering[covers]))
      const asked = { ...wanted, label, owner, covers: covering[covers] }
      const { endpoint, secret } = yield* addEndpoint(asked, owner, randomBytes(endpointBytes))
      return { body: { ...endpointJson(endpoint), secret } }
    })
  ),
  route(operations.listWebhooks, ({ principal }) =>
    Effect.map(
      Effect.flatMap(WebhookStore, (store) => store.of(isAdministrator(principal) ? undefined : actorOf(principal))),
      (endpoints) => ({ body: { data: endpoints.map(endpointJson) } })
    )
  ),
  route(operations.getWebhook, ({ principal, params: { endpoint_id: id } }) =>
    Effect.map(theirs(principal, id), (endpoint) => ({ body: endpointJson(endpoint) }))
  ),
  route(operations.deleteWebhook, ({ principal, params: { endpoint_id: id } }) =>
    Effect.andThen(theirs(principal, id), Effect.as(removeEndpoint(id, actorOf(principal)), { body: undefined }))
  ),
  route(operations.rotateWebhookSecret, ({ principal, params: { endpoint_id: id } }) =>
    Effect.gen(function* () {
      yield* theirs(principal, id)
      const { endpoint, secret } = yield* rotateSecret(id, actorOf(principal), randomBytes(secretBytes))
      return { body: { ...endpointJson(endpoint), secret } }
    })
  ),
  route(operations.enableWebhook, ({ principal, params: { endpoint_id: id } }) =>
    Effect.gen(function* () {
      yield* theirs(principal, id)
      return { body: endpointJson(yield* enableEndpoint(id, actorOf(principal))) }
    })
  ),
  route(operations.listWebhookDeliveries, ({ principal, params, query: { limit, cursor, state, expand = [] } }) =>
    Effect.gen(function* () {
      const { id } = yield* theirs(principal, params.endpoint_id)
      const after = yield* placeAfter(cursor, readCursor)
      const found = yield* (yield* WebhookStore).deliveries(id, {
        limit: limit + 1,
        ...(state === undefined ? {} : { state: stateOf[state] }),
        ...(after === undefined ? {} : { after })
      })
      const ids = expand.includes("challenge") ? found.slice(0, limit).map(({ challengeId }) => challengeId) : []
      const summaries = yield* summariesOf(ids, principal)
      const write = (delivery: Delivery) => ({ ...deliveryJson(delivery), ...besides(summaries, delivery.challengeId) })
      return { body: pageJson(found, limit, write, cursorOf) }
    })
  ),
  route(operations.replayWebhookDelivery, ({ principal, params: { endpoint_id: endpointId, event_id: eventId } }) =>
    Effect.gen(function* () {
      yield* theirs(principal, endpointId)
      return { body: deliveryJson(yield* replay({ endpointId, eventId }, actorOf(principal))) }
    })
  ),
  route(operations.replayFailedWebhookDeliveries, ({ principal, params: { endpoint_id: id }, body: { since } }) =>
    Effect.gen(function* () {
      yield* theirs(principal, id)
      return { body: { replayed: yield* replayFailed(id, since, actorOf(principal)) } }
    })
  )
]
