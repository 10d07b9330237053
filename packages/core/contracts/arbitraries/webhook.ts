import fc from "fast-check"
import { PrincipalId } from "../../src/shared/index.ts"
import {
  type Attempt,
  type Endpoint,
  EndpointId,
  eventOf,
  eventTypes,
  firstDelivery,
  secretText,
  WebhookUrl
} from "../../src/webhook/index.ts"
import { draftOf } from "./challenge.ts"
import { challengeIds, instants } from "./shared.ts"

/** Few names of endpoints, so that they meet again. */
export const endpointIds = fc.constantFrom("0", "a", "f").map((digit) => EndpointId.make(`ep_${digit.repeat(24)}`))

/** The organiser of the challenges of the cast, and others. */
export const endpointOwners = challengeIds.chain((id) =>
  fc.constantFrom(draftOf(id, 0).organiser, PrincipalId.make("Zoë"), PrincipalId.make('O\'Hara "x" \\'))
)

/** Few secrets. */
export const secrets = fc.constantFrom(1, 2, 3).map((byte) => secretText(new Uint8Array(32).fill(byte)))

/** Endpoints that are active. */
export const endpoints: fc.Arbitrary<Endpoint> = fc
  .record({
    id: endpointIds,
    owner: endpointOwners,
    covers: fc.constantFrom("Own", "All"),
    url: fc.constantFrom("https://example.com/hooks", "http://h:1/?a=%22,{x}").map((url) => WebhookUrl.make(url)),
    label: fc.constantFrom("", 'watch \u{1f3c6} "x"', "$1"),
    events: fc.subarray([...eventTypes], { minLength: 1 }),
    secret: secrets,
    createdAt: instants,
    only: fc.option(challengeIds)
  })
  .map(({ secret, only, ...endpoint }) => ({
    _tag: "Active",
    ...endpoint,
    secrets: [{ text: secret }],
    ...(only === null ? {} : { challengeId: only })
  }))

/** Few events. */
export const webhookEvents = fc
  .record({
    id: challengeIds,
    type: fc.constantFrom(...eventTypes.slice(0, 2)),
    at: instants,
    text: fc.constantFrom('"\\', "Zoë")
  })
  .map(({ id, type, at, text }) => eventOf(id, { type, data: { text } }, at))

/** Deliveries that wait for their first try. */
export const firstDeliveries = fc.tuple(endpointIds, webhookEvents).map(([id, event]) => firstDelivery(id, event))

/** Tries, whatever comes of them. */
export const attempts: fc.Arbitrary<Attempt> = fc
  .record({ at: instants, tookMs: fc.constantFrom(0, 15_000), status: fc.constantFrom(200, 302, 410, 500, undefined) })
  .map(({ status, ...attempt }) => ({ ...attempt, ...(status === undefined ? { error: 'no "answer"' } : { status }) }))
