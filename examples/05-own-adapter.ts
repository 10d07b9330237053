// An adapter of one's own for one port, here deposits on a plain Map, beside the memory adapters for all the others. The
// suite that every adapter has to pass is a function: 05-own-adapter.test.ts runs it on this layer.
import * as Memory from "@laurel/adapters/memory"
import * as Challenge from "@laurel/core/challenge"
import { Transaction, type TransactionUnavailable } from "@laurel/core/runtime"
import { ChallengeId, PrincipalId } from "@laurel/core/shared"
import { Context, Effect, Exit, Layer } from "effect"

/** Whether the running fiber is in a transaction already: then it joins that one. */
const isInside = Context.Reference<boolean>("examples/ownAdapter/isInside", { defaultValue: () => false })

/** The fields of a deposit that make it what it is, in the order in which a conflict names them. */
const fields = ["kind", "payer", "minorUnits"] as const

/**
 * Deposits in a Map that is never changed, only replaced: to roll back is to take up the old one again. A transaction has
 * to cover this store and the others, so the layer wraps the transaction that it finds and offers the wrapped one.
 */
const own = Layer.effectContext(
  Effect.gen(function* () {
    const others = yield* Transaction
    let kept: ReadonlyMap<ChallengeId, ReadonlyArray<Challenge.Deposit>> = new Map()

    const withRollback = <A, E, R>(effect: Effect.Effect<A, E, R>): Effect.Effect<A, E, R> =>
      Effect.suspend(() => {
        const before = kept
        const rollBack = (exit: Exit.Exit<A, E>) =>
          Effect.sync(() => {
            if (Exit.isFailure(exit)) kept = before
          })
        return effect.pipe(Effect.provideService(isInside, true), Effect.onExit(rollBack))
      })
    const transact = <A, E, R>(effect: Effect.Effect<A, E, R>): Effect.Effect<A, E | TransactionUnavailable, R> =>
      Effect.flatMap(isInside, (inside) => (inside ? effect : others.transact(withRollback(effect))))

    const unavailable =
      (operation: string) =>
      ({ cause }: TransactionUnavailable) =>
        Effect.fail(new Challenge.ChallengesUnavailable({ operation, cause }))

    const deposits = Challenge.Deposits.of({
      add: (challengeId, deposit) =>
        transact(
          Effect.suspend(() => {
            const before = kept.get(challengeId) ?? []
            const existing = before.find(({ id }) => id === deposit.id)
            const field = existing === undefined ? undefined : fields.find((name) => existing[name] !== deposit[name])
            if (field !== undefined) {
              return Effect.fail(new Challenge.DepositConflict({ challengeId, id: deposit.id, field }))
            }
            if (existing === undefined) kept = new Map(kept).set(challengeId, [...before, deposit])
            return Effect.succeed(existing === undefined)
          })
        ).pipe(Effect.catchTag("TransactionUnavailable", unavailable("add"))),
      all: (challengeId) =>
        transact(Effect.sync(() => kept.get(challengeId) ?? [])).pipe(
          Effect.catchTag("TransactionUnavailable", unavailable("all"))
        )
    })
    return Context.make(Challenge.Deposits, deposits).pipe(
      Context.add(Transaction, Transaction.of({ transact, snapshot: transact }))
    )
  })
)

/** All ports: deposits are ours, the others those of the memory adapter. */
export const layer: Layer.Layer<Memory.Ports> = own.pipe(Layer.provideMerge(Memory.layer))

const id = ChallengeId.make("with-sponsor")
const program = Effect.gen(function* () {
  const definition = yield* Effect.fromResult(
    Challenge.decodeDefinition({
      id,
      name: "With a sponsor",
      zone: "UTC",
      window: { start: "2999-01-01", end: "2999-02-01" },
      metrics: [{ name: "steps" }],
      score: { _tag: "Total", metric: "steps" },
      currency: "EUR"
    })
  )
  const olga = PrincipalId.make("olga")
  yield* Challenge.define(definition, olga)
  yield* Challenge.publish(id, olga)

  const gift: Challenge.Deposit = { id: "gift-1", kind: "Sponsor", payer: "acme", minorUnits: 50_000n, at: 0 }
  const lines = [
    `booked: ${yield* Challenge.deposit(id, gift)}`,
    `the same again: ${yield* Challenge.deposit(id, gift)}`,
    yield* Effect.flip(Challenge.deposit(id, { ...gift, minorUnits: 60_000n })).pipe(
      Effect.map(({ message }) => message)
    ),
    `deposits: ${(yield* Challenge.Deposits.use((deposits) => deposits.all(id))).length}`
  ]
  yield* Effect.sync(() => console.log(lines.join("\n")))
})

if (import.meta.main) await Effect.runPromise(program.pipe(Effect.provide(layer)))
