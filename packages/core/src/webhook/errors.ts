import { Schema } from "effect"
import { PrincipalId } from "../shared/index.ts"

/** The store of webhooks cannot be reached or failed; nothing was written. */
export class WebhooksUnavailable extends Schema.TaggedError<WebhooksUnavailable>()("WebhooksUnavailable", {
  operation: Schema.String,
  cause: Schema.Defect()
}) {
  override get message() {
    return `The store of webhooks failed at ${this.operation}; nothing was written, try again`
  }
}

/** No endpoint has this name, or none that whoever asks may know of. */
export class EndpointNotFound extends Schema.TaggedError<EndpointNotFound>()("EndpointNotFound", {
  endpointId: Schema.String
}) {
  override get message() {
    return `There is no endpoint ${this.endpointId}; list the endpoints to see which there are`
  }
}

/** Nothing of this event was to be sent to the endpoint, or it is so long ago that it is forgotten. */
export class DeliveryNotFound extends Schema.TaggedError<DeliveryNotFound>()("DeliveryNotFound", {
  endpointId: Schema.String,
  eventId: Schema.String
}) {
  override get message() {
    return `There is no delivery of ${this.eventId} to ${this.endpointId}; list the deliveries to see which there are`
  }
}

/** Somebody has as many endpoints as they may. */
export class TooManyEndpoints extends Schema.TaggedError<TooManyEndpoints>()("TooManyEndpoints", {
  owner: PrincipalId,
  limit: Schema.Int
}) {
  override get message() {
    return `${this.owner} has ${this.limit} endpoints, and may have no more; remove one first`
  }
}

/** Events are sent encrypted, unless whoever runs the server allowed otherwise. */
export class UnencryptedEndpoint extends Schema.TaggedError<UnencryptedEndpoint>()("UnencryptedEndpoint", {
  url: Schema.String
}) {
  override get message() {
    return `Events are not sent to ${this.url}: it has to begin with https://`
  }
}

/** The endpoint is disabled: its receiver said that it is gone. */
export class EndpointDisabled extends Schema.TaggedError<EndpointDisabled>()("EndpointDisabled", {
  endpointId: Schema.String
}) {
  override get message() {
    return `The endpoint ${this.endpointId} is disabled, for its receiver said that it is gone; enable it first`
  }
}
