import { ChallengeStore, cacheTags, Tallies } from "@laurel/core/challenge"
import { Caches, Transaction } from "@laurel/core/runtime"
import { Context, Effect, Layer, Option } from "effect"

/** What the running transaction has changed that caches are made of. */
const Touched = Context.Reference<Option.Option<Set<string>>>("@laurel/adapters/decorators/Touched", {
  defaultValue: Option.none
})

/**
 * The ports of a store that memoised reads are made of, such that caches are told right after the commit: whoever has written reads nothing
 * that was computed before.
 */
export const touchAfterCommit: Layer.Layer<
  ChallengeStore | Tallies | Transaction,
  never,
  ChallengeStore | Tallies | Transaction | Caches
> = Layer.effectContext(
  Effect.gen(function* () {
    const store = yield* ChallengeStore
    const tallies = yield* Tallies
    const transaction = yield* Transaction
    const { touch } = yield* Caches
    const changing =
      (tags: ReadonlyArray<string>) =>
      <A, E, R>(change: Effect.Effect<A, E, R>): Effect.Effect<A, E, R> =>
        Effect.flatMap(Touched, (touched) =>
          Effect.tap(change, () =>
            Option.isSome(touched)
              ? Effect.sync(() => {
                  for (const tag of tags) touched.value.add(tag)
                })
              : touch(tags)
          )
        )
    return Context.empty().pipe(
      Context.add(ChallengeStore, {
        ...store,
        insert: (challenge) => changing([cacheTags.challenges])(store.insert(challenge)),
        save: (challenge, version) => changing([cacheTags.challenges])(store.save(challenge, version))
      }),
      Context.add(Tallies, {
        ...tallies,
        put: (challengeId, batch, news) =>
          changing(cacheTags.users(batch.map(({ userId }) => userId)))(tallies.put(challengeId, batch, news))
      }),
      Context.add(Transaction, {
        ...transaction,
        transact: (effect) =>
          Effect.flatMap(Touched, (outer) => {
            if (Option.isSome(outer)) return transaction.transact(effect)
            const touched = new Set<string>()
            return transaction.transact(Effect.provideService(effect, Touched, Option.some(touched))).pipe(
              // Also when it failed: the answer to a commit may have been lost.
              Effect.ensuring(Effect.suspend(() => (touched.size === 0 ? Effect.void : touch([...touched]))))
            )
          })
      })
    )
  })
)
