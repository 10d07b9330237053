import { assert } from "@effect/vitest"
import { Effect } from "effect"
import fc from "fast-check"
import { PaymentProvider, type PaymentRequest } from "../src/payment/index.ts"
import { Currency } from "../src/shared/index.ts"
import { type Contract, contract } from "./Contract.ts"
import { spring } from "./cast.ts"
import { example, law } from "./worlds.ts"

const requestOf = (key: string): PaymentRequest => ({
  key,
  challengeId: spring,
  recipient: "ada",
  currency: Currency.make("EUR"),
  minorUnits: 100n,
  claim: "prize"
})

/**
 * What every `PaymentProvider` does. It need not be in a world with the other ports: money that has left is not rolled
 * back. The layer has to answer; how a provider that does not is lived with is the settlement's matter.
 */
export const paymentProviderContract: Contract<PaymentProvider> = contract("PaymentProvider", {
  "the same key is paid at most once and gets the same answer": example(
    Effect.gen(function* () {
      const provider = yield* PaymentProvider
      const answer = yield* provider.pay(requestOf("a"))
      const other = yield* provider.pay(requestOf("b"))
      assert.deepStrictEqual(yield* provider.pay(requestOf("a")), answer)
      assert.notStrictEqual(other.reference, answer.reference)
    })
  ),
  "the same key sent by many at the same time gets one answer": example(
    Effect.gen(function* () {
      const provider = yield* PaymentProvider
      const answers = yield* Effect.all(
        Array.from({ length: 20 }, () => provider.pay(requestOf("a"))),
        { concurrency: "unbounded" }
      )
      assert.strictEqual(new Set(answers.map(({ reference }) => reference)).size, 1)
    })
  ),
  "`lookUp` says what became of a key; nothing when the provider never heard of it": law(
    fc.array(fc.constantFrom("a", "b", "A"), { maxLength: 6 }),
    (keys) =>
      Effect.gen(function* () {
        const provider = yield* PaymentProvider
        assert.isUndefined(yield* provider.lookUp("never", requestOf("never")))
        for (const key of keys) {
          const before = yield* provider.lookUp(key, requestOf(key))
          const answer = yield* provider.pay(requestOf(key))
          assert.deepStrictEqual(answer, before ?? answer)
          assert.deepStrictEqual(yield* provider.lookUp(key, requestOf(key)), answer)
        }
      })
  )
})
