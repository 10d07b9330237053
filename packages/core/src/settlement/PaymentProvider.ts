import { Context, type Effect, Schema } from "effect"
import type { Currency } from "../shared/index.ts"

/** What is to be paid. `key` is the identity of the attempt: the provider pays it once, however often it is sent. */
export interface PaymentRequest {
  readonly key: string
  readonly recipient: string
  readonly currency: Currency
  readonly minorUnits: bigint
}

/** A definite answer of the provider. */
export type PaymentAnswer =
  | { readonly _tag: "Paid"; readonly reference: string }
  | { readonly _tag: "Declined"; readonly reference: string }

/** No definite answer: the payment may or may not have been made. Only a look-up can tell. */
export class PaymentUnknown extends Schema.TaggedError<PaymentUnknown>()("PaymentUnknown", {
  key: Schema.String,
  cause: Schema.Defect()
}) {
  override get message() {
    return `The provider gave no definite answer to payment ${this.key}; look it up before anything else`
  }
}

/**
 * Whoever pays winners and refunds payers.
 *
 * - `pay` is idempotent by key: the same key is paid at most once and gets the same answer. Any other end than an answer
 *   is `PaymentUnknown`.
 * - `lookUp` says what became of a key; nothing when the provider never heard of it.
 */
export class PaymentProvider extends Context.Service<
  PaymentProvider,
  {
    readonly pay: (request: PaymentRequest) => Effect.Effect<PaymentAnswer, PaymentUnknown>
    readonly lookUp: (key: string) => Effect.Effect<PaymentAnswer | undefined, PaymentUnknown>
  }
>()("@laurel/core/settlement/PaymentProvider") {}
