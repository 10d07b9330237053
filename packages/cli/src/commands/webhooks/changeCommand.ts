import { randomBytes } from "node:crypto"
import { type EndpointId, enableEndpoint, removeEndpoint, rotateSecret, secretBytes } from "@laurel/core/webhook"
import { type House, onStore } from "../../session/openSession.ts"
import type { Session } from "../../session/Session.ts"
import { show } from "../../session/show.ts"
import { endpointIdOf } from "./namesOf.ts"
import { endpointJson } from "./webhookJson.ts"

/** `laurel webhooks remove`, `enable` and `rotate`. */
export const changeCommand = async (
  what: "remove" | "enable" | "rotate",
  name: string,
  given: Readonly<Record<string, unknown>>,
  house: House
): Promise<void> => {
  const id = endpointIdOf(name)
  await onStore(given, house, (session) => changes[what](session, id))
}

const changes = {
  remove: async (session: Session, id: EndpointId) => {
    await session.change(removeEndpoint(id, session.by))
    show(session, { endpoint: id, removed: true }, () => `Endpoint ${id} is taken away.\n`)
  },
  enable: async (session: Session, id: EndpointId) => {
    const endpoint = await session.change(enableEndpoint(id, session.by))
    show(session, endpointJson(endpoint), () => `Endpoint ${id} is told of events from now on.\n`)
  },
  rotate: async (session: Session, id: EndpointId) => {
    const { endpoint, secret } = await session.change(rotateSecret(id, session.by, randomBytes(secretBytes)))
    show(session, { ...endpointJson(endpoint), secret }, () => `${secret}\n`)
    if (!session.json) {
      session.io.stderr.write("The secret is shown this once; the one before it signs along for a day.\n")
    }
  }
}
