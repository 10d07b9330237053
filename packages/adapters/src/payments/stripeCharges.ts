import { type ChargeRequest, type PaymentAnswer, PaymentUnknown } from "@laurel/core/payment"
import { Effect, Result } from "effect"
import type { Stripe } from "stripe"
import { asked, metadataOf, type StripeClient } from "./StripeClient.ts"
import { stripeAmount } from "./stripeAmount.ts"
import { whyDeclined } from "./stripeFailure.ts"
import { declined } from "./stripeTransfers.ts"

type Intent = Stripe.PaymentIntent

/** Charges the payer's payment method, once for each key. */
export const charge = Effect.fnUntraced(function* (client: StripeClient, request: ChargeRequest) {
  const { key, payer, currency, minorUnits } = request
  const { stripe, payerOf } = client
  const known = yield* findCharge(client, request)
  if (known !== undefined) return known
  const who = yield* asked(key, () => payerOf(payer))
  const amount = stripeAmount(minorUnits, currency)
  if (who === undefined) return declined("no payment method")
  if (amount === undefined) return declined("an amount that Stripe cannot express")
  const { customer, paymentMethod } = who
  const created = yield* Effect.result(
    Effect.tryPromise({
      try: () =>
        stripe.paymentIntents.create(
          {
            ...{ amount, currency: currency.toLowerCase(), customer, payment_method: paymentMethod },
            ...{ confirm: true, off_session: true, error_on_requires_action: true },
            automatic_payment_methods: { enabled: true, allow_redirects: "never" },
            metadata: metadataOf(request)
          },
          { idempotencyKey: key }
        ),
      catch: (cause) => ({ cause })
    })
  )
  if (Result.isSuccess(created)) return yield* decided(client, key, created.success)
  const { cause } = created.failure
  const why = whyDeclined(cause)
  return why === undefined ? yield* new PaymentUnknown({ key, cause }) : declined(why)
})

/** What became of the charge of this key, among the payments of its payer. */
export const findCharge = Effect.fnUntraced(function* (client: StripeClient, { key, payer }: ChargeRequest) {
  const who = yield* asked(key, () => client.payerOf(payer))
  if (who === undefined) return undefined
  const found = yield* asked(key, () => intentWith(client.stripe, who.customer, key))
  return found === undefined ? undefined : yield* decided(client, key, found)
})

const intentWith = async (stripe: Stripe, customer: string, key: string): Promise<Intent | undefined> => {
  for await (const intent of stripe.paymentIntents.list({ customer, limit: 100 })) {
    if (intent.metadata.laurel_key === key) return intent
  }
  return undefined
}

/** The answer that a payment amounts to. One that waits for its payer is called off: nobody is there to go on with it. */
const decided = Effect.fnUntraced(function* ({ stripe }: StripeClient, key: string, intent: Intent) {
  const final = answerOf(intent)
  if (final !== undefined) return final
  if (intent.status === "processing") return yield* new PaymentUnknown({ key, cause: "Stripe is still processing it" })
  const after = answerOf(yield* asked(key, () => stripe.paymentIntents.cancel(intent.id)))
  return after ?? (yield* new PaymentUnknown({ key, cause: `Stripe left it ${intent.status}` }))
})

const answerOf = ({ id, status }: Intent): PaymentAnswer | undefined =>
  status === "succeeded"
    ? { _tag: "Paid", reference: id }
    : status === "canceled"
      ? { _tag: "Declined", reference: id }
      : undefined
