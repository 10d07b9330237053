import { assert } from "@effect/vitest"
import { Effect, Option } from "effect"
import fc from "fast-check"
import {
  type ClaimedJob,
  type Job,
  JobId,
  JobKey,
  JobKind,
  Jobs,
  leaseRanOut,
  type NewJob,
  TracedBy,
  Transaction,
  usualClaim,
  usualLeaseMs,
  usualTries
} from "../src/runtime/index.ts"
import type { Instant } from "../src/shared/index.ts"
import { type Contract, contract } from "./Contract.ts"
import { spring } from "./cast.ts"
import { jobsCommands, jobsObservations } from "./commands/jobs.ts"
import { shown } from "./model/jobs.model.ts"
import { agreesWithModel } from "./modelRun.ts"
import { at } from "./stillClock.ts"
import { example, law } from "./worlds.ts"

const pay = JobKind.make("settlement.pay")
const notify = JobKind.make("notification.dispatch")
const noon = Date.UTC(2026, 0, 31, 12)

const jobOf = (key: string, more: Partial<NewJob> = {}): NewJob => ({ kind: pay, key: JobKey.make(key), ...more })

const enqueue = (jobs: ReadonlyArray<NewJob>, now: Instant = noon) =>
  at(
    now,
    Jobs.use((port) => port.enqueue(jobs))
  )

const claim = (now: Instant = noon, limit = usualClaim, leaseMs = usualLeaseMs) =>
  at(
    now,
    Jobs.use((port) => port.claim({ worker: "w", kinds: [pay], limit, leaseMs }))
  )

const keysOf = (jobs: ReadonlyArray<{ readonly key: string }>): ReadonlyArray<string> => jobs.map(({ key }) => key)

const listed = Jobs.use((port) => Effect.map(port.list(), (jobs) => jobs.map(shown)))

/** The first job that is due. */
const first = (now: Instant = noon) =>
  Effect.flatMap(claim(now, 1), ([job]) =>
    job === undefined ? Effect.die("there is no job to claim") : Effect.succeed(job)
  )

/** Lets a job fail until it is dead. */
const exhaust = (job: ClaimedJob): Effect.Effect<void, unknown, Jobs> =>
  Effect.gen(function* () {
    yield* at(
      noon,
      Jobs.use((port) => port.fail(job, `failed at try ${job.tries}`, noon))
    )
    if (job.tries < job.maximumTries) yield* exhaust(yield* first())
  })

/** What every adapter's `Jobs` does. */
export const jobsContract: Contract<Jobs | Transaction> = contract<Jobs | Transaction>("Jobs", {
  "a job is given as it was enqueued; what was not said is as usual": example(
    Effect.gen(function* () {
      const whole = {
        kind: pay,
        key: JobKey.make("Ünïcode: 1/2 'x' \\"),
        challengeId: spring,
        payload: { text: 'é "$1" {}', whole: 2 ** 53 - 1, yes: true },
        priority: -3,
        maximumTries: 2
      }
      assert.deepStrictEqual(yield* enqueue([{ ...whole, notBefore: noon + 1 }, jobOf("bare")]), [true, true])
      const always = { _tag: "Waiting", enqueuedAt: noon, tries: 0 } as const
      assert.deepStrictEqual(yield* listed, [
        { ...whole, ...always, due: noon + 1 },
        { ...jobOf("bare"), ...always, payload: {}, priority: 0, due: noon, maximumTries: usualTries }
      ])
    })
  ),
  "F39 as long as a job has not been claimed, another of its kind and key is not added, whatever else it says": example(
    Effect.gen(function* () {
      const other = jobOf("a", { priority: 9, notBefore: noon + 5 })
      assert.deepStrictEqual(yield* enqueue([jobOf("a"), other, { ...jobOf("a"), kind: notify }]), [true, false, true])
      assert.deepStrictEqual(yield* enqueue([other], noon + 1), [false])
      assert.deepStrictEqual(
        (yield* listed).map(({ kind, priority }) => [kind, priority]),
        [
          [pay, 0],
          [notify, 0]
        ]
      )
    })
  ),
  "F39 however many activities of a challenge ask for it within its window of 5 s, there is one job": law(
    fc.array(fc.integer({ min: 0, max: 4_999 }), { minLength: 1, maxLength: 20 }),
    (offsets) =>
      Effect.gen(function* () {
        const refresh = jobOf("spring", { notBefore: noon + 5_000 })
        for (const offset of offsets) yield* enqueue([refresh], noon + offset)
        assert.deepStrictEqual(keysOf(yield* claim(noon + 4_999)), [])
        assert.deepStrictEqual(keysOf(yield* claim(noon + 5_000)), ["spring"])
      })
  ),
  "a job that was tried does not stand for a new one: claimed, waiting to be retried, or dead": example(
    Effect.gen(function* () {
      const port = yield* Jobs
      yield* enqueue([jobOf("a", { maximumTries: 1 })])
      const job = yield* first()
      assert.deepStrictEqual(yield* enqueue([jobOf("a")]), [true])
      yield* at(noon, port.fail(job, "no answer", noon))
      const second = yield* first()
      yield* at(noon, port.fail(second, "no answer", noon + 1000))
      assert.deepStrictEqual(yield* enqueue([jobOf("a")]), [true])
      assert.deepStrictEqual(
        (yield* listed).map(({ _tag, tries }) => [_tag, tries]),
        [
          ["Dead", 1],
          ["Waiting", 1],
          ["Waiting", 0]
        ]
      )
    })
  ),
  "a batch is enqueued with the facts of its transaction, or not at all": example(
    Effect.gen(function* () {
      const { transact } = yield* Transaction
      yield* Effect.exit(transact(Effect.andThen(enqueue([jobOf("a"), jobOf("b")]), Effect.fail("no"))))
      assert.deepStrictEqual(yield* listed, [])
      yield* transact(enqueue([jobOf("a"), jobOf("b")]))
      assert.deepStrictEqual(keysOf(yield* listed), ["a", "b"])
    })
  ),
  "K33 `claim` takes by priority from high to low, then from the longest due, then in the order of enqueuing": example(
    Effect.gen(function* () {
      yield* enqueue([
        jobOf("late", { notBefore: noon - 1 }),
        jobOf("early", { notBefore: noon - 2 }),
        jobOf("urgent", { priority: 1 }),
        jobOf("lazy", { priority: -1, notBefore: 0 }),
        jobOf("early too", { notBefore: noon - 2 })
      ])
      assert.deepStrictEqual(keysOf(yield* claim(noon, 2)), ["urgent", "early"])
      assert.deepStrictEqual(keysOf(yield* claim()), ["early too", "late", "lazy"])
    })
  ),
  "K33 a claim takes 10 jobs unless said otherwise, of its own kinds only, and none before it is due": example(
    Effect.gen(function* () {
      const port = yield* Jobs
      yield* enqueue(Array.from({ length: 12 }, (_, index) => jobOf(`${index}`)))
      yield* enqueue([{ ...jobOf("other"), kind: notify }, jobOf("later", { notBefore: noon + 1, priority: 9 })])
      const claimed = yield* at(noon, port.claim({ worker: "ada's", kinds: [pay] }))
      assert.strictEqual(claimed.length, 10)
      assert.deepStrictEqual(
        claimed.map(({ worker, leaseMs, leaseUntil, tries }) => [worker, leaseMs, leaseUntil, tries]),
        claimed.map(() => ["ada's", 60_000, noon + 60_000, 1])
      )
      assert.deepStrictEqual(keysOf(yield* claim()), ["10", "11"])
      assert.deepStrictEqual(keysOf(yield* at(noon, port.claim({ worker: "w", kinds: [] }))), [])
      assert.deepStrictEqual(keysOf(yield* claim(noon + 1)), ["later"])
    })
  ),
  "no job goes to two workers, however many claim at the same time": example(
    Effect.gen(function* () {
      const all = Array.from({ length: 40 }, (_, index) => `${index}`)
      yield* enqueue(all.map((key) => jobOf(key)))
      const worker = Effect.gen(function* () {
        const mine: Array<string> = []
        for (;;) {
          const jobs = yield* claim(noon, 3)
          if (jobs.length === 0) return mine
          mine.push(...keysOf(jobs))
        }
      })
      const taken = yield* Effect.all([worker, worker, worker, worker], { concurrency: "unbounded" })
      assert.deepStrictEqual(taken.flat().toSorted(), all.toSorted())
    })
  ),
  "R-03 a lease that is over ends the try: the job goes to whoever claims next, and dies after its last try": example(
    Effect.gen(function* () {
      yield* enqueue([jobOf("a", { maximumTries: 2 })])
      yield* claim(noon, 1, 1_500)
      assert.deepStrictEqual(yield* claim(noon + 1_999), [])
      const [again] = yield* claim(noon + 2_000, 1, 1_500)
      assert.deepStrictEqual([again?.tries, again?.due, again?.lastError], [2, noon, leaseRanOut])
      assert.deepStrictEqual(
        yield* at(
          noon + 9_000,
          Jobs.use((port) => port.claim({ worker: "w", kinds: [notify] }))
        ),
        []
      )
      const [dead] = yield* listed
      assert.deepStrictEqual([dead?._tag, dead?.tries, dead?.lastError], ["Dead", 2, leaseRanOut])
    })
  ),
  "`extend` begins the lease anew": example(
    Effect.gen(function* () {
      const port = yield* Jobs
      yield* enqueue([jobOf("a")])
      const job = yield* first()
      assert.isTrue(yield* at(noon + 50_000, port.extend(job)))
      assert.deepStrictEqual(yield* claim(noon + 109_999), [])
      assert.deepStrictEqual(keysOf(yield* claim(noon + 110_000)), ["a"])
    })
  ),
  "`complete` takes the job away for good": example(
    Effect.gen(function* () {
      const port = yield* Jobs
      yield* enqueue([jobOf("a"), jobOf("b")])
      assert.isTrue(yield* port.complete(yield* first()))
      assert.deepStrictEqual(keysOf(yield* listed), ["b"])
    })
  ),
  "N25 `complete` inside the transaction of its effect is done with it, or not at all": example(
    Effect.gen(function* () {
      const port = yield* Jobs
      const { transact } = yield* Transaction
      yield* enqueue([jobOf("a")])
      const job = yield* first()
      const effect = enqueue([jobOf("what follows")])
      yield* Effect.exit(transact(Effect.andThen(effect, Effect.andThen(port.complete(job), Effect.fail("no")))))
      assert.deepStrictEqual(
        (yield* listed).map(({ key, _tag }) => [key, _tag]),
        [["a", "Claimed"]]
      )
      yield* transact(Effect.andThen(effect, port.complete(job)))
      assert.deepStrictEqual(keysOf(yield* listed), ["what follows"])
    })
  ),
  "`fail` keeps the error, lets the job wait until it is to be retried, and makes it dead after its last try": example(
    Effect.gen(function* () {
      const port = yield* Jobs
      yield* enqueue([jobOf("a", { maximumTries: 2 })])
      assert.isTrue(yield* at(noon, port.fail(yield* first(), "no answer", noon + 7_001)))
      assert.deepStrictEqual(yield* claim(noon + 7_000), [])
      const again = yield* first(noon + 7_001)
      assert.deepStrictEqual([again.tries, again.lastError, again.due], [2, "no answer", noon + 7_001])
      assert.isTrue(yield* at(noon + 8_000, port.fail(again, "still none", noon + 9_000)))
      const [dead] = yield* listed
      assert.deepStrictEqual([dead?._tag, dead?.lastError, dead?.due], ["Dead", "still none", noon + 7_001])
      assert.deepStrictEqual(yield* claim(noon + 10 ** 9), [])
    })
  ),
  "`giveBack` lets the job wait, due at once, with one more try for the one that was not made": example(
    Effect.gen(function* () {
      const port = yield* Jobs
      yield* enqueue([jobOf("a", { maximumTries: 1 })])
      assert.isTrue(yield* at(noon + 1, port.giveBack(yield* first())))
      const again = yield* first(noon + 1)
      assert.deepStrictEqual([again.tries, again.maximumTries, again.due], [2, 2, noon + 1])
    })
  ),
  "who lost a claim changes nothing: `extend`, `complete`, `fail` and `giveBack` say that the job is another's":
    example(
      Effect.gen(function* () {
        const port = yield* Jobs
        yield* enqueue([jobOf("a")])
        const lost = yield* first()
        const later = noon + usualLeaseMs
        const held = yield* first(later)
        for (const act of [port.extend(lost), port.complete(lost), port.fail(lost, "late", 0), port.giveBack(lost)]) {
          assert.isFalse(yield* at(later + 1, act))
        }
        assert.deepStrictEqual(yield* listed, [shown(held)])
        assert.isTrue(yield* port.complete(held))
        assert.isFalse(yield* port.complete(held))
      })
    ),
  "a lease that is over is still its worker's until another `claim` ends it": example(
    Effect.gen(function* () {
      const port = yield* Jobs
      yield* enqueue([jobOf("a")])
      const job = yield* first()
      assert.isTrue(yield* at(noon + 10 * usualLeaseMs, port.complete(job)))
    })
  ),
  "of several that settle one claim at the same time, one is told that it did": example(
    Effect.gen(function* () {
      const port = yield* Jobs
      yield* enqueue([jobOf("a")])
      const job = yield* first()
      const settle = [port.complete(job), port.fail(job, "no", noon), port.giveBack(job), port.complete(job)]
      const told = yield* at(noon, Effect.all(settle, { concurrency: "unbounded" }))
      assert.strictEqual(told.filter((own) => own).length, 1)
    })
  ),
  "a job carries the trace of what enqueued it, where that is traced, and still does when it is tried": example(
    Effect.gen(function* () {
      const traced = `00-${"a".repeat(32)}-${"b".repeat(16)}-01`
      yield* Effect.provideService(enqueue([jobOf("traced")]), TracedBy, traced)
      yield* enqueue([jobOf("untraced")])
      const tracesOf = (jobs: ReadonlyArray<Job>) => jobs.map(({ tracedBy }) => tracedBy)
      assert.deepStrictEqual(tracesOf(yield* Jobs.use((port) => port.list())), [traced, undefined])
      assert.deepStrictEqual(tracesOf(yield* claim()), [traced, undefined])
    })
  ),
  "`list` gives jobs page by page as enqueued; `counts` how many of each kind, and the first due date": example(
    Effect.gen(function* () {
      const port = yield* Jobs
      const all = Array.from({ length: 7 }, (_, index) => `${index}`)
      yield* enqueue(all.map((key) => jobOf(key, { maximumTries: 1 })))
      yield* enqueue([
        { ...jobOf("later", { notBefore: noon + 2 }), kind: notify },
        { ...jobOf("other", { notBefore: noon + 1 }), kind: notify }
      ])
      yield* exhaust(yield* first())
      yield* first()
      const page = yield* port.list({ kind: pay, limit: 3 })
      const last = page.at(-1)
      assert.isDefined(last)
      if (last === undefined) return
      assert.deepStrictEqual(keysOf(page), ["0", "1", "2"])
      assert.deepStrictEqual(keysOf(yield* port.list({ kind: pay, after: last.id, limit: 3 })), ["3", "4", "5"])
      assert.deepStrictEqual(keysOf(yield* port.list({ state: "Dead" })), ["0"])
      assert.deepStrictEqual(keysOf(yield* port.list({ state: "Claimed" })), ["1"])
      assert.deepStrictEqual(keysOf(yield* port.list({ state: "Waiting", kind: notify })), ["later", "other"])
      assert.deepStrictEqual(yield* port.counts, [
        { kind: notify, waiting: 2, earliestDue: noon + 1, claimed: 0, dead: 0 },
        { kind: pay, waiting: 5, earliestDue: noon, claimed: 1, dead: 1 }
      ])
    })
  ),
  "`find` gives one job, in whatever state; none where it is done or was never there": example(
    Effect.gen(function* () {
      const port = yield* Jobs
      yield* enqueue([jobOf("a", { maximumTries: 1 }), jobOf("b")])
      const all = yield* port.list()
      for (const job of all) assert.deepStrictEqual(yield* port.find(job.id), Option.some(job))
      const job = yield* first()
      assert.deepStrictEqual(yield* port.find(job.id), Option.some(job))
      yield* exhaust(job)
      assert.deepStrictEqual(
        Option.map(yield* port.find(job.id), ({ _tag }) => _tag),
        Option.some("Dead")
      )
      yield* port.discard(job.id)
      assert.deepStrictEqual(yield* port.find(job.id), Option.none())
      assert.deepStrictEqual(yield* port.find(JobId.make("no-such-job")), Option.none())
    })
  ),
  "F69 `retry` lets a dead job wait again for one more try; any other stays as it is": example(
    Effect.gen(function* () {
      const port = yield* Jobs
      yield* enqueue([jobOf("a", { maximumTries: 2 }), jobOf("b", { notBefore: noon + 1 })])
      const job = yield* first()
      assert.isFalse(yield* port.retry(job.id))
      yield* exhaust(job)
      assert.isTrue(yield* port.retry(job.id))
      assert.isFalse(yield* port.retry(job.id))
      assert.isFalse(yield* port.retry(JobId.make("no-such-job")))
      const again = yield* first()
      assert.deepStrictEqual([again.key, again.tries, again.maximumTries], ["a", 3, 3])
      yield* at(noon, port.fail(again, "again", noon))
      assert.deepStrictEqual(keysOf(yield* port.list({ state: "Dead" })), ["a"])
    })
  ),
  "F69 `discard` takes any job away, and its worker is told": example(
    Effect.gen(function* () {
      const port = yield* Jobs
      yield* enqueue([jobOf("a"), jobOf("b")])
      const job = yield* first()
      for (const { id } of yield* port.list()) assert.isTrue(yield* port.discard(id))
      assert.isFalse(yield* port.discard(job.id))
      assert.isFalse(yield* port.discard(JobId.make("no-such-job")))
      assert.isFalse(yield* port.complete(job))
      assert.deepStrictEqual(yield* listed, [])
      assert.deepStrictEqual(yield* enqueue([jobOf("b")]), [true])
    })
  ),
  "answers like its model, rollbacks included": agreesWithModel({
    initial: [],
    commands: jobsCommands,
    observe: jobsObservations
  })
})
