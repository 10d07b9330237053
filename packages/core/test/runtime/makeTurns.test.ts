import { assert, describe, it } from "@effect/vitest"
import { Deferred, Effect, Exit, Fiber, Scope } from "effect"
import { makeTurns } from "../../src/runtime/index.ts"

/** Work that notes when it begins, and ends when it is told to. */
const watched = () => {
  const begun: Array<string> = []
  const ends: Array<Deferred.Deferred<void>> = []
  const work = (subject: string) =>
    Effect.suspend(() => {
      begun.push(subject)
      const end = Deferred.makeUnsafe<void>()
      ends.push(end)
      return Deferred.await(end)
    })
  /** Lets the run of this number begin, and then end. */
  const end = (run: number) =>
    Effect.gen(function* () {
      for (let turn = 0; ends[run] === undefined && turn < 100; turn++) yield* Effect.yieldNow
      for (let turn = 0; turn < 10; turn++) yield* Effect.yieldNow
      const one = ends[run]
      if (one === undefined) return assert.fail(`run ${run} has not begun`)
      yield* Deferred.succeed(one, undefined)
      for (let turn = 0; turn < 10; turn++) yield* Effect.yieldNow
    })
  return { begun, work, end }
}

describe("turns", () => {
  it.effect("who comes while a run is under way is served by the one after it, together with all others", () =>
    Effect.gen(function* () {
      const { begun, work, end } = watched()
      const turns = yield* makeTurns((subject: string) => subject.slice(0, 1), work)
      yield* turns.begin("a1")
      yield* Effect.yieldNow
      const late = yield* Effect.forkChild(turns.run("a2"))
      const later = yield* Effect.forkChild(turns.run("a3"))
      yield* end(0)
      assert.deepStrictEqual(begun, ["a1", "a3"])
      assert.isUndefined(late.pollUnsafe())
      yield* end(1)
      yield* Fiber.join(late)
      yield* Fiber.join(later)
      yield* turns.begin("a4")
      yield* end(2)
      yield* turns.settled("a")
      assert.deepStrictEqual(begun, ["a1", "a3", "a4"])
    }).pipe(Effect.scoped)
  )
  it.effect("subjects do not wait for one another", () =>
    Effect.gen(function* () {
      const { begun, work, end } = watched()
      const turns = yield* makeTurns((subject: string) => subject, work)
      yield* turns.begin("a")
      const other = yield* Effect.forkChild(turns.run("b"))
      yield* end(1)
      yield* Fiber.join(other)
      assert.deepStrictEqual(begun, ["a", "b"])
      yield* end(0)
      yield* turns.settled("a")
    }).pipe(Effect.scoped)
  )
  it.effect("who is interrupted while waiting interrupts no run, and who waits when the scope closes is let go", () =>
    Effect.gen(function* () {
      const { begun, work, end } = watched()
      const scope = yield* Scope.make()
      const turns = yield* Scope.provide(
        makeTurns((subject: string) => subject, work),
        scope
      )
      const first = yield* Effect.forkChild(turns.run("a"))
      yield* Effect.yieldNow
      yield* Fiber.interrupt(first)
      const second = yield* Effect.forkChild(turns.run("a"))
      yield* end(0)
      assert.deepStrictEqual(begun, ["a", "a"])
      yield* Scope.close(scope, Exit.void)
      assert.isTrue(Exit.isFailure(yield* Fiber.await(second)))
    })
  )
})
