import { findEndpoint, WebhookStore } from "@laurel/core/webhook"
import { Effect, Schema } from "effect"
import { renderTable } from "../../output/renderTable.ts"
import { countOf } from "../../session/countOf.ts"
import { type House, onStore } from "../../session/openSession.ts"
import { show } from "../../session/show.ts"
import { endpointIdOf, stateOf } from "./namesOf.ts"
import { deliveryJson } from "./webhookJson.ts"

const readOptions = Schema.decodeUnknownSync(
  Schema.Struct({ state: Schema.optionalKey(Schema.String), limit: Schema.String })
)

/** `laurel webhooks deliveries`: what was sent, and what came of it. */
export const deliveriesCommand = async (
  name: string,
  given: Readonly<Record<string, unknown>>,
  house: House
): Promise<void> => {
  const options = readOptions(given)
  const id = endpointIdOf(name)
  const query = {
    limit: countOf(options.limit, "--limit"),
    ...(options.state === undefined ? {} : { state: stateOf(options.state) })
  }
  await onStore(given, house, async (session) => {
    const found = Effect.andThen(
      findEndpoint(id),
      WebhookStore.use((store) => store.deliveries(id, query))
    )
    const deliveries = (await session.run(found)).map(deliveryJson)
    show(session, { deliveries }, (style) =>
      deliveries.length === 0
        ? "Nothing was to be sent.\n"
        : renderTable(
            ["event", "type", "challenge", "at", "state", "last answer"].map((head) => ({ head })),
            deliveries.map((one) => [one.event, one.type, one.challenge, one.at, one.state, one.last ?? ""]),
            style
          )
    )
  })
}
