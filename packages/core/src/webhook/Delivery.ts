import { Schema } from "effect"
import { ChallengeId, type Instant, InstantFromText } from "../shared/index.ts"
import { EndpointId } from "./Endpoint.ts"
import { EventId, EventType, type WebhookEvent } from "./WebhookEvent.ts"

/** One try: when, how long it took, and the status that was answered, or why there was no answer. */
export const Attempt = Schema.Struct({
  at: InstantFromText,
  tookMs: Schema.Int,
  status: Schema.optionalKey(Schema.Int),
  error: Schema.optionalKey(Schema.String)
})
export type Attempt = typeof Attempt.Type

const always = {
  endpointId: EndpointId,
  eventId: EventId,
  type: EventType,
  challengeId: ChallengeId,
  at: InstantFromText,
  body: Schema.String,
  /** How often it was begun anew. */
  round: Schema.Int,
  /** How often it was tried in this round. */
  tries: Schema.Int,
  /** The latest tries of all rounds, in order. */
  attempts: Schema.Array(Attempt)
}

/**
 * An event on its way to one endpoint, in one of its states.
 *
 * **Details**: `Waiting` for its next try; `Delivered`: the receiver said that it has it; `Failed`: after its last try, or when its
 * endpoint was gone. Each can be begun anew.
 */
export const Delivery = Schema.TaggedUnion({
  Waiting: { ...always, due: InstantFromText },
  Delivered: { ...always, endedAt: InstantFromText },
  Failed: { ...always, endedAt: InstantFromText }
})
export type Delivery = typeof Delivery.Type
/** One that is still to be tried. */
export type WaitingDelivery = Extract<Delivery, { readonly _tag: "Waiting" }>

/** Which event to which endpoint. */
export interface DeliveryKey {
  readonly endpointId: EndpointId
  readonly eventId: EventId
}

/** An event that is to be sent to an endpoint at once. */
export const firstDelivery = (endpointId: EndpointId, event: WebhookEvent): WaitingDelivery => {
  const { id: eventId, type, challengeId, at, body } = event
  return {
    _tag: "Waiting",
    endpointId,
    eventId,
    type,
    challengeId,
    at,
    body,
    round: 0,
    tries: 0,
    attempts: [],
    due: at
  }
}

/** A delivery begun anew: it has all its tries before it, whatever became of those that it had. */
export const reopened = (delivery: Delivery, due: Instant): WaitingDelivery => {
  const { endpointId, eventId, type, challengeId, at, body, attempts } = delivery
  const round = delivery.round + 1
  return { _tag: "Waiting", endpointId, eventId, type, challengeId, at, body, round, tries: 0, attempts, due }
}

/** The delivery when nothing more is tried. */
export const ended = (
  { due: _, ...rest }: WaitingDelivery,
  how: "Delivered" | "Failed",
  endedAt: Instant
): Delivery => ({
  ...rest,
  _tag: how,
  endedAt
})
