import { Effect } from "effect"
import fc from "fast-check"
import { compareIds, type PrincipalId } from "../../src/shared/index.ts"
import {
  afterAttempt,
  type Delivery,
  type DeliveryKey,
  type DeliveryQuery,
  disabled,
  type Endpoint,
  type EndpointId,
  enabled,
  rotated,
  WebhookStore
} from "../../src/webhook/index.ts"
import { challengeIds, instants } from "../arbitraries/shared.ts"
import {
  attempts,
  endpointIds,
  endpointOwners,
  endpoints,
  firstDeliveries,
  secrets,
  webhookEvents
} from "../arbitraries/webhook.ts"
import type { Command } from "../Command.ts"
import * as Model from "../model/webhookStore.model.ts"

type WebhookCommand = Command<Model.WebhookStoreModel, WebhookStore>

const adding = endpoints.map(
  (endpoint): WebhookCommand => ({
    text: () => `add(${fc.stringify(endpoint)})`,
    predict: (model) => Model.add(model, endpoint),
    perform: WebhookStore.use((port) => port.add(endpoint))
  })
)

const finding = (id: EndpointId): WebhookCommand => ({
  text: () => `find(${id})`,
  predict: (model) => [Model.find(model, id), model],
  perform: WebhookStore.use((port) => port.find(id))
})

const listing = (owner: PrincipalId | undefined): WebhookCommand => ({
  text: () => `of(${owner})`,
  predict: (model) => [Model.of(model, owner), model],
  perform: WebhookStore.use((port) => port.of(owner))
})

const changes = fc.oneof(
  fc
    .tuple(secrets, instants)
    .map(([secret, now]) => ({ name: `rotated ${now}`, by: (endpoint: Endpoint) => rotated(endpoint, secret, now) })),
  instants.map((now) => ({ name: `disabled ${now}`, by: (endpoint: Endpoint) => disabled(endpoint, now) })),
  fc.constant({ name: "enabled", by: enabled })
)

const changing = fc.tuple(endpointIds, changes).map(
  ([id, { name, by }]): WebhookCommand => ({
    text: () => `change(${id}, ${name})`,
    predict: (model) => Model.change(model, id, by),
    perform: WebhookStore.use((port) => port.change(id, by))
  })
)

const removing = endpointIds.map(
  (id): WebhookCommand => ({
    text: () => `remove(${id})`,
    predict: (model) => Model.remove(model, id),
    perform: WebhookStore.use((port) => port.remove(id))
  })
)

const listening = challengeIds.map(
  (id): WebhookCommand => ({
    text: () => `listening(${id})`,
    predict: (model) => [Model.listening(model, id), model],
    perform: WebhookStore.use((port) => port.listening(id))
  })
)

const recording = fc.array(firstDeliveries, { maxLength: 3 }).map(
  (deliveries): WebhookCommand => ({
    text: () => `record(${fc.stringify(deliveries)})`,
    predict: (model) => Model.record(model, deliveries),
    perform: WebhookStore.use((port) => port.record(deliveries))
  })
)

const looking = (key: DeliveryKey): WebhookCommand => ({
  text: () => `delivery(${fc.stringify(key)})`,
  predict: (model) => [Model.delivery(model, key), model],
  perform: WebhookStore.use((port) => port.delivery(key))
})

const paging = (id: EndpointId, query: DeliveryQuery): WebhookCommand => ({
  text: () => `deliveries(${id}, ${fc.stringify(query)})`,
  predict: (model) => [Model.page(model, id, query), model],
  perform: WebhookStore.use((port) => port.deliveries(id, query))
})

const queries: fc.Arbitrary<DeliveryQuery> = fc.record(
  {
    state: fc.constantFrom("Waiting", "Delivered", "Failed"),
    since: instants,
    after: webhookEvents.map(({ at, id: eventId }) => ({ at, eventId })),
    limit: fc.integer({ min: 1, max: 3 })
  },
  { requiredKeys: ["limit"], noNullPrototype: true }
)

/** As it was read, or as it is no more. */
const moving = fc
  .tuple(firstDeliveries, attempts, instants, fc.boolean())
  .map(([first, attempt, now, isLater]): WebhookCommand => {
    const read = isLater ? { ...first, tries: 1 } : first
    const after = afterAttempt(read, attempt, now, 0)
    return {
      text: () => `move(${fc.stringify(read)}, ${fc.stringify(after)})`,
      predict: (model) => Model.move(model, read, after),
      perform: WebhookStore.use((port) => port.move(read, after))
    }
  })

const byNews = (a: Delivery, b: Delivery): number => b.at - a.at || compareIds(b.eventId, a.eventId)

const reopening = fc
  .tuple(endpointIds, fc.array(webhookEvents, { maxLength: 3 }), instants)
  .map(([id, events, due]): WebhookCommand => {
    const eventIds = events.map((event) => event.id)
    return {
      text: () => `reopen(${id}, ${eventIds}, ${due})`,
      predict: (model) => Model.reopen(model, id, eventIds, due),
      perform: WebhookStore.use((port) => Effect.map(port.reopen(id, eventIds, due), (found) => found.toSorted(byNews)))
    }
  })

const forgetting = instants.map(
  (before): WebhookCommand => ({
    text: () => `forget(${before})`,
    predict: (model) => Model.forget(model, before),
    perform: WebhookStore.use((port) => port.forget(before, 1_000))
  })
)

export const webhookStoreCommands = fc.oneof(
  { weight: 4, arbitrary: adding },
  { weight: 2, arbitrary: changing },
  { weight: 1, arbitrary: removing },
  { weight: 2, arbitrary: listening },
  { weight: 5, arbitrary: recording },
  { weight: 4, arbitrary: moving },
  { weight: 2, arbitrary: reopening },
  { weight: 1, arbitrary: forgetting },
  { weight: 2, arbitrary: fc.tuple(endpointIds, queries).map(([id, query]) => paging(id, query)) },
  { weight: 1, arbitrary: endpointIds.map(finding) },
  { weight: 1, arbitrary: endpointOwners.map(listing) },
  { weight: 1, arbitrary: firstDeliveries.map(looking) }
)

const everyEndpoint = fc.sample(endpointIds, { numRuns: 50, seed: 1 })

export const webhookStoreObservations = [
  listing(undefined),
  ...[...new Set(everyEndpoint)].map((id) => paging(id, { limit: 1_000 }))
]
