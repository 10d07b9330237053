import {
  type ChargeRequest,
  type PaymentAnswer,
  PaymentProvider,
  type PaymentRequest,
  PaymentUnknown
} from "@laurel/core/payment"
import { Effect, Layer } from "effect"

/**
 * Whoever pays winners, charges payers and refunds them, as functions.
 *
 * - `name` says who that is, `payments` unless it is given. It is kept with each payout: another provider does not go on with what this
 *   one was asked to pay.
 * - `pay` pays a key at most once: the same key again gets the same answer. A promise that is rejected means that nobody
 *   knows whether it was paid; the line then waits for `reconcile`.
 * - `charge` charges a key at most once, in the same way. Without it a fee that is to be charged is refused.
 * - `lookUp` says what became of a key; `undefined` when the provider never heard of it. It is given what was asked under
 *   the key as well.
 */
export interface Payments {
  readonly name?: string
  readonly pay: (request: PaymentRequest) => Promise<PaymentAnswer>
  readonly charge?: (request: ChargeRequest) => Promise<PaymentAnswer>
  readonly lookUp: (key: string, request: PaymentRequest | ChargeRequest) => Promise<PaymentAnswer | undefined>
}

/** The port over these two functions, which may be methods of an object. */
export const layerPayments = (payments: Payments): Layer.Layer<PaymentProvider> =>
  Layer.succeed(
    PaymentProvider,
    PaymentProvider.of({
      name: payments.name ?? "payments",
      pay: (request) => asked(request.key, () => payments.pay(request)),
      charge: (request) => asked(request.key, () => payments.charge?.(request) ?? Promise.resolve(cannotCharge)),
      lookUp: (key, request) => asked(key, () => payments.lookUp(key, request))
    })
  )

/** Nobody was asked, so that it is certain that no money moved. */
const cannotCharge: PaymentAnswer = { _tag: "Declined", reference: "these payments have no `charge`" }

const asked = <A>(key: string, ask: () => Promise<A>): Effect.Effect<A, PaymentUnknown> =>
  Effect.tryPromise({ try: ask, catch: (cause) => new PaymentUnknown({ key, cause }) })
