import { PaymentProvider } from "@laurel/core/payment"
import { Effect, Layer } from "effect"
import { makeClient } from "./StripeClient.ts"
import type { StripeOptions } from "./StripeOptions.ts"
import { charge, findCharge } from "./stripeCharges.ts"
import { findRefund, refund } from "./stripeRefunds.ts"
import { findTransfer, transfer } from "./stripeTransfers.ts"

/**
 * Payments by Stripe: prizes are transfers to connected accounts, charges are payments made while the payer is away, and
 * refunds go back to the charges.
 *
 * **Details**: our keys are Stripe's idempotency keys. Stripe forgets those after a day, so that before anything is sent Stripe
 * is asked for what it has of the key, which it keeps for ever (I22). Only where it is certain that no money moved the answer is
 * `Declined`, with Stripe's reason as reference; anything else that goes wrong is `PaymentUnknown`.
 */
export const layerStripe = (options: StripeOptions): Layer.Layer<PaymentProvider> =>
  Layer.effect(
    PaymentProvider,
    Effect.map(makeClient(options), (client) =>
      PaymentProvider.of({
        name: "stripe",
        pay: (request) => (request.claim === "prize" ? transfer(client, request) : refund(client, request)),
        charge: (request) => charge(client, request),
        lookUp: (key, request) =>
          "payer" in request
            ? findCharge(client, request)
            : request.claim === "prize"
              ? findTransfer(client, key)
              : findRefund(client, request)
      })
    )
  )
