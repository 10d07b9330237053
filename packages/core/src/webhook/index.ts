export {
  AllowsUnencrypted,
  addEndpoint,
  type EndpointWanted,
  endpointBytes,
  secretBytes,
  secretText
} from "./addEndpoint.ts"
export { afterAttempt, isGone, isTaken, mostTries, waitsMs } from "./afterAttempt.ts"
export { enableEndpoint, findEndpoint, removeEndpoint, rotateSecret } from "./changeEndpoint.ts"
export {
  Attempt,
  Delivery,
  type DeliveryKey,
  ended,
  firstDelivery,
  reopened,
  type WaitingDelivery
} from "./Delivery.ts"
export { deliver, Try, tryOf } from "./deliver.ts"
export {
  type ActiveEndpoint,
  disabled,
  Endpoint,
  EndpointId,
  enabled,
  mostEndpoints,
  overlapMs,
  rotated,
  Secret,
  secretsAt,
  WebhookUrl
} from "./Endpoint.ts"
export {
  DeliveryNotFound,
  EndpointDisabled,
  EndpointNotFound,
  TooManyEndpoints,
  UnencryptedEndpoint,
  WebhooksUnavailable
} from "./errors.ts"
export { deliveriesKeptMs, forgetDeliveries } from "./forgetDeliveries.ts"
export { replay, replayFailed } from "./replay.ts"
export { deliverJob, jobOf, tell } from "./tell.ts"
export {
  EventId,
  EventType,
  eventOf,
  eventTypes,
  type Happening,
  largestBody,
  saidOfMany,
  type WebhookEvent
} from "./WebhookEvent.ts"
export { type Answer, answerWithinMs, type Message, WebhookSender } from "./WebhookSender.ts"
export { type DeliveryQuery, WebhookStore } from "./WebhookStore.ts"
