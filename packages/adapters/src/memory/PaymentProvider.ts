import { type PaymentAnswer, PaymentProvider } from "@laurel/core/payment"
import { Effect, Layer } from "effect"

/**
 * A wallet inside the system: every payment and charge succeeds, once for each key. For embedders whose users spend their winnings
 * where they play; no money leaves.
 */
export const layerWallet: Layer.Layer<PaymentProvider> = Layer.sync(PaymentProvider, () => {
  const paid = new Map<string, PaymentAnswer>()
  const moved = (key: string) =>
    Effect.sync(() => {
      const answer = paid.get(key) ?? { _tag: "Paid" as const, reference: `wallet:${paid.size + 1}` }
      paid.set(key, answer)
      return answer
    })
  return PaymentProvider.of({
    name: "wallet",
    pay: ({ key }) => moved(key),
    charge: ({ key }) => moved(key),
    lookUp: (key) => Effect.sync(() => paid.get(key))
  })
})
