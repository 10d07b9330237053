import { Context, type Effect, Schema } from "effect"
import type { ChallengeId, Currency } from "../shared/index.ts"

/** A charge that was made, as far as it is to be given back. */
export interface ChargeToRefund {
  /** The key under which the provider knows the charge. */
  readonly key: string
  readonly reference: string
  readonly minorUnits: bigint
}

/**
 * What is to be paid. `key` is the identity of the attempt: the provider pays it once, however often it is sent.
 *
 * **Details**: a prize goes to a participant. A refund goes back to who paid; `charges` are those that the provider made,
 * and what was paid in some other way is in none of them.
 */
export type PaymentRequest = {
  readonly key: string
  /** The challenge that pays: what the provider says about the key later is to be reported there. */
  readonly challengeId: ChallengeId
  readonly recipient: string
  readonly currency: Currency
  readonly minorUnits: bigint
} & ({ readonly claim: "prize" } | { readonly claim: "refund"; readonly charges: ReadonlyArray<ChargeToRefund> })

/** What is to be charged. `key` is the identity of the attempt: the provider charges it once, however often it is sent. */
export interface ChargeRequest {
  readonly key: string
  readonly challengeId: ChallengeId
  readonly payer: string
  readonly currency: Currency
  readonly minorUnits: bigint
}

/** A definite answer of the provider: money moved, or it did not and will not under this key. */
export type PaymentAnswer =
  | { readonly _tag: "Paid"; readonly reference: string }
  | { readonly _tag: "Declined"; readonly reference: string }

/** No definite answer: the money may or may not have moved. Only a look-up can tell. */
export class PaymentUnknown extends Schema.TaggedError<PaymentUnknown>()("PaymentUnknown", {
  key: Schema.String,
  cause: Schema.Defect()
}) {
  override get message() {
    return `The provider gave no definite answer to payment ${this.key}; look it up before anything else`
  }
}

/**
 * Whoever pays winners, charges payers and refunds them.
 *
 * - `name` says who that is. It is kept with each payment: what one was asked to pay no other is asked about, nor goes on with.
 * - `pay` and `charge` are idempotent by key: the same key moves money at most once and gets the same answer. Any other end
 *   than an answer is `PaymentUnknown`.
 * - `lookUp` says what became of a key, of a payment or a charge; nothing when the provider never heard of it. It is given
 *   what was asked under the key, for providers that find things by what they are about once they have forgotten the key.
 */
export class PaymentProvider extends Context.Service<
  PaymentProvider,
  {
    readonly name: string
    readonly pay: (request: PaymentRequest) => Effect.Effect<PaymentAnswer, PaymentUnknown>
    readonly charge: (request: ChargeRequest) => Effect.Effect<PaymentAnswer, PaymentUnknown>
    readonly lookUp: (
      key: string,
      request: PaymentRequest | ChargeRequest
    ) => Effect.Effect<PaymentAnswer | undefined, PaymentUnknown>
  }
>()("@laurel/core/payment/PaymentProvider") {}
