import { ChallengeId, InstantFromText } from "@laurel/core/shared"
import { EndpointId, EventId, EventType, WebhookUrl } from "@laurel/core/webhook"
import { Schema } from "effect"
import { define } from "../../operation/define.ts"
import { expand } from "../../wire/expand.ts"
import { cursor, limit, pageOf } from "../../wire/page.ts"
import { Instant } from "../../wire/text.ts"
import { ChallengeSummary } from "../challenges/ChallengeJson.ts"

const ofWebhooks = {
  resource: "Webhooks",
  rule: { who: "Known", scope: "organise" },
  policy: "definition-write"
} as const

const EndpointJson = Schema.Struct({
  endpoint_id: Schema.String,
  owner: Schema.String,
  covers: Schema.Literals(["own", "all"]),
  challenge_id: Schema.optionalKey(Schema.String),
  url: Schema.String,
  label: Schema.String,
  events: Schema.Array(EventType),
  state: Schema.Literals(["active", "disabled"]),
  created_at: Instant,
  disabled_at: Schema.optionalKey(Instant)
}).annotate({ identifier: "WebhookEndpoint" })

const EndpointWithSecret = Schema.Struct({ ...EndpointJson.fields, secret: Schema.String }).annotate({
  identifier: "WebhookEndpointWithSecret"
})

const DeliveryJson = Schema.Struct({
  event_id: Schema.String,
  type: EventType,
  challenge_id: Schema.String,
  at: Instant,
  state: Schema.Literals(["waiting", "delivered", "failed"]),
  due: Schema.optionalKey(Instant),
  attempts: Schema.Array(
    Schema.Struct({
      at: Instant,
      took_ms: Schema.Int,
      status: Schema.optionalKey(Schema.Int),
      error: Schema.optionalKey(Schema.String)
    })
  )
}).annotate({ identifier: "WebhookDelivery" })

const params = Schema.Struct({ endpoint_id: EndpointId })

/** Adds an endpoint. */
export const createWebhook = define({
  ...ofWebhooks,
  id: "createWebhook",
  method: "POST",
  path: "/v1/webhooks",
  summary: "Have events sent to an address, signed by the Standard Webhooks rules",
  description:
    "The secret is in the answer and never again. `own` covers the challenges that whoever asks organises; only administrators have `all`. What may be reached is decided when an event is sent: addresses outside the public internet are refused.",
  body: Schema.Struct({
    url: WebhookUrl,
    events: Schema.Array(EventType).check(Schema.isMinLength(1)),
    label: Schema.optionalKey(Schema.String.check(Schema.isMaxLength(200))),
    covers: Schema.optionalKey(Schema.Literals(["own", "all"])),
    challengeId: Schema.optionalKey(ChallengeId)
  }).pipe(Schema.encodeKeys({ challengeId: "challenge_id" })),
  status: 201,
  location: "/v1/webhooks/{endpoint_id}",
  success: EndpointWithSecret,
  refusals: ["AccessDenied", "TooManyEndpoints", "UnencryptedEndpoint"]
})

/** Lists endpoints. */
export const listWebhooks = define({
  ...ofWebhooks,
  id: "listWebhooks",
  method: "GET",
  path: "/v1/webhooks",
  summary: "List one's own endpoints, or for administrators everybody's; never their secrets",
  policy: "read",
  success: Schema.Struct({ data: Schema.Array(EndpointJson) }),
  refusals: []
})

/** Reads an endpoint. */
export const getWebhook = define({
  ...ofWebhooks,
  id: "getWebhook",
  method: "GET",
  path: "/v1/webhooks/{endpoint_id}",
  summary: "Read an endpoint",
  policy: "read",
  params,
  success: EndpointJson,
  refusals: ["EndpointNotFound"]
})

/** Takes an endpoint away. */
export const deleteWebhook = define({
  ...ofWebhooks,
  id: "deleteWebhook",
  method: "DELETE",
  path: "/v1/webhooks/{endpoint_id}",
  summary: "Take an endpoint away, with what was still to be sent to it",
  params,
  status: 204,
  success: Schema.Undefined,
  refusals: ["EndpointNotFound"]
})

/** Gives an endpoint a new secret. */
export const rotateWebhookSecret = define({
  ...ofWebhooks,
  id: "rotateWebhookSecret",
  method: "POST",
  path: "/v1/webhooks/{endpoint_id}/rotate-secret",
  summary: "Give an endpoint a new secret; the one before it signs along for a day",
  params,
  success: EndpointWithSecret,
  refusals: ["EndpointNotFound"]
})

/** Enables an endpoint. */
export const enableWebhook = define({
  ...ofWebhooks,
  id: "enableWebhook",
  method: "POST",
  path: "/v1/webhooks/{endpoint_id}/enable",
  summary: "Have an endpoint told of events again that was disabled because its receiver answered 410",
  params,
  success: EndpointJson,
  refusals: ["EndpointNotFound"]
})

/** Lists deliveries. */
export const listWebhookDeliveries = define({
  ...ofWebhooks,
  id: "listWebhookDeliveries",
  method: "GET",
  path: "/v1/webhooks/{endpoint_id}/deliveries",
  summary: "List what was sent to an endpoint, or is to be, the newest event first",
  policy: "read",
  params,
  query: Schema.Struct({
    limit,
    cursor,
    state: Schema.optionalKey(Schema.Literals(["waiting", "delivered", "failed"])),
    expand: expand("challenge")
  }),
  success: pageOf(
    Schema.Struct({ ...DeliveryJson.fields, challenge: Schema.optionalKey(ChallengeSummary) }).annotate({
      identifier: "WebhookDeliveryListed"
    })
  ),
  refusals: ["EndpointNotFound", "InvalidCursor"]
})

/** Sends one event again. */
export const replayWebhookDelivery = define({
  ...ofWebhooks,
  id: "replayWebhookDelivery",
  method: "POST",
  path: "/v1/webhooks/{endpoint_id}/deliveries/{event_id}/replay",
  summary: "Send an event once more, under the same id, whatever became of it",
  params: Schema.Struct({ endpoint_id: EndpointId, event_id: EventId }),
  status: 202,
  success: DeliveryJson,
  refusals: ["DeliveryNotFound", "EndpointDisabled", "EndpointNotFound"]
})

/** Sends all again that failed. */
export const replayFailedWebhookDeliveries = define({
  ...ofWebhooks,
  id: "replayFailedWebhookDeliveries",
  method: "POST",
  path: "/v1/webhooks/{endpoint_id}/replay",
  summary: "Send all that failed since an instant once more",
  params,
  body: Schema.Struct({ since: InstantFromText }),
  status: 202,
  success: Schema.Struct({ replayed: Schema.Int }),
  refusals: ["EndpointDisabled", "EndpointNotFound"]
})
