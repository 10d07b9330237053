import type { PaymentAnswer } from "@laurel/core/payment"
import type { ChallengeId, Currency } from "@laurel/core/shared"
import { Effect } from "effect"
import { moved } from "./moved.ts"
import { asked, metadataOf, type StripeClient } from "./StripeClient.ts"
import { stripeAmount } from "./stripeAmount.ts"

/** Money for a recipient, under a key. */
export interface TransferAsked {
  readonly key: string
  readonly challengeId: ChallengeId
  readonly recipient: string
  readonly currency: Currency
  readonly minorUnits: bigint
  /** Of how many movements this is one; it is the only one unless said otherwise. */
  readonly parts?: number
}

/** What became of the transfer of this key: its group is the key, by which it is found for ever. */
export const findTransfer = Effect.fnUntraced(function* ({ stripe }: StripeClient, key: string) {
  const { data } = yield* asked(key, () => stripe.transfers.list({ transfer_group: key, limit: 1 }))
  const [found] = data
  const answer: PaymentAnswer | undefined = found === undefined ? undefined : { _tag: "Paid", reference: found.id }
  return answer
})

/** Transfers to the recipient's connected account, once for each key. */
export const transfer = Effect.fnUntraced(function* (client: StripeClient, request: TransferAsked) {
  const { key, recipient, currency, minorUnits, parts = 1 } = request
  const { stripe, destinationOf } = client
  const destination = yield* asked(key, () => destinationOf(recipient))
  const amount = stripeAmount(minorUnits, currency)
  if (destination === undefined) return declined("no connected account")
  if (amount === undefined) return declined("an amount that Stripe cannot express")
  const known = yield* findTransfer(client, key)
  if (known !== undefined) return known
  const params = { amount, currency: currency.toLowerCase(), destination, transfer_group: key }
  return yield* moved(key, async () => {
    const made = await stripe.transfers.create(
      { ...params, metadata: { ...metadataOf(request), laurel_parts: `${parts}` } },
      { idempotencyKey: key }
    )
    return made.id
  })
})

/** The answer where Stripe was not asked to move anything. */
export const declined = (why: string): PaymentAnswer => ({ _tag: "Declined", reference: why })
