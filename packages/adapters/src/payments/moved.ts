import { type PaymentAnswer, PaymentUnknown } from "@laurel/core/payment"
import { Effect } from "effect"
import { whyDeclined } from "./stripeFailure.ts"

/** Asks Stripe to move money: it did, and says as what; it is certain that it did not; or nobody knows. */
export const moved = (key: string, move: () => Promise<string>): Effect.Effect<PaymentAnswer, PaymentUnknown> =>
  Effect.tryPromise({ try: move, catch: (cause) => ({ cause }) }).pipe(
    Effect.map((reference): PaymentAnswer => ({ _tag: "Paid", reference })),
    Effect.catch(({ cause }) => {
      const why = whyDeclined(cause)
      const answer: PaymentAnswer = { _tag: "Declined", reference: why ?? "" }
      return why === undefined ? Effect.fail(new PaymentUnknown({ key, cause })) : Effect.succeed(answer)
    })
  )
