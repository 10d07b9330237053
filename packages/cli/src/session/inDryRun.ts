import { PaymentProvider, PaymentUnknown } from "@laurel/core/payment"
import { Transaction } from "@laurel/core/runtime"
import { Effect, Option } from "effect"

/** Ends a transaction so that it is rolled back. */
class TakenBack {
  readonly _tag = "TakenBack"
}

/** A provider of this name that is never reached. Even a look-up may move money: with some it completes a refund that was done in part. */
const nobodyOf = (name: string) =>
  PaymentProvider.of({
    name,
    pay: ({ key }) => Effect.fail(notAsked(key)),
    charge: ({ key }) => Effect.fail(notAsked(key)),
    lookUp: (key) => Effect.fail(notAsked(key))
  })

const notAsked = (key: string): PaymentUnknown =>
  new PaymentUnknown({ key, cause: new Error("a dry run asks no provider of payments") })

/**
 * The same effect, of which nothing is kept: it runs in a transaction that is rolled back at its end (I28). What a provider
 * of payments is told cannot be taken back, so a dry run asks none.
 */
export const inDryRun = <A, E, R>(effect: Effect.Effect<A, E, R>) =>
  Effect.gen(function* () {
    const { transact } = yield* Transaction
    let result: Option.Option<A> = Option.none()
    const taken = Effect.flatMap(effect, (value) => {
      result = Option.some(value)
      return Effect.fail(new TakenBack())
    })
    const { name } = yield* PaymentProvider
    return yield* transact(Effect.provideService(taken, PaymentProvider, nobodyOf(name))).pipe(
      Effect.catch((error) =>
        error instanceof TakenBack ? Effect.succeed(Option.getOrThrow(result)) : Effect.fail(error)
      )
    )
  })
