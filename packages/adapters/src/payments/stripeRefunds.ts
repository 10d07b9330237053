import { type PaymentAnswer, type PaymentRequest, PaymentUnknown } from "@laurel/core/payment"
import { Effect } from "effect"
import { moved } from "./moved.ts"
import { asked, metadataOf, type StripeClient } from "./StripeClient.ts"
import { stripeAmount } from "./stripeAmount.ts"
import { declined, findTransfer, transfer } from "./stripeTransfers.ts"

type RefundRequest = Extract<PaymentRequest, { readonly claim: "refund" }>

/** One movement of a refund, under a key of its own that follows from the refund's. */
interface Part {
  readonly key: string
  /** What became of it, as far as Stripe knows. */
  readonly find: Effect.Effect<PaymentAnswer | undefined, PaymentUnknown>
  readonly make: Effect.Effect<PaymentAnswer, PaymentUnknown>
}

/**
 * Refunds every charge that the request names, and transfers what was paid in some other way; once for each key. Refused as a
 * whole before anything moves, where a part of it cannot be done. When only a part of it was done, nobody knows the outcome
 * until a look-up has completed it.
 */
export const refund = Effect.fnUntraced(function* (client: StripeClient, request: RefundRequest) {
  const why = yield* whyImpossible(client, request)
  if (why !== undefined) return declined(why)
  const parts = partsOf(client, request)
  return yield* completed(request.key, parts, yield* Effect.forEach(parts, ({ find }) => find))
})

/** What became of a refund; one that was begun is completed, each part once. */
export const findRefund = Effect.fnUntraced(function* (client: StripeClient, request: RefundRequest) {
  const parts = partsOf(client, request)
  const found = yield* Effect.forEach(parts, ({ find }) => find)
  return found.every((answer) => answer === undefined) ? undefined : yield* completed(request.key, parts, found)
})

const restOf = ({ minorUnits, charges }: RefundRequest): bigint =>
  charges.reduce((left, charge) => left - charge.minorUnits, minorUnits)

const whyImpossible = Effect.fnUntraced(function* ({ destinationOf }: StripeClient, request: RefundRequest) {
  const { key, recipient, currency, charges } = request
  const rest = restOf(request)
  const amounts = [...charges.map(({ minorUnits }) => minorUnits), ...(rest === 0n ? [] : [rest])]
  if (amounts.some((amount) => stripeAmount(amount, currency) === undefined)) {
    return "an amount that Stripe cannot express"
  }
  const needsAccount = rest > 0n && (yield* asked(key, () => destinationOf(recipient))) === undefined
  return needsAccount ? "no connected account for what was not charged by Stripe" : undefined
})

const partsOf = (client: StripeClient, request: RefundRequest): ReadonlyArray<Part> => {
  const { key, challengeId, recipient, currency, charges } = request
  const rest = restOf(request)
  const ofCharges = charges.map(({ reference, minorUnits }, index): Part => {
    const part = `${key}:${index}`
    return {
      key: part,
      find: findPart(client, part, reference),
      make: moved(key, async () => {
        const refunded = await client.stripe.refunds.create(
          {
            payment_intent: reference,
            amount: stripeAmount(minorUnits, currency) ?? 0,
            metadata: { ...metadataOf({ key, challengeId }), laurel_part: part, laurel_parts: `${partCount(request)}` }
          },
          { idempotencyKey: part }
        )
        return refunded.id
      })
    }
  })
  if (rest <= 0n) return ofCharges
  // A payment that was not by a charge of Stripe's goes back as a transfer, which has the refund's own key.
  const make = transfer(client, { key, challengeId, recipient, currency, minorUnits: rest, parts: partCount(request) })
  return [...ofCharges, { key, find: findTransfer(client, key), make }]
}

const partCount = (request: RefundRequest): number => request.charges.length + (restOf(request) > 0n ? 1 : 0)

/** A refund of a charge that failed, or was called off, moved nothing. */
const failedStates: ReadonlySet<string> = new Set(["failed", "canceled"])

const findPart = Effect.fnUntraced(function* ({ stripe }: StripeClient, part: string, intent: string) {
  const found = yield* asked(part, async () => {
    for await (const refunded of stripe.refunds.list({ payment_intent: intent, limit: 100 })) {
      if (refunded.metadata?.laurel_part === part) return refunded
    }
    return undefined
  })
  if (found === undefined) return undefined
  const answer: PaymentAnswer = {
    _tag: found.status !== null && failedStates.has(found.status) ? "Declined" : "Paid",
    reference: found.id
  }
  return answer
})

/** Makes the parts that are missing, one after the other, and sums up; a refund that is done in part is no definite answer. */
const completed = Effect.fnUntraced(function* (
  key: string,
  parts: ReadonlyArray<Part>,
  found: ReadonlyArray<PaymentAnswer | undefined>
) {
  const answers: Array<PaymentAnswer> = []
  for (const [index, { make }] of parts.entries()) {
    const answer = found[index] ?? (yield* make)
    answers.push(answer)
    // Nothing has moved yet and nothing will: what is refused as a whole can be tried again under another key.
    if (answer._tag === "Declined" && answers.length === 1 && found.every((other) => other?._tag !== "Paid"))
      return answer
  }
  const references = answers.map(({ reference }) => reference).join(",")
  const refused = answers.filter(({ _tag }) => _tag === "Declined").length
  if (refused === 0) return { _tag: "Paid", reference: references } satisfies PaymentAnswer
  if (refused === answers.length) return { _tag: "Declined", reference: references } satisfies PaymentAnswer
  return yield* new PaymentUnknown({ key, cause: `${refused} of ${answers.length} parts of the refund were refused` })
})
