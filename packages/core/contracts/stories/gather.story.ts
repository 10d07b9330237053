import { assert } from "@effect/vitest"
import { Clock, Deferred, Effect, Exit, Fiber } from "effect"
import fc from "fast-check"
import { ActivityLog, ActivityLogUnavailable, type Arrival } from "../../src/activity/index.ts"
import { Audit, Origin, scopeOf } from "../../src/audit/index.ts"
import { makeRecorder, record } from "../../src/challenge/index.ts"
import { Transaction, TransactionUnavailable, VirtualClock } from "../../src/runtime/index.ts"
import { PrincipalId, UserId } from "../../src/shared/index.ts"
import { contract } from "../Contract.ts"
import { answerOf, example, law } from "../worlds.ts"
import type { StoryPorts } from "./StoryPorts.ts"
import { inFebruary, linesOf, moveTo, opened, storyDefinition, walked } from "./world.ts"

const march = storyDefinition({ metrics: [{ name: "steps", max: 100_000 }] })
const twin = storyDefinition({ id: "twin", metrics: [{ name: "steps", max: 100_000 }] })
const people = ["ada", "bob", "lin"]
const atOnce = { concurrency: "unbounded" } as const

/** A challenge that is under way, with three people in it. */
const running = (definition: typeof march) => Effect.andThen(opened(definition, people), moveTo("2026-03-10T12:00:00Z"))

/** A walk by the key of its source: the same key again is a duplicate, a replacement or a conflict. */
const walk = (name: string, key: string, quantity = 100, revision = 0): Arrival =>
  walked(name, quantity, "2026-03-05T08:00:00Z", { sourceKey: key, revision })

/** Few keys, so that callers get into each other's way; what a key belongs to never changes. */
const walks = fc
  .tuple(
    fc.constantFrom(...people, "stranger"),
    fc.integer({ min: 0, max: 2 }),
    fc.integer({ min: 1, max: 3 }),
    fc.integer({ min: 0, max: 2 })
  )
  .map(([name, key, quantity, revision]) => walk(name, `${name} ${key}`, quantity, revision))

/** A recorder whose log counts its batches, holds them up until it is let go, and fails at rows that are poisoned. */
const watchedLog = Effect.fnUntraced(function* () {
  const log = yield* ActivityLog
  const gate = yield* Deferred.make<void>()
  const batches: Array<number> = []
  const watched = ActivityLog.of({
    ...log,
    append: (challengeId, arrivals, verdicts) =>
      Effect.gen(function* () {
        batches.push(arrivals.length)
        yield* Deferred.await(gate)
        if (arrivals.some(({ activity }) => activity.sourceKey === "poison")) {
          return yield* new ActivityLogUnavailable({ operation: "append", cause: "poison" })
        }
        return yield* log.append(challengeId, arrivals, verdicts)
      })
  })
  return { watched, batches, letGo: Deferred.succeed(gate, undefined) }
})

/** A clock by which whoever sleeps does so until the next tick. */
class TickingClock extends VirtualClock {
  #sleeping: Array<() => void> = []
  readonly tick = (): void => {
    for (const wake of this.#sleeping.splice(0)) wake()
  }

  override sleep(): Effect.Effect<void> {
    return Effect.callback<void>((resume) => {
      this.#sleeping.push(() => resume(Effect.void))
    })
  }
}

/** So many turns that whoever was started waits by then. */
const whenAllWait = Effect.forEach(Array.from({ length: 100 }), () => Effect.yieldNow, { discard: true })

const isRecorded = ({ action }: { readonly action: string }): boolean => action === "challenge.record"

const userOf = (name: string): UserId => UserId.make(name)

const named = (count: number): ReadonlyArray<Arrival> =>
  Array.from({ length: count }, (_, index) => walk(people[index % people.length] ?? "ada", `walk ${index}`, index + 1))

/** Many callers at the same time: they share transactions, and each has the answers to its own rows. */
export const gatherStory = contract<StoryPorts>("Story of the gathering", {
  "many callers get what each would have got alone, one after the other, and the board is the same": law(
    fc.tuple(
      fc.array(fc.array(walks, { minLength: 0, maxLength: 3 }), { minLength: 1, maxLength: 24 }),
      fc.integer({ min: 1, max: 8 })
    ),
    ([callers, batchRows]) =>
      inFebruary(
        Effect.gen(function* () {
          yield* opened(march, people)
          yield* running(twin)
          const recorder = yield* makeRecorder({ batchRows })
          const gathered = yield* Effect.forEach(callers, (rows) => recorder.record(march.id, rows), atOnce)
          const alone = yield* Effect.forEach(callers, (rows) => record(twin.id, rows))
          assert.deepStrictEqual(gathered, alone)
          assert.deepStrictEqual(yield* linesOf(march, "Organiser"), yield* linesOf(twin, "Organiser"))
        })
      )
  ),
  "callers that come while a transaction runs share the next one, up to a number of rows": example(
    inFebruary(
      Effect.gen(function* () {
        yield* running(march)
        const { watched, batches, letGo } = yield* watchedLog()
        yield* Effect.gen(function* () {
          const recorder = yield* makeRecorder({ batchRows: 30 })
          const first = yield* Effect.forkChild(recorder.record(march.id, [walk("ada", "first")]))
          while (batches.length === 0) yield* Effect.yieldNow
          const others = yield* Effect.forkChild(
            Effect.forEach(named(64), (row) => recorder.record(march.id, [row]), atOnce)
          )
          yield* whenAllWait
          yield* letGo
          yield* Fiber.join(first)
          assert.isTrue((yield* Fiber.join(others)).every(([outcome]) => outcome?._tag === "Accepted"))
        }).pipe(Effect.provideService(ActivityLog, watched))
        assert.deepStrictEqual(batches, [1, 30, 30, 4])
        assert.strictEqual((yield* (yield* Audit).page(scopeOf(march.id), 0, 100)).filter(isRecorded).length, 4)
      })
    )
  ),
  "those who were answered are let come back while some do, and share the next one": example(
    inFebruary(
      Effect.gen(function* () {
        yield* running(march)
        const { watched, batches, letGo } = yield* watchedLog()
        yield* letGo
        const clock = new TickingClock(yield* Clock.currentTimeMillis)
        yield* Effect.gen(function* () {
          const recorder = yield* makeRecorder({ lingerMs: 20 })
          const comes = (key: string) =>
            Effect.tap(Effect.forkChild(recorder.record(march.id, [walk("ada", key)])), () => whenAllWait)
          const tick = Effect.andThen(Effect.sync(clock.tick), whenAllWait)
          yield* Effect.forEach(named(3), (row) => recorder.record(march.id, [row]), atOnce)
          assert.deepStrictEqual(batches, [3])
          const back = [yield* comes("second"), yield* comes("third")]
          yield* tick
          assert.deepStrictEqual(batches, [3])
          back.push(yield* comes("fourth"))
          yield* tick
          yield* Effect.forEach(back, Fiber.join)
          assert.deepStrictEqual(batches, [3, 3])
          const alone = yield* comes("fifth")
          for (let quiet = 0; quiet < 3; quiet++) yield* tick
          yield* Fiber.join(alone)
          assert.deepStrictEqual(batches, [3, 3, 1])
        }).pipe(Effect.provideService(ActivityLog, watched), Effect.provideService(Clock.Clock, clock))
      })
    )
  ),
  "what one caller sent fails nobody else": example(
    inFebruary(
      Effect.gen(function* () {
        yield* running(march)
        const { watched, letGo } = yield* watchedLog()
        yield* letGo
        const rows = named(20).toSpliced(13, 1, walk("bob", "poison"))
        const answers = yield* Effect.gen(function* () {
          const recorder = yield* makeRecorder()
          return yield* Effect.forEach(rows, (row) => answerOf(recorder.record(march.id, [row])), atOnce)
        }).pipe(Effect.provideService(ActivityLog, watched))
        assert.deepInclude(answers[13], { _tag: "ActivityLogUnavailable" })
        assert.deepStrictEqual(
          answers.toSpliced(13, 1),
          Array.from({ length: 19 }, () => [{ _tag: "Accepted" }])
        )
        const counted = yield* (yield* ActivityLog).counted(march.id, people.map(userOf))
        assert.strictEqual([...counted.values()].flat().length, 19)
      })
    )
  ),
  "what fails because of the challenge or the store fails all, and is tried once": example(
    inFebruary(
      Effect.gen(function* () {
        yield* running(march)
        let asked = 0
        const unavailable = () =>
          Effect.suspend(() => {
            asked++
            return Effect.fail(new TransactionUnavailable({ operation: "begin", cause: "no connection" }))
          })
        const away = Transaction.of({ transact: unavailable, snapshot: unavailable })
        const answers = yield* Effect.gen(function* () {
          const recorder = yield* makeRecorder()
          return yield* Effect.forEach(named(20), (row) => answerOf(recorder.record(march.id, [row])), atOnce)
        }).pipe(Effect.provideService(Transaction, away))
        for (const answer of answers) assert.deepInclude(answer, { _tag: "TransactionUnavailable" })
        assert.strictEqual(asked, 1)
        const recorder = yield* makeRecorder()
        assert.deepInclude(yield* answerOf(recorder.record(twin.id, named(1))), { _tag: "ChallengeNotFound" })
      })
    )
  ),
  "a caller that is interrupted hurts nobody; one that still waits is left out": example(
    inFebruary(
      Effect.gen(function* () {
        yield* running(march)
        const { watched, batches, letGo } = yield* watchedLog()
        yield* Effect.gen(function* () {
          const recorder = yield* makeRecorder()
          const [underWay, ...waiting] = yield* Effect.forEach(named(5), (row, index) =>
            Effect.gen(function* () {
              const fiber = yield* Effect.forkChild(recorder.record(march.id, [row]))
              while (index === 0 && batches.length === 0) yield* Effect.yieldNow
              return fiber
            })
          )
          if (underWay === undefined || waiting[1] === undefined) return assert.fail("nobody waits")
          yield* whenAllWait
          yield* Fiber.interrupt(underWay)
          yield* Fiber.interrupt(waiting[1])
          yield* letGo
          const exits = yield* Effect.forEach(waiting, (fiber) => Fiber.await(fiber))
          assert.deepStrictEqual(exits.map(Exit.isSuccess), [true, false, true, true])
        }).pipe(Effect.provideService(ActivityLog, watched))
        assert.deepStrictEqual(batches, [1, 3])
        // What was interrupted while its transaction ran is recorded: 1 for ada, and 4, 2 and 5 of the others.
        assert.deepStrictEqual(yield* linesOf(march, "Organiser"), ["1 bob 7", "2 ada 5"])
      })
    )
  ),
  "as many may wait as there is room for; who would bring more is refused, and nothing of it is recorded": example(
    inFebruary(
      Effect.gen(function* () {
        yield* running(march)
        const { watched, batches, letGo } = yield* watchedLog()
        yield* Effect.gen(function* () {
          const recorder = yield* makeRecorder({ waitingRows: 4 })
          const first = yield* Effect.forkChild(recorder.record(march.id, [walk("ada", "first")]))
          while (batches.length === 0) yield* Effect.yieldNow
          const waiting = yield* Effect.forkChild(recorder.record(march.id, named(3)))
          yield* whenAllWait
          assert.deepStrictEqual(yield* answerOf(recorder.record(march.id, named(2))), {
            _tag: "RecorderFull",
            challengeId: march.id,
            waiting: 3,
            limit: 4
          })
          yield* letGo
          yield* Fiber.join(first)
          assert.strictEqual((yield* Fiber.join(waiting)).length, 3)
          assert.strictEqual((yield* recorder.record(march.id, named(9))).length, 9)
        }).pipe(Effect.provideService(ActivityLog, watched))
        assert.deepStrictEqual(batches, [1, 3, 9])
      })
    )
  ),
  "a recorder that is closed records first what waits, and takes nothing more": example(
    inFebruary(
      Effect.gen(function* () {
        yield* running(march)
        const { watched, letGo } = yield* watchedLog()
        const { fibers, recorder } = yield* Effect.scoped(
          Effect.gen(function* () {
            const recorder = yield* makeRecorder({ batchRows: 2 })
            const fibers = yield* Effect.forEach(named(9), (row) => Effect.forkDetach(recorder.record(march.id, [row])))
            yield* whenAllWait
            yield* Effect.forkDetach(Effect.andThen(whenAllWait, letGo))
            return { fibers, recorder }
          })
        ).pipe(Effect.provideService(ActivityLog, watched))
        for (const fiber of fibers) assert.deepStrictEqual(yield* Fiber.join(fiber), [{ _tag: "Accepted" }])
        assert.isTrue(Exit.hasInterrupts(yield* Effect.exit(recorder.record(march.id, named(1)))))
      })
    )
  ),
  "whoever acts in another name shares the transaction, and has an entry of their own in the audit log, with their own rows":
    example(
      inFebruary(
        Effect.gen(function* () {
          yield* running(march)
          const { watched, batches, letGo } = yield* watchedLog()
          yield* letGo
          const recorder = yield* Effect.provideService(makeRecorder(), ActivityLog, watched)
          const as = (actor: string, address: string) => (row: Arrival) =>
            Effect.provideService(recorder.record(march.id, [row]), Origin, {
              actor: PrincipalId.make(actor),
              channel: "http",
              address
            })
          yield* Effect.all(
            [...named(3).map(as("phones", "192.0.2.1")), as("watches", "192.0.2.2")(walk("lin", "alone"))],
            atOnce
          ).pipe(Effect.provideService(ActivityLog, watched))
          assert.deepStrictEqual(batches, [4])
          const entries = (yield* (yield* Audit).page(scopeOf(march.id), 0, 100)).filter(isRecorded)
          assert.deepStrictEqual(entries.map(({ actor, origin }) => [`${actor}`, origin.address]).toSorted(), [
            ["phones", undefined],
            ["watches", "192.0.2.2"]
          ])
          const ofWatches = entries.find(({ actor }) => actor === "watches")
          assert.deepStrictEqual(
            [ofWatches?.after.includes("alone"), ofWatches?.after.includes("walk 0")],
            [true, false]
          )
        })
      )
    )
})
