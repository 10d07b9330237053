import { formatInstant, parseInstant } from "@laurel/core/shared"
import { type Delivery, type DeliveryQuery, type Endpoint, EventId } from "@laurel/core/webhook"
import { Option, Schema } from "effect"

const covering = { Own: "own", All: "all" } as const
const stateOf = { Waiting: "waiting", Delivered: "delivered", Failed: "failed" } as const

/** An endpoint on the wire, without its secrets. */
export const endpointJson = (endpoint: Endpoint) => ({
  endpoint_id: endpoint.id,
  owner: endpoint.owner,
  covers: covering[endpoint.covers],
  ...(endpoint.challengeId === undefined ? {} : { challenge_id: endpoint.challengeId }),
  url: endpoint.url,
  label: endpoint.label,
  events: endpoint.events,
  state: endpoint._tag === "Active" ? ("active" as const) : ("disabled" as const),
  created_at: formatInstant(endpoint.createdAt),
  ...(endpoint._tag === "Disabled" ? { disabled_at: formatInstant(endpoint.disabledAt) } : {})
})

/** A delivery on the wire. */
export const deliveryJson = (delivery: Delivery) => ({
  event_id: delivery.eventId,
  type: delivery.type,
  challenge_id: delivery.challengeId,
  at: formatInstant(delivery.at),
  state: stateOf[delivery._tag],
  ...(delivery._tag === "Waiting" ? { due: formatInstant(delivery.due) } : {}),
  attempts: delivery.attempts.map(({ at, tookMs, ...outcome }) => ({
    at: formatInstant(at),
    took_ms: tookMs,
    ...outcome
  }))
})

/** After which delivery a page goes on. */
export const cursorOf = ({ at, eventId }: Delivery): string => `${formatInstant(at)}_${eventId}`

const eventIdOf = Schema.decodeUnknownOption(EventId)

/** The delivery that a cursor names; nothing where it is none. */
export const readCursor = (cursor: string): DeliveryQuery["after"] => {
  const split = cursor.indexOf("_")
  const at = parseInstant(cursor.slice(0, split))
  const eventId = Option.getOrUndefined(eventIdOf(cursor.slice(split + 1)))
  return at === undefined || eventId === undefined ? undefined : { at, eventId }
}
