import { bytesToHex } from "@noble/hashes/utils.js"
import { Clock, Context, Effect, Schema } from "effect"
import { audited, noteChange } from "../audit/index.ts"
import type { ChallengeId, PrincipalId } from "../shared/index.ts"
import { type ActiveEndpoint, EndpointId, mostEndpoints, type WebhookUrl } from "./Endpoint.ts"
import { TooManyEndpoints, UnencryptedEndpoint } from "./errors.ts"
import type { EventType } from "./WebhookEvent.ts"
import { WebhookStore } from "./WebhookStore.ts"

/** What an endpoint is to be. */
export interface EndpointWanted {
  readonly owner: PrincipalId
  readonly covers: ActiveEndpoint["covers"]
  readonly challengeId?: ChallengeId
  readonly url: WebhookUrl
  readonly label: string
  readonly events: ReadonlyArray<EventType>
}

/** Whether events may be sent unencrypted too: for whoever develops, and never otherwise. */
export const AllowsUnencrypted = Context.Reference<boolean>("@laurel/core/webhook/AllowsUnencrypted", {
  defaultValue: () => false
})

/** A secret is so many random bytes. */
export const secretBytes = 32
/** So many random bytes make an endpoint: its name, and its secret. */
export const endpointBytes = 12 + secretBytes

const inBase64 = Schema.encodeSync(Schema.Uint8ArrayFromBase64)

/** A secret as the Standard Webhooks rules write it. */
export const secretText = (random: Uint8Array): string => {
  if (random.length !== secretBytes) throw new Error(`a secret is made of ${secretBytes} random bytes`)
  return `whsec_${inBase64(random)}`
}

/**
 * Adds an endpoint, made of `endpointBytes` random bytes: from then on it is told of what it wants. Who may is for the caller to decide. Its
 * secret is for whoever asked, this once.
 */
export const addEndpoint = Effect.fn("Webhook.addEndpoint")(function* (
  wanted: EndpointWanted,
  by: PrincipalId,
  random: Uint8Array
) {
  if (!/^https:/i.test(wanted.url) && !(yield* AllowsUnencrypted))
    return yield* new UnencryptedEndpoint({ url: wanted.url })
  if (random.length !== endpointBytes) throw new Error(`an endpoint is made of ${endpointBytes} random bytes`)
  const id = EndpointId.make(`ep_${bytesToHex(random.subarray(0, -secretBytes))}`)
  const secret = secretText(random.subarray(-secretBytes))
  const createdAt = yield* Clock.currentTimeMillis
  const endpoint: ActiveEndpoint = { _tag: "Active", ...wanted, id, secrets: [{ text: secret }], createdAt }
  yield* audited(
    { action: "webhook.add", by },
    Effect.gen(function* () {
      const store = yield* WebhookStore
      const { owner, covers, url, events } = endpoint
      if ((yield* store.of(owner)).length >= mostEndpoints)
        return yield* new TooManyEndpoints({ owner, limit: mostEndpoints })
      // Two endpoints of the same 96 random bits: the source of randomness is none.
      if (!(yield* store.add(endpoint))) return yield* Effect.die(new Error(`an endpoint ${id} was there already`))
      yield* noteChange(`endpoint ${id}`, null, { covers, events, owner, url })
    })
  )
  return { endpoint, secret }
})
