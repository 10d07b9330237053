import { ChallengeStore } from "@laurel/core/challenge"
import { Transaction } from "@laurel/core/runtime"
import type { ChallengeId } from "@laurel/core/shared"
import { Effect } from "effect"

type Found = Effect.Success<ReturnType<ChallengeStore["Service"]["find"]>>

/**
 * Looks each challenge up once, for whoever asks several operations about it and only reads: all of them see it as it was found first, which
 * was after they began to ask. Transactions see what is there, and what was found before one is looked up again after it.
 */
export const lookOnce = <A, E, R>(
  reading: Effect.Effect<A, E, R>
): Effect.Effect<A, E, R | ChallengeStore | Transaction> =>
  Effect.gen(function* () {
    const challenges = yield* ChallengeStore
    const { transact, snapshot } = yield* Transaction
    const found = new Map<ChallengeId, Found>()
    const anew = <B, F, S>(inside: Effect.Effect<B, F, S>) => Effect.provideService(inside, ChallengeStore, challenges)
    const forget = Effect.sync(() => found.clear())
    return yield* reading.pipe(
      Effect.provideService(ChallengeStore, {
        ...challenges,
        find: (id) =>
          Effect.suspend(() => {
            const known = found.get(id)
            if (known !== undefined) return Effect.succeed(known)
            return Effect.tap(challenges.find(id), (one) => Effect.sync(() => found.set(id, one)))
          })
      }),
      Effect.provideService(Transaction, {
        transact: (inside) => Effect.ensuring(transact(anew(inside)), forget),
        snapshot: (inside) => snapshot(anew(inside))
      })
    )
  })
