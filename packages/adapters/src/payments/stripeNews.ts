import type { ChargeReport } from "@laurel/core/challenge"
import type { Report } from "@laurel/core/settlement"
import { ChallengeId } from "@laurel/core/shared"
import { Clock, Effect, Option, Schema } from "effect"

/** A message that is not Stripe's, was altered, is too old, or cannot be read. Nothing of it may be believed. */
export class WebhookRefused extends Schema.TaggedError<WebhookRefused>()("WebhookRefused", {
  reason: Schema.String
}) {
  override get message() {
    return `The message is not taken for one of Stripe: ${this.reason}`
  }
}

/** What a message of Stripe says: about a payout, about a charge, or nothing that concerns Laurel. */
export type StripeNews =
  | { readonly _tag: "PayoutNews"; readonly challengeId: ChallengeId; readonly report: Report }
  | { readonly _tag: "ChargeNews"; readonly challengeId: ChallengeId; readonly report: ChargeReport }
  | { readonly _tag: "NoNews"; readonly type: string; readonly reason: string }

/** How messages are checked. */
export interface WebhookOptions {
  /** The signing secret of the endpoint, `whsec_...`. */
  readonly secret: string
  /** How old a message may be; five minutes unless said otherwise. */
  readonly toleranceSeconds?: number
}

const usualToleranceSeconds = 300

const Subject = Schema.Struct({
  id: Schema.String,
  metadata: Schema.Struct({
    laurel_key: Schema.String,
    laurel_challenge: ChallengeId,
    laurel_parts: Schema.optional(Schema.String)
  }),
  status: Schema.optional(Schema.NullOr(Schema.String)),
  amount: Schema.Int,
  amount_reversed: Schema.optional(Schema.Int)
})
type Subject = typeof Subject.Type

const Message = Schema.Struct({
  id: Schema.String,
  type: Schema.String,
  data: Schema.Struct({ object: Schema.Unknown })
})
const decodeMessage = Schema.decodeUnknownEffect(Message)
const decodeSubject = Schema.decodeUnknownOption(Subject)

/**
 * Reads a message of Stripe once its signature is checked by the library: the report that follows from it, to be given to
 * `report` or `reportCharge`. `payload` is the body as it came, byte for byte, `signature` the header `stripe-signature`.
 */
export const stripeNews = Effect.fnUntraced(function* (
  { secret, toleranceSeconds = usualToleranceSeconds }: WebhookOptions,
  payload: string,
  signature: string
) {
  const { Stripe } = yield* Effect.promise(() => import("stripe"))
  const now = yield* Clock.currentTimeMillis
  const event: unknown = yield* Effect.tryPromise({
    try: () =>
      new Stripe("sk_unused").webhooks.constructEventAsync(
        payload,
        signature,
        secret,
        toleranceSeconds,
        undefined,
        now
      ),
    catch: (cause) => new WebhookRefused({ reason: cause instanceof Error ? cause.message : "it cannot be read" })
  })
  const message = yield* decodeMessage(event).pipe(
    Effect.mapError(() => new WebhookRefused({ reason: "it has no id, type or object" }))
  )
  const subject = Option.getOrUndefined(decodeSubject(message.data.object))
  return subject === undefined
    ? none(message.type, "it is about nothing that Laurel made")
    : newsOf(message.type, message.id, subject)
})

const none = (type: string, reason: string): StripeNews => ({ _tag: "NoNews", type, reason })

const newsOf = (type: string, eventId: string, subject: Subject): StripeNews => {
  const { id, metadata, status, amount, amount_reversed } = subject
  const { laurel_key: key, laurel_challenge: challengeId, laurel_parts } = metadata
  const evidence = { _tag: "Webhook" as const, eventId }
  const payout = (outcome: Report["outcome"]): StripeNews => ({
    _tag: "PayoutNews",
    challengeId,
    report: { attemptKey: key, outcome, evidence }
  })
  switch (type) {
    case "payment_intent.succeeded":
      return { _tag: "ChargeNews", challengeId, report: { key, outcome: "Charged", reference: id, evidence } }
    case "payment_intent.canceled":
      return { _tag: "ChargeNews", challengeId, report: { key, outcome: "Refused", evidence } }
    case "transfer.created":
      return isPart(laurel_parts) ? none(type, ofMany) : payout("Confirmed")
    case "transfer.reversed":
      return isPart(laurel_parts) || amount_reversed !== amount ? none(type, ofMany) : payout("Returned")
    case "refund.created":
    case "refund.updated":
    case "refund.failed":
      if (isPart(laurel_parts)) return none(type, ofMany)
      if (status === "failed" || status === "canceled") return payout("Returned")
      return status === "succeeded" ? payout("Confirmed") : none(type, "it decides nothing yet")
    default:
      return none(type, "it says nothing about the outcome of a payment")
  }
}

const ofMany = "it is about a part of a payment only: look the payment up, or have a person decide"

const isPart = (parts: string | undefined): boolean => parts !== undefined && parts !== "1"
