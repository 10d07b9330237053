import { randomBytes } from "node:crypto"
import { AllowsUnencrypted, addEndpoint, endpointBytes } from "@laurel/core/webhook"
import { Effect, Schema } from "effect"
import { challengeIdOf } from "../../session/challengeIdOf.ts"
import { type House, onStore } from "../../session/openSession.ts"
import { show } from "../../session/show.ts"
import { eventsOf, urlOf } from "./namesOf.ts"
import { endpointJson } from "./webhookJson.ts"

const readOptions = Schema.decodeUnknownSync(
  Schema.Struct({
    events: Schema.optionalKey(Schema.String),
    all: Schema.optionalKey(Schema.Boolean),
    challenge: Schema.optionalKey(Schema.String),
    label: Schema.String,
    webhooksAllowPrivate: Schema.optionalKey(Schema.Boolean)
  })
)

/** `laurel webhooks add`: an endpoint is added, and its secret shown this once. */
export const addCommand = async (
  address: string,
  given: Readonly<Record<string, unknown>>,
  house: House
): Promise<void> => {
  const { events, all, challenge, label, webhooksAllowPrivate = false } = readOptions(given)
  const wanted = {
    url: urlOf(address),
    events: eventsOf(events),
    covers: all === true ? ("All" as const) : ("Own" as const),
    label,
    ...(challenge === undefined ? {} : { challengeId: challengeIdOf(challenge) })
  }
  await onStore(given, house, async (session) => {
    const { endpoint, secret } = await session.change(
      addEndpoint({ ...wanted, owner: session.by }, session.by, randomBytes(endpointBytes)).pipe(
        Effect.provideService(AllowsUnencrypted, webhooksAllowPrivate)
      )
    )
    show(session, { ...endpointJson(endpoint), secret }, () => `${secret}\n`)
    if (!session.json) {
      session.io.stderr.write(
        `Endpoint ${endpoint.id} is told of ${endpoint.events.length} kinds of events. Its secret is shown this once; receivers verify with it.\n`
      )
    }
  })
}
