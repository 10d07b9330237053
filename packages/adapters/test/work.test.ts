import { assert, describe, it } from "@effect/vitest"
import * as Memory from "@laurel/adapters/memory"
import { type ClaimedJob, JobKey, JobKind, Jobs } from "@laurel/core/runtime"
import { type Handler, type Handlers, runJobs, type WorkerOptions, workOff } from "@laurel/core/work"
import { Deferred, Effect, Exit, Fiber, Layer, References } from "effect"
import { TestClock } from "effect/testing"

const kind = JobKind.make("test.kind")

const enqueue = (...keys: ReadonlyArray<string>) =>
  Jobs.use((jobs) => jobs.enqueue(keys.map((key) => ({ kind, key: JobKey.make(key), maximumTries: 2 }))))

const listed = Jobs.use((jobs) =>
  Effect.map(jobs.list(), (all) => all.map(({ key, _tag, tries }) => `${key} ${_tag} ${tries}`))
)

const handlersOf = <R>(
  handle: (job: ClaimedJob) => Effect.Effect<unknown, Error, R>,
  more: { readonly isAtomic?: boolean; readonly deadlineMs?: number } = {}
): Handlers<R> => new Map([[kind, { isAtomic: false, handle, ...more }]])

const worker = <R>(handlers: Handlers<R>, more: Partial<WorkerOptions<R>> = {}) =>
  runJobs({ handlers, worker: "w", ...more })

const example = <A, E>(effect: Effect.Effect<A, E, Jobs | Memory.Ports>) =>
  effect.pipe(Effect.provideService(References.MinimumLogLevel, "Fatal"), Effect.provide(Layer.fresh(Memory.layer)))

describe("runJobs", () => {
  it.effect("carries out what is due, then waits for what comes, until it is interrupted", () =>
    example(
      Effect.gen(function* () {
        const done: Array<string> = []
        const fiber = yield* Effect.forkChild(worker(handlersOf(({ key }) => Effect.sync(() => done.push(key)))))
        yield* enqueue("a", "b")
        yield* TestClock.adjust(1_000)
        yield* enqueue("c")
        yield* TestClock.adjust(1_000)
        assert.deepStrictEqual(done, ["a", "b", "c"])
        assert.deepStrictEqual(yield* listed, [])
        yield* Fiber.interrupt(fiber)
      })
    )
  )

  it.effect("N22 has one job in flight, however many it claimed", () =>
    example(
      Effect.gen(function* () {
        let inFlight = 0
        let most = 0
        const handle = () =>
          Effect.gen(function* () {
            most = Math.max(most, ++inFlight)
            yield* Effect.sleep(10)
            inFlight -= 1
          })
        yield* enqueue("a", "b", "c")
        const fiber = yield* Effect.forkChild(worker(handlersOf(handle), { claim: 3, maxJobs: 3 }))
        yield* TestClock.adjust(100)
        yield* Fiber.join(fiber)
        assert.strictEqual(most, 1)
      })
    )
  )

  it.effect("N23 ends after so many jobs, and leaves the others", () =>
    example(
      Effect.gen(function* () {
        yield* enqueue("a", "b", "c")
        const tally = yield* worker(
          handlersOf(() => Effect.void),
          { maxJobs: 2 }
        )
        assert.deepStrictEqual(tally, { Done: 2, Failed: 0, GivenBack: 0, Lost: 0 })
        assert.deepStrictEqual(yield* listed, ["c Waiting 0"])
      })
    )
  )

  it.effect(
    "N24 breaks off a try that takes longer than its deadline; the job is tried again, and dead after its last try",
    () =>
      example(
        Effect.gen(function* () {
          yield* enqueue("a")
          const never = handlersOf(() => Effect.never, { deadlineMs: 30_000 })
          const fiber = yield* Effect.forkChild(worker(never, { maxJobs: 2 }))
          yield* TestClock.adjust(29_999)
          assert.deepStrictEqual(yield* listed, ["a Claimed 1"])
          yield* TestClock.adjust(1)
          assert.deepStrictEqual(yield* listed, ["a Waiting 1"])
          yield* TestClock.adjust(60_000)
          const [job] = yield* Jobs.use((jobs) => jobs.list())
          assert.deepStrictEqual(
            [job?._tag, job?.lastError],
            ["Dead", "DeadlineExceeded: It took longer than 30 s and was broken off"]
          )
          yield* Fiber.join(fiber)
        })
      )
  )

  it.effect("keeps what it holds by signs of life, also what it has not begun yet", () =>
    example(
      Effect.gen(function* () {
        yield* enqueue("slow", "next")
        const handlers = handlersOf(() => Effect.sleep(50_000))
        const fiber = yield* Effect.forkChild(worker(handlers, { claim: 2, leaseMs: 3_000, maxJobs: 2 }))
        yield* TestClock.adjust(45_000)
        const others = yield* Jobs.use((jobs) => jobs.claim({ worker: "other", kinds: [kind] }))
        assert.deepStrictEqual(others, [])
        yield* TestClock.adjust(55_000)
        assert.strictEqual((yield* Fiber.join(fiber)).Done, 2)
      })
    )
  )

  it.effect("breaks off what turns out to be another's", () =>
    example(
      Effect.gen(function* () {
        yield* enqueue("a")
        const fiber = yield* Effect.forkChild(
          worker(
            handlersOf(() => Effect.never),
            { leaseMs: 3_000, maxJobs: 1 }
          )
        )
        yield* TestClock.adjust(500)
        for (const { id } of yield* Jobs.use((jobs) => jobs.list())) yield* Jobs.use((jobs) => jobs.discard(id))
        yield* TestClock.adjust(1_000)
        assert.deepStrictEqual(yield* Fiber.join(fiber), { Done: 0, Failed: 0, GivenBack: 0, Lost: 1 })
      })
    )
  )

  it.effect("interrupted, it lets the job under way end and gives back the rest", () =>
    example(
      Effect.gen(function* () {
        yield* enqueue("a", "b")
        const begun = yield* Deferred.make<void>()
        const goOn = yield* Deferred.make<void>()
        const handlers = handlersOf(() => Effect.andThen(Deferred.succeed(begun, undefined), Deferred.await(goOn)))
        const fiber = yield* Effect.forkChild(worker(handlers, { claim: 2 }))
        yield* Deferred.await(begun)
        const stopped = yield* Effect.forkChild(Fiber.interrupt(fiber))
        yield* Effect.yieldNow
        assert.deepStrictEqual(yield* listed, ["a Claimed 1", "b Claimed 1"])
        yield* Deferred.succeed(goOn, undefined)
        yield* Fiber.join(stopped)
        assert.deepStrictEqual(yield* listed, ["b Waiting 1"])
      })
    )
  )

  it.effect("interrupted, it gives back a job that does not end in time", () =>
    example(
      Effect.gen(function* () {
        yield* enqueue("a")
        const begun = yield* Deferred.make<void>()
        const handlers = handlersOf(() => Effect.andThen(Deferred.succeed(begun, undefined), Effect.never))
        const fiber = yield* Effect.forkChild(worker(handlers, { graceMs: 5_000 }))
        yield* Deferred.await(begun)
        const stopped = yield* Effect.forkChild(Fiber.interrupt(fiber))
        yield* TestClock.adjust(4_999)
        assert.deepStrictEqual(yield* listed, ["a Claimed 1"])
        yield* TestClock.adjust(1)
        yield* Fiber.join(stopped)
        const [job] = yield* Jobs.use((jobs) => jobs.list())
        assert.deepStrictEqual([job?._tag, job?.maximumTries], ["Waiting", 3])
      })
    )
  )
})

describe("workOff", () => {
  const effect = (key: string) =>
    Jobs.use((jobs) => jobs.enqueue([{ kind: JobKind.make("other"), key: JobKey.make(key) }]))

  it.effect("N25 what an atomic handler did is undone when it fails or dies, and the job is tried again", () =>
    example(
      Effect.gen(function* () {
        yield* enqueue("a")
        for (const ending of [Effect.fail(new Error("no answer")), Effect.die("bug")]) {
          const handlers = handlersOf(() => Effect.andThen(effect("x"), ending), { isAtomic: true })
          assert.strictEqual((yield* workOff(handlers, "w")).Failed, 1)
          yield* TestClock.adjust(3_600_000)
        }
        assert.deepStrictEqual(yield* listed, ["a Dead 2"])
        const [job] = yield* Jobs.use((jobs) => jobs.list())
        assert.strictEqual(job?.lastError, "bug")
      })
    )
  )

  it.effect("N25 what an atomic handler did after its job was lost is undone", () =>
    example(
      Effect.gen(function* () {
        yield* enqueue("a")
        const discarded = ({ id }: ClaimedJob) =>
          Effect.andThen(
            Jobs.use((jobs) => jobs.discard(id)),
            effect("x")
          )
        const tally = yield* workOff(handlersOf(discarded, { isAtomic: true }), "w")
        assert.strictEqual(tally.Lost, 1)
        assert.notInclude(yield* listed, "x Waiting 0")
      })
    )
  )

  it.effect("an atomic handler is done together with its job", () =>
    example(
      Effect.gen(function* () {
        yield* enqueue("a", "b")
        const tally = yield* workOff(
          handlersOf(({ key }) => effect(`${key}!`), { isAtomic: true }),
          "w"
        )
        assert.deepStrictEqual([tally.Done, yield* listed], [2, ["a! Waiting 0", "b! Waiting 0"]])
      })
    )
  )

  it.effect("a kind without a handler is left alone", () =>
    example(
      Effect.gen(function* () {
        yield* enqueue("a")
        assert.isTrue(Exit.isSuccess(yield* Effect.exit(workOff(new Map<JobKind, Handler<never>>(), "w"))))
        assert.deepStrictEqual(yield* listed, ["a Waiting 0"])
      })
    )
  )
})
