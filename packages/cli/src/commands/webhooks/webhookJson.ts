import { formatInstant } from "@laurel/core/shared"
import type { Delivery, Endpoint } from "@laurel/core/webhook"

/** An endpoint: what is known of it, which is no secret. */
export const endpointJson = (endpoint: Endpoint) => ({
  endpoint: endpoint.id,
  owner: endpoint.owner,
  covers: endpoint.challengeId ?? endpoint.covers.toLowerCase(),
  url: endpoint.url,
  label: endpoint.label,
  events: endpoint.events,
  state: endpoint._tag.toLowerCase(),
  createdAt: formatInstant(endpoint.createdAt)
})

/** A delivery, with what came of its latest try. */
export const deliveryJson = (delivery: Delivery) => {
  const last = delivery.attempts.at(-1)
  return {
    event: delivery.eventId,
    type: delivery.type,
    challenge: delivery.challengeId,
    at: formatInstant(delivery.at),
    state: delivery._tag.toLowerCase(),
    tries: delivery.tries,
    ...(delivery._tag === "Waiting" ? { due: formatInstant(delivery.due) } : {}),
    ...(last === undefined ? {} : { last: last.status === undefined ? (last.error ?? "") : `${last.status}` })
  }
}
