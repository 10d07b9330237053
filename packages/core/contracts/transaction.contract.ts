import { assert } from "@effect/vitest"
import { Cause, Deferred, Effect, Exit, Fiber, Result } from "effect"
import fc from "fast-check"
import { type Entry, EntryId, entry, Ledger } from "../src/ledger/index.ts"
import { Transaction } from "../src/runtime/index.ts"
import { Currency } from "../src/shared/index.ts"
import type { Contract } from "./Contract.ts"
import { adaEntry, spring } from "./cast.ts"
import { contractOfFacts } from "./contractOfFacts.ts"
import type { Ports } from "./Ports.ts"
import { traces } from "./traces.ts"
import { eachOf, example, law } from "./worlds.ts"

const entryOf = (id: string, minorUnits = 1n): Entry =>
  Result.getOrThrow(
    entry(
      { id: EntryId.make(id), at: 0, challengeId: spring, kind: "EntryFee", memo: "", currency: Currency.make("EUR") },
      [
        {
          from: { _tag: "ProviderClearing" },
          to: { _tag: "Entitlement", challengeId: spring, participantId: adaEntry },
          minorUnits
        }
      ]
    )
  )

const post = (...ids: ReadonlyArray<string>) => Ledger.use((ledger) => ledger.append(ids.map((id) => entryOf(id))))
const posted = Ledger.use((ledger) =>
  Effect.map(ledger.entriesOf(spring), (entries) => entries.map(({ id }) => `${id}`))
)

const transact = <A, E, R>(effect: Effect.Effect<A, E, R>) => Transaction.use((port) => port.transact(effect))

const snapshot = <A, E, R>(effect: Effect.Effect<A, E, R>) => Transaction.use((port) => port.snapshot(effect))

const failed = { _tag: "FailedOnPurpose" } as const
const endings = {
  failure: Effect.fail(failed),
  defect: Effect.die(failed),
  interruption: Effect.interrupt
} as const

const byEnding = Object.entries(endings)
const everyRollback = byEnding.flatMap(([how, ending]) => traces.map((trace) => ({ how, ending, trace })))

/**
 * How long an open transaction waits for what others do meanwhile. An adapter may answer them at once or let them wait
 * for the end of the transaction; both are right, so nothing can be waited for without a limit.
 */
const aMomentMs = 10

const orAMoment = (deferred: Deferred.Deferred<void>) => Effect.timeoutOption(Deferred.await(deferred), aMomentMs)

/** What every adapter's `Transaction` does, over every port that it offers. */
export const transactionContract: Contract<Ports> = contractOfFacts<Ports>("Transaction", {
  "what happens inside is there when the effect succeeds, in every port": eachOf(traces, ({ port, leave, isThere }) =>
    Effect.gen(function* () {
      assert.isFalse(yield* isThere, port)
      assert.isTrue(yield* transact(Effect.andThen(leave, isThere)), `${port}, inside`)
      assert.isTrue(yield* isThere, port)
    })
  ),
  "failure, defect and interruption roll everything back, in every port": eachOf(
    everyRollback,
    ({ how, ending, trace: { port, leave, isThere } }) =>
      Effect.gen(function* () {
        assert.isTrue(Exit.isFailure(yield* Effect.exit(transact(Effect.andThen(leave, ending)))))
        assert.isFalse(yield* isThere, `${port} after ${how}`)
        yield* leave
        assert.isTrue(yield* isThere, `${port} takes it again after ${how}`)
      })
  ),
  "failure, defect and interruption roll back what was done in all ports together": eachOf(byEnding, ([how, ending]) =>
    Effect.gen(function* () {
      const everything = Effect.forEach(traces, ({ leave }) => leave, { discard: true })
      yield* Effect.exit(transact(Effect.andThen(everything, ending)))
      for (const { port, isThere } of traces) assert.isFalse(yield* isThere, `${port} after ${how}`)
    })
  ),
  "a rollback leaves what was there before": eachOf(
    everyRollback,
    ({ how, ending, trace: { port, leave, change, isThere } }) =>
      Effect.gen(function* () {
        yield* leave
        yield* Effect.exit(transact(Effect.andThen(change, ending)))
        assert.isTrue(yield* isThere, `${port} after ${how}`)
      })
  ),
  "the value, the failure and the defect are those of the effect": example(
    Effect.gen(function* () {
      assert.strictEqual(yield* transact(Effect.succeed(7)), 7)
      assert.strictEqual(yield* Effect.flip(transact(endings.failure)), failed)
      const died = yield* Effect.exit(transact(endings.defect))
      assert.strictEqual(Exit.isFailure(died) ? Cause.squash(died.cause) : undefined, failed)
    })
  ),
  "a refusal inside breaks nothing: what is done before and after it stays": example(
    Effect.gen(function* () {
      const refusal = yield* transact(
        Effect.gen(function* () {
          yield* post("a")
          const conflict = yield* Effect.flip(Ledger.use((ledger) => ledger.append([entryOf("b"), entryOf("a", 2n)])))
          yield* post("c")
          return conflict
        })
      )
      assert.strictEqual(refusal._tag, "EntryConflict")
      assert.deepStrictEqual(yield* posted, ["a", "c"])
    })
  ),
  "nested calls join the outer transaction": eachOf(byEnding, ([how, ending]) =>
    Effect.gen(function* () {
      yield* transact(Effect.andThen(post("a"), transact(Effect.andThen(post("b"), transact(post("c"))))))
      assert.deepStrictEqual(yield* posted, ["a", "b", "c"])
      yield* Effect.exit(transact(Effect.andThen(transact(post("d")), ending)))
      assert.deepStrictEqual(yield* posted, ["a", "b", "c"], `after ${how}`)
    })
  ),
  "there are no savepoints: a nested failure that is caught undoes nothing, the outer transaction decides": eachOf(
    byEnding.filter(([how]) => how !== "interruption"),
    ([how, ending]) =>
      Effect.gen(function* () {
        const inner = Effect.exit(transact(Effect.andThen(post("inner"), ending)))
        const outer = Effect.andThen(Effect.andThen(post("before"), inner), post("after"))
        yield* Effect.exit(transact(Effect.andThen(outer, Effect.fail(failed))))
        assert.deepStrictEqual(yield* posted, [], how)
        yield* transact(outer)
        assert.deepStrictEqual(yield* posted, ["before", "inner", "after"], how)
      })
  ),
  "nothing is visible to others before it is done, and then all at once": example(
    Effect.gen(function* () {
      const [begun, read] = [yield* Deferred.make<void>(), yield* Deferred.make<void>()]
      const first = traces[0]
      const last = traces[traces.length - 1]
      assert.isDefined(first)
      assert.isDefined(last)
      if (first === undefined || last === undefined) return
      const writer = yield* Effect.forkChild(
        transact(
          Effect.gen(function* () {
            yield* first.leave
            yield* post("a")
            yield* Deferred.succeed(begun, undefined)
            yield* orAMoment(read)
            yield* post("b")
            yield* last.leave
          })
        )
      )
      yield* Deferred.await(begun)
      // What was written later is read first: who sees it has to see the rest.
      const [seesLast, seen, seesFirst] = [yield* last.isThere, yield* posted, yield* first.isThere]
      yield* Deferred.succeed(read, undefined)
      yield* Fiber.join(writer)
      assert.include([0, 2], seen.length)
      if (seesLast) assert.strictEqual(seen.length, 2)
      if (seen.length === 2) assert.isTrue(seesFirst)
      assert.deepStrictEqual(yield* posted, ["a", "b"])
    })
  ),
  "a snapshot sees one state of the store, whatever others do meanwhile": example(
    Effect.gen(function* () {
      yield* post("a")
      const [begun, done] = [yield* Deferred.make<void>(), yield* Deferred.make<void>()]
      const writing = Effect.andThen(transact(Effect.andThen(post("b"), post("c"))), Deferred.succeed(done, undefined))
      const writer = yield* Effect.forkChild(Effect.andThen(Deferred.await(begun), writing))
      yield* snapshot(
        Effect.gen(function* () {
          assert.deepStrictEqual(yield* posted, ["a"])
          yield* Deferred.succeed(begun, undefined)
          yield* orAMoment(done)
          assert.deepStrictEqual(yield* posted, ["a"])
        })
      )
      yield* Fiber.join(writer)
      assert.deepStrictEqual(yield* snapshot(posted), ["a", "b", "c"])
    })
  ),
  "a snapshot within a transaction sees what that has done, and one within a snapshot is part of it": example(
    Effect.gen(function* () {
      const within = Effect.andThen(post("a"), snapshot(snapshot(posted)))
      assert.deepStrictEqual(yield* transact(within), ["a"])
      assert.deepStrictEqual(yield* snapshot(transact(posted)), ["a"])
    })
  ),
  "the value, the failure and the defect of a snapshot are those of the effect, and it blocks nobody afterwards":
    example(
      Effect.gen(function* () {
        assert.strictEqual(yield* snapshot(Effect.succeed(7)), 7)
        assert.strictEqual(yield* Effect.flip(snapshot(endings.failure)), failed)
        const died = yield* Effect.exit(snapshot(endings.defect))
        assert.strictEqual(Exit.isFailure(died) ? Cause.squash(died.cause) : undefined, failed)
        yield* Effect.exit(snapshot(endings.interruption))
        yield* post("a")
        assert.deepStrictEqual(yield* posted, ["a"])
      })
    ),
  "nothing of a transaction that fails is ever visible to others": eachOf(byEnding, ([how, ending]) =>
    Effect.gen(function* () {
      const [begun, read] = [yield* Deferred.make<void>(), yield* Deferred.make<void>()]
      const wait = Effect.andThen(Deferred.succeed(begun, undefined), orAMoment(read))
      const writer = yield* Effect.forkChild(
        transact(Effect.andThen(Effect.andThen(post("a"), wait), Effect.andThen(post("b"), ending)))
      )
      yield* Deferred.await(begun)
      const seen = yield* posted
      yield* Deferred.succeed(read, undefined)
      yield* Fiber.await(writer)
      assert.deepStrictEqual([seen, yield* posted], [[], []], how)
    })
  ),
  "a transaction that is interrupted from outside while it is open rolls back, and blocks nobody": example(
    Effect.gen(function* () {
      const begun = yield* Deferred.make<void>()
      const open = Effect.andThen(post("a"), Effect.andThen(Deferred.succeed(begun, undefined), Effect.never))
      const writer = yield* Effect.forkChild(transact(open))
      yield* Deferred.await(begun)
      yield* Fiber.interrupt(writer)
      yield* transact(post("b"))
      assert.deepStrictEqual(yield* posted, ["b"])
    })
  ),
  "who is interrupted while waiting for another transaction leaves no trace, and blocks nobody": example(
    Effect.gen(function* () {
      const [begun, goOn] = [yield* Deferred.make<void>(), yield* Deferred.make<void>()]
      const first = yield* Effect.forkChild(
        transact(Effect.andThen(post("a"), Effect.andThen(Deferred.succeed(begun, undefined), Deferred.await(goOn))))
      )
      yield* Deferred.await(begun)
      const second = yield* Effect.forkChild(transact(Effect.andThen(post("a", "b"), Effect.never)))
      yield* Effect.yieldNow
      yield* Fiber.interrupt(second)
      yield* Deferred.succeed(goOn, undefined)
      yield* Fiber.join(first)
      yield* post("c")
      assert.deepStrictEqual(yield* posted, ["a", "c"])
    })
  ),
  "fibers that are started inside take part": example(
    Effect.gen(function* () {
      const together = Effect.all(
        ["a", "b", "c"].map((id) => post(id)),
        { concurrency: "unbounded" }
      )
      yield* Effect.exit(transact(Effect.andThen(together, Effect.fail(failed))))
      assert.deepStrictEqual(yield* posted, [])
      yield* transact(together)
      assert.deepStrictEqual((yield* posted).toSorted(), ["a", "b", "c"])
    })
  ),
  "a fiber that outlives the transaction that started it acts on its own": example(
    Effect.gen(function* () {
      const goOn = yield* Deferred.make<void>()
      const done = yield* Deferred.make<void>()
      const later = Effect.andThen(
        Deferred.await(goOn),
        Effect.andThen(post("later"), Deferred.succeed(done, undefined))
      )
      const fiber = yield* transact(Effect.andThen(post("a"), Effect.forkDetach(later)))
      const wait = Effect.andThen(Deferred.succeed(goOn, undefined), orAMoment(done))
      yield* Effect.exit(transact(Effect.andThen(post("b"), Effect.andThen(wait, Effect.fail(failed)))))
      yield* Fiber.join(fiber)
      assert.deepStrictEqual(yield* posted, ["a", "later"])
    })
  ),
  "of transactions at the same time, those that succeed are there as a whole and the others not at all": law(
    fc.array(fc.constantFrom("success", "failure", "defect", "interruption"), { minLength: 2, maxLength: 6 }),
    (hows) =>
      Effect.gen(function* () {
        const steps = (index: number) => [`${index}-a`, `${index}-b`, `${index}-c`]
        const ending = (how: string) => byEnding.find(([name]) => name === how)?.[1] ?? Effect.void
        const work = hows.map((how, index) => {
          const posts = Effect.forEach(steps(index), (id) => Effect.andThen(post(id), Effect.yieldNow), {
            discard: true
          })
          return Effect.exit(transact(Effect.andThen(posts, ending(how))))
        })
        yield* Effect.all(work, { concurrency: "unbounded" })
        const expected = hows.flatMap((how, index) => (how === "success" ? steps(index) : []))
        assert.deepStrictEqual((yield* posted).toSorted(), expected)
      })
  )
})
