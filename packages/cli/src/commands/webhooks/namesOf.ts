import { type Delivery, EndpointId, EventId, EventType, eventTypes, WebhookUrl } from "@laurel/core/webhook"
import { Option, Schema } from "effect"
import { Problem } from "../../io/Problem.ts"

const reading =
  <A>(schema: Schema.Codec<A, string>, code: string, what: string, where: string, remedy: string) =>
  (text: string): A => {
    const read = Schema.decodeUnknownOption(schema)(text)
    if (Option.isSome(read)) return read.value
    throw new Problem({ exit: "usage", code, title: `"${text}" is ${what}`, where, remedy })
  }

/** The name of an endpoint as it was given. */
export const endpointIdOf = reading(
  EndpointId,
  "wrong-endpoint",
  "no name of an endpoint",
  "endpoint",
  "laurel webhooks list shows which there are"
)

/** The name of an event as it was given. */
export const eventIdOf = reading(
  EventId,
  "wrong-event",
  "no name of an event",
  "event",
  "laurel webhooks deliveries shows which there are"
)

/** An address as it was given. */
export const urlOf = reading(
  WebhookUrl,
  "wrong-url",
  "no address that events can be sent to",
  "url",
  "give one such as https://example.com/hooks, without a user, a password or a fragment"
)

const typeOf = reading(
  EventType,
  "wrong-events",
  "nothing that anybody is told of",
  "--events",
  `name some of ${eventTypes.join(", ")}`
)

/** What somebody wants to be told of; everything unless said otherwise. */
export const eventsOf = (text: string | undefined): ReadonlyArray<EventType> =>
  text === undefined ? eventTypes : text.split(",").map((one) => typeOf(one.trim()))

const states = { waiting: "Waiting", delivered: "Delivered", failed: "Failed" } as const

/** The state of deliveries as it was given. */
export const stateOf = (text: string): Delivery["_tag"] => {
  if (text === "waiting" || text === "delivered" || text === "failed") return states[text]
  throw new Problem({
    exit: "usage",
    code: "wrong-state",
    title: `"${text}" is no state of a delivery`,
    where: "--state",
    remedy: "name one of waiting, delivered, failed"
  })
}
