import { ChallengeStore, Projector } from "@laurel/core/challenge"
import { Transaction } from "@laurel/core/runtime"
import type { ChallengeId } from "@laurel/core/shared"
import { Effect } from "effect"

type Found = Effect.Success<ReturnType<ChallengeStore["Service"]["find"]>>

/**
 * Looks each challenge up once, for whoever asks several operations about it and only reads: all of them see it as it was found first, which
 * was after they began to ask. Transactions see what is there, and what was found before one is looked up again after it. That boards have
 * what this process wrote is waited for once, too, and again after a transaction: what others have written since was written after they began to ask.
 */
export const lookOnce = <A, E, R>(
  reading: Effect.Effect<A, E, R>
): Effect.Effect<A, E, R | ChallengeStore | Projector | Transaction> =>
  Effect.gen(function* () {
    const challenges = yield* ChallengeStore
    const projector = yield* Projector
    const { transact, snapshot } = yield* Transaction
    const found = new Map<ChallengeId, Found>()
    const settled = new Set<ChallengeId>()
    const anew = <B, F, S>(inside: Effect.Effect<B, F, S>) => Effect.provideService(inside, ChallengeStore, challenges)
    const forget = Effect.sync(() => {
      found.clear()
      settled.clear()
    })
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
      Effect.provideService(Projector, {
        ...projector,
        wake: (id) =>
          Effect.andThen(
            Effect.sync(() => settled.delete(id)),
            projector.wake(id)
          ),
        settled: (id) =>
          Effect.suspend(() =>
            settled.has(id) ? Effect.void : Effect.tap(projector.settled(id), () => Effect.sync(() => settled.add(id)))
          )
      }),
      Effect.provideService(Transaction, {
        transact: (inside) => Effect.ensuring(transact(anew(inside)), forget),
        snapshot: (inside) => snapshot(anew(inside))
      })
    )
  })
