import { Schema } from "effect"
import { ChallengeId, type Instant, InstantFromText, PrincipalId } from "../shared/index.ts"
import { EventType } from "./WebhookEvent.ts"

/** The name of an endpoint. */
export const EndpointId = Schema.String.check(
  Schema.isPattern(/^ep_[0-9a-f]{24}$/, { message: "is no name of an endpoint" })
).pipe(Schema.brand("EndpointId"))
export type EndpointId = typeof EndpointId.Type

/** An address to which events are sent. What may be reached there is decided when it is resolved. */
export const WebhookUrl = Schema.String.check(
  Schema.isMaxLength(2_000),
  Schema.isPattern(/^https?:\/\/[^\s/?#@\\]+(?:[/?][^\s#\\]*)?$/i, {
    message: "must be an address such as https://example.com/hooks, without a user, a password or a fragment"
  })
).pipe(Schema.brand("WebhookUrl"))
export type WebhookUrl = typeof WebhookUrl.Type

/** What a message is signed with, by the Standard Webhooks rules; one that was replaced signs along until a date. */
export const Secret = Schema.Struct({
  text: Schema.String.check(Schema.isPattern(/^whsec_[A-Za-z0-9+/]{32,86}={0,2}$/, { message: "is no secret" })),
  until: Schema.optionalKey(InstantFromText)
})
export type Secret = typeof Secret.Type

const always = {
  id: EndpointId,
  owner: PrincipalId,
  /** `Own`: the challenges that the owner organises; `All`: everybody's. */
  covers: Schema.Literals(["Own", "All"]),
  /** Of these only this one. */
  challengeId: Schema.optionalKey(ChallengeId),
  url: WebhookUrl,
  /** What it is for, for people. */
  label: Schema.String.check(Schema.isMaxLength(200)),
  /** What it wants to be told. */
  events: Schema.Array(EventType).check(Schema.isMinLength(1)),
  /** The newest first. */
  secrets: Schema.Array(Secret).check(Schema.isMinLength(1)),
  createdAt: InstantFromText
}

/** Where somebody wants to be told of events. `Disabled`: its receiver said that it is gone; nothing is sent to it. */
export const Endpoint = Schema.TaggedUnion({
  Active: always,
  Disabled: { ...always, disabledAt: InstantFromText }
})
export type Endpoint = typeof Endpoint.Type
/** One to which events are sent. */
export type ActiveEndpoint = Extract<Endpoint, { readonly _tag: "Active" }>

/** So many endpoints somebody may have: each is told of every event that it wants. */
export const mostEndpoints = 20

/** For how long a secret that was replaced signs along, so that receivers can change over. */
export const overlapMs = 86_400_000

/** So many secrets sign a message at most, whoever rotates how often. */
const mostSecrets = 3

/** The endpoint with a new secret; the one before it signs along for a day, and older ones as long as they would have. */
export const rotated = <E extends Endpoint>(endpoint: E, text: string, now: Instant): E => ({
  ...endpoint,
  secrets: [
    { text },
    ...endpoint.secrets.map((secret) => ({ ...secret, until: secret.until ?? now + overlapMs })).filter(isUsed(now))
  ].slice(0, mostSecrets)
})

/** What signs a message at an instant, the newest first. */
export const secretsAt = ({ secrets }: Endpoint, now: Instant): ReadonlyArray<string> =>
  secrets.filter(isUsed(now)).map(({ text }) => text)

const isUsed =
  (now: Instant) =>
  ({ until }: Secret): boolean =>
    until === undefined || now < until

/** The endpoint when its receiver has said that it is gone. */
export const disabled = (endpoint: Endpoint, now: Instant): Endpoint =>
  endpoint._tag === "Disabled" ? endpoint : { ...endpoint, _tag: "Disabled", disabledAt: now }

/** The endpoint when it is to be told of events again. */
export const enabled = (endpoint: Endpoint): Endpoint => {
  if (endpoint._tag === "Active") return endpoint
  const { disabledAt: _, ...rest } = endpoint
  return { ...rest, _tag: "Active" }
}
