import { Context, type Effect, type Option } from "effect"
import type { ChallengeId, Instant, PrincipalId } from "../shared/index.ts"
import type { Delivery, DeliveryKey, WaitingDelivery } from "./Delivery.ts"
import type { ActiveEndpoint, Endpoint, EndpointId } from "./Endpoint.ts"
import type { WebhooksUnavailable } from "./errors.ts"
import type { EventId } from "./WebhookEvent.ts"

/** Which deliveries to an endpoint are asked for. */
export interface DeliveryQuery {
  readonly state?: Delivery["_tag"]
  /** Those of events since this instant. */
  readonly since?: Instant
  /** Those after this one in the list. */
  readonly after?: { readonly at: Instant; readonly eventId: EventId }
  readonly limit: number
}

/**
 * Who wants to be told of what, and what became of it.
 *
 * - `add` keeps an endpoint; its name is one that no other has, or `false` is the answer and nothing is kept.
 * - `find` gives an endpoint; `of` those of somebody, or of everybody where nobody is named: the oldest first, and of the same instant by name.
 * - `change` applies a change to an endpoint as it is then and gives how it was and is: whoever changes the same at the same time waits
 *   until the transaction of the first has ended. Of what is no endpoint nothing is given.
 * - `remove` takes an endpoint away with its deliveries, and says whether there was one.
 * - `listening` gives the active endpoints to which a challenge matters: of its organiser, and of whoever covers all; those that want
 *   one other challenge alone are left out. The oldest first, and of the same instant by name.
 * - `record` keeps deliveries, a batch atomically; those that are there stay as they are.
 * - `delivery` gives one; `deliveries` those to an endpoint, the newest event first, and of the same instant by its name, from last to first.
 * - `move` replaces a delivery only while round, tries and state are as they were read, and says whether they were: of several that try,
 *   one is told so.
 * - `reopen` begins deliveries to an endpoint anew, whatever became of them, and gives those that are there as they are then, in no order.
 * - `forget` forgets deliveries that ended before an instant, at most so many, and gives how many they were.
 */
export class WebhookStore extends Context.Service<
  WebhookStore,
  {
    readonly add: (endpoint: Endpoint) => Effect.Effect<boolean, WebhooksUnavailable>
    readonly find: (id: EndpointId) => Effect.Effect<Option.Option<Endpoint>, WebhooksUnavailable>
    readonly of: (owner?: PrincipalId) => Effect.Effect<ReadonlyArray<Endpoint>, WebhooksUnavailable>
    readonly change: (
      id: EndpointId,
      change: (endpoint: Endpoint) => Endpoint
    ) => Effect.Effect<Option.Option<{ readonly before: Endpoint; readonly after: Endpoint }>, WebhooksUnavailable>
    readonly remove: (id: EndpointId) => Effect.Effect<boolean, WebhooksUnavailable>
    readonly listening: (id: ChallengeId) => Effect.Effect<ReadonlyArray<ActiveEndpoint>, WebhooksUnavailable>
    readonly record: (deliveries: ReadonlyArray<WaitingDelivery>) => Effect.Effect<void, WebhooksUnavailable>
    readonly delivery: (key: DeliveryKey) => Effect.Effect<Option.Option<Delivery>, WebhooksUnavailable>
    readonly deliveries: (
      id: EndpointId,
      query: DeliveryQuery
    ) => Effect.Effect<ReadonlyArray<Delivery>, WebhooksUnavailable>
    readonly move: (before: WaitingDelivery, after: Delivery) => Effect.Effect<boolean, WebhooksUnavailable>
    readonly reopen: (
      id: EndpointId,
      eventIds: ReadonlyArray<EventId>,
      due: Instant
    ) => Effect.Effect<ReadonlyArray<WaitingDelivery>, WebhooksUnavailable>
    readonly forget: (before: Instant, limit: number) => Effect.Effect<number, WebhooksUnavailable>
  }
>()("@laurel/core/webhook/WebhookStore") {}
