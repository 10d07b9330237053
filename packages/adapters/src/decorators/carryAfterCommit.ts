import { Outbox, Projector } from "@laurel/core/challenge"
import { Transaction } from "@laurel/core/runtime"
import type { ChallengeId } from "@laurel/core/shared"
import { Context, Effect, Layer, Option } from "effect"

/** The challenges of which the running transaction has put something into the outbox. */
const Added = Context.Reference<Option.Option<Set<ChallengeId>>>("@laurel/adapters/decorators/Added", {
  defaultValue: Option.none
})

/**
 * The outbox and the transactions of a store, such that the projector is woken right after the commit of whatever put something into the
 * outbox: in the process that wrote it a board is current at once, and nobody waits for that who only writes.
 */
export const carryAfterCommit: Layer.Layer<Outbox | Transaction, never, Outbox | Transaction | Projector> =
  Layer.effectContext(
    Effect.gen(function* () {
      const outbox = yield* Outbox
      const transaction = yield* Transaction
      const { wake } = yield* Projector
      const wakeAll = (ids: Iterable<ChallengeId>) => Effect.forEach(ids, wake, { discard: true })
      return Context.empty().pipe(
        Context.add(Outbox, {
          ...outbox,
          add: (challengeId, changed, news) =>
            Effect.flatMap(Added, (added) => {
              const note = Option.isSome(added)
                ? Effect.sync(() => void added.value.add(challengeId))
                : wake(challengeId)
              return Effect.andThen(outbox.add(challengeId, changed, news), note)
            })
        }),
        Context.add(Transaction, {
          ...transaction,
          transact: (effect) =>
            Effect.flatMap(Added, (outer) => {
              if (Option.isSome(outer)) return transaction.transact(effect)
              const added = new Set<ChallengeId>()
              return Effect.tap(transaction.transact(Effect.provideService(effect, Added, Option.some(added))), () =>
                wakeAll(added)
              )
            })
        })
      )
    })
  )
