import { Clock, Effect, Option } from "effect"
import { audited, noteChange } from "../audit/index.ts"
import type { PrincipalId } from "../shared/index.ts"
import { secretText } from "./addEndpoint.ts"
import { type EndpointId, enabled, rotated } from "./Endpoint.ts"
import { EndpointNotFound } from "./errors.ts"
import { WebhookStore } from "./WebhookStore.ts"

/** The endpoint of this name. */
export const findEndpoint = Effect.fnUntraced(function* (endpointId: EndpointId) {
  const found = Option.getOrUndefined(yield* (yield* WebhookStore).find(endpointId))
  return found ?? (yield* new EndpointNotFound({ endpointId }))
})

/**
 * Gives an endpoint a new secret of `secretBytes` random bytes, which is for whoever asked, this once. What was signed with the one before it
 * is signed with both for a day.
 */
export const rotateSecret = Effect.fn("Webhook.rotateSecret")(function* (
  endpointId: EndpointId,
  by: PrincipalId,
  random: Uint8Array
) {
  const secret = secretText(random)
  const now = yield* Clock.currentTimeMillis
  return yield* audited(
    { action: "webhook.rotate-secret", by },
    Effect.gen(function* () {
      const { change } = yield* WebhookStore
      const changed = yield* change(endpointId, (endpoint) => rotated(endpoint, secret, now))
      if (Option.isNone(changed)) return yield* new EndpointNotFound({ endpointId })
      const { before, after } = changed.value
      yield* noteChange(
        `endpoint ${endpointId}`,
        { secrets: before.secrets.length },
        { secrets: after.secrets.length, rotatedAt: now }
      )
      return { endpoint: after, secret }
    })
  )
})

/** Has a disabled endpoint told of events again, from now on; one that is active stays as it is. */
export const enableEndpoint = Effect.fn("Webhook.enableEndpoint")(function* (endpointId: EndpointId, by: PrincipalId) {
  return yield* audited(
    { action: "webhook.enable", by },
    Effect.gen(function* () {
      const changed = yield* (yield* WebhookStore).change(endpointId, enabled)
      if (Option.isNone(changed)) return yield* new EndpointNotFound({ endpointId })
      const { before, after } = changed.value
      if (before._tag !== "Active")
        yield* noteChange(`endpoint ${endpointId}`, { state: "Disabled" }, { state: "Active" })
      return after
    })
  )
})

/** Takes an endpoint away, and what was still to be sent to it. */
export const removeEndpoint = Effect.fn("Webhook.removeEndpoint")(function* (endpointId: EndpointId, by: PrincipalId) {
  yield* audited(
    { action: "webhook.remove", by },
    Effect.gen(function* () {
      const { owner, url } = yield* findEndpoint(endpointId)
      yield* (yield* WebhookStore).remove(endpointId)
      yield* noteChange(`endpoint ${endpointId}`, { owner, url }, null)
    })
  )
})
