import { assert, describe, it } from "@effect/vitest"
import { jobsContract } from "@laurel/core/contracts"
import { JobKey, JobKind, Jobs, Transaction } from "@laurel/core/runtime"
import { Deferred, Effect, Fiber } from "effect"
import { embeddedWorld, postgresWorld } from "./database.ts"

const postgres = postgresWorld()

/** Each run empties a table, which costs more here than the statements do. */
const runs = 30

jobsContract("Postgres", postgres, { runs })
jobsContract("the embedded store", embeddedWorld(), { runs })

const kind = JobKind.make("settlement.pay")
const job = { kind, key: JobKey.make("spring") }
const claim = Jobs.use((jobs) => jobs.claim({ worker: "w", kinds: [kind] }))

describe("Jobs (Postgres)", () => {
  it.live("a job that stands for one of a transaction is not done before that is committed", () =>
    Effect.gen(function* () {
      const jobs = yield* Jobs
      const { transact } = yield* Transaction
      yield* jobs.enqueue([job])
      const inside = Effect.gen(function* () {
        assert.deepStrictEqual(yield* jobs.enqueue([job]), [false])
        // Somebody else, on a connection of their own, who would not see the facts of this transaction yet.
        const others = yield* Effect.promise(() => Effect.runPromise(Effect.provideService(claim, Jobs, jobs)))
        assert.deepStrictEqual(others, [])
      })
      yield* transact(inside)
      assert.strictEqual((yield* claim).length, 1)
    }).pipe(Effect.provide(postgres))
  )

  it.live("a job that is claimed while another asks for it is added for that one", () =>
    Effect.gen(function* () {
      const jobs = yield* Jobs
      const { transact } = yield* Transaction
      yield* jobs.enqueue([job])
      const claimed = yield* Deferred.make<void>()
      const claiming = yield* Effect.forkChild(
        transact(Effect.andThen(claim, Effect.andThen(Deferred.succeed(claimed, undefined), Effect.sleep(100))))
      )
      yield* Deferred.await(claimed)
      assert.deepStrictEqual(yield* jobs.enqueue([job]), [true])
      yield* Fiber.join(claiming)
      assert.deepStrictEqual(
        (yield* jobs.list()).map(({ _tag }) => _tag),
        ["Claimed", "Waiting"]
      )
    }).pipe(Effect.provide(postgres))
  )
})
