import { Option } from "effect"
import { compareIds, type Instant, type PrincipalId } from "../../src/shared/index.ts"
import {
  type Delivery,
  type DeliveryKey,
  type DeliveryQuery,
  type Endpoint,
  type EndpointId,
  type EventId,
  reopened,
  type WaitingDelivery
} from "../../src/webhook/index.ts"
import { draftOf } from "../arbitraries/challenge.ts"
import type { Prediction } from "../Command.ts"
import { spring } from "../cast.ts"

/** What `WebhookStore` promises, over two lists. */
export interface WebhookStoreModel {
  readonly endpoints: ReadonlyArray<Endpoint>
  readonly deliveries: ReadonlyArray<Delivery>
}

type Predicted = Prediction<WebhookStoreModel>

/** Those of the challenges of the cast have one organiser. */
const { organiser } = draftOf(spring, 0)

const byAge = (a: Endpoint, b: Endpoint): number => a.createdAt - b.createdAt || compareIds(a.id, b.id)
const byNews = (a: Delivery, b: Delivery): number => b.at - a.at || compareIds(b.eventId, a.eventId)

const is =
  ({ endpointId, eventId }: DeliveryKey) =>
  (delivery: DeliveryKey): boolean =>
    delivery.endpointId === endpointId && delivery.eventId === eventId

export const add = (model: WebhookStoreModel, endpoint: Endpoint): Predicted =>
  model.endpoints.some(({ id }) => id === endpoint.id)
    ? [false, model]
    : [true, { ...model, endpoints: [...model.endpoints, endpoint] }]

export const find = ({ endpoints }: WebhookStoreModel, id: EndpointId): Option.Option<Endpoint> =>
  Option.fromUndefinedOr(endpoints.find((endpoint) => endpoint.id === id))

export const of = ({ endpoints }: WebhookStoreModel, owner: PrincipalId | undefined): ReadonlyArray<Endpoint> =>
  endpoints.filter((endpoint) => owner === undefined || endpoint.owner === owner).toSorted(byAge)

export const change = (model: WebhookStoreModel, id: EndpointId, by: (endpoint: Endpoint) => Endpoint): Predicted => [
  Option.map(find(model, id), (before) => ({ before, after: by(before) })),
  { ...model, endpoints: model.endpoints.map((endpoint) => (endpoint.id === id ? by(endpoint) : endpoint)) }
]

export const remove = (model: WebhookStoreModel, id: EndpointId): Predicted => [
  Option.isSome(find(model, id)),
  {
    endpoints: model.endpoints.filter((endpoint) => endpoint.id !== id),
    deliveries: model.deliveries.filter(({ endpointId }) => endpointId !== id)
  }
]

export const listening = ({ endpoints }: WebhookStoreModel, challengeId: string): ReadonlyArray<Endpoint> =>
  endpoints
    .filter(({ _tag }) => _tag === "Active")
    .filter(({ covers, owner }) => covers === "All" || owner === organiser)
    .filter((endpoint) => endpoint.challengeId === undefined || endpoint.challengeId === challengeId)
    .toSorted(byAge)

export const record = (model: WebhookStoreModel, recorded: ReadonlyArray<WaitingDelivery>): Predicted => {
  const deliveries = [...model.deliveries]
  for (const delivery of recorded) if (!deliveries.some(is(delivery))) deliveries.push(delivery)
  return [undefined, { ...model, deliveries }]
}

export const delivery = ({ deliveries }: WebhookStoreModel, key: DeliveryKey): Option.Option<Delivery> =>
  Option.fromUndefinedOr(deliveries.find(is(key)))

export const page = (
  { deliveries }: WebhookStoreModel,
  id: EndpointId,
  { state, since, after, limit }: DeliveryQuery
): ReadonlyArray<Delivery> =>
  deliveries
    .filter(({ endpointId }) => endpointId === id)
    .filter(({ _tag }) => state === undefined || _tag === state)
    .filter(({ at }) => since === undefined || at >= since)
    .filter((one) => after === undefined || one.at < after.at || (one.at === after.at && one.eventId < after.eventId))
    .toSorted(byNews)
    .slice(0, limit)

export const move = (model: WebhookStoreModel, before: WaitingDelivery, after: Delivery): Predicted => {
  const now = Option.getOrUndefined(delivery(model, before))
  return now?._tag === "Waiting" && now.round === before.round && now.tries === before.tries
    ? [true, { ...model, deliveries: model.deliveries.map((one) => (one === now ? after : one)) }]
    : [false, model]
}

export const reopen = (
  model: WebhookStoreModel,
  endpointId: EndpointId,
  eventIds: ReadonlyArray<EventId>,
  due: Instant
): Predicted => {
  const isAsked = (one: Delivery): boolean => one.endpointId === endpointId && eventIds.includes(one.eventId)
  const deliveries = model.deliveries.map((one) => (isAsked(one) ? reopened(one, due) : one))
  return [deliveries.filter(isAsked).toSorted(byNews), { ...model, deliveries }]
}

export const forget = (model: WebhookStoreModel, before: Instant): Predicted => {
  const deliveries = model.deliveries.filter((one) => !("endedAt" in one && one.endedAt < before))
  return [model.deliveries.length - deliveries.length, { ...model, deliveries }]
}
