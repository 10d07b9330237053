import { type PaymentAnswer, PaymentProvider } from "@laurel/core/payment"
import { sha256Hex } from "@laurel/core/shared"
import { Effect, Layer } from "effect"

const answerTo = (key: string): PaymentAnswer => ({ _tag: "Paid", reference: `wallet:${sha256Hex(key).slice(0, 32)}` })

/**
 * A wallet that is nothing but the ledger: every payment and charge succeeds, and no money leaves. For embedders whose users
 * pay and are paid where they play.
 *
 * **Details**: an answer is a function of its key, so that there is nothing to keep and nothing to forget: after a crash,
 * and in every process, a key has the answer that it always had. To ask about a key is therefore as good as to pay it, and
 * `lookUp` never says that it has not heard of one.
 */
export const layerWallet: Layer.Layer<PaymentProvider> = Layer.succeed(
  PaymentProvider,
  PaymentProvider.of({
    name: "wallet",
    pay: ({ key }) => Effect.succeed(answerTo(key)),
    charge: ({ key }) => Effect.succeed(answerTo(key)),
    lookUp: (key) => Effect.succeed(answerTo(key))
  })
)
