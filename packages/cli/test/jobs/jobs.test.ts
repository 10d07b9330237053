import { assert, describe, it } from "@effect/vitest"
import { JobKey, JobKind, Jobs } from "@laurel/core/runtime"
import { Effect, Exit } from "effect"
import { Office } from "../store.ts"
import { patience } from "../world.ts"

const kind = JobKind.make("trial.work")

/** An office with two jobs: one waits, one is dead. */
const officeWithJobs = async (): Promise<Office> => {
  const office = new Office()
  const { run } = await office.stores.open({ _tag: "Memory" }, { _tag: "Wallet" })
  const exit = await run(
    Effect.gen(function* () {
      const jobs = yield* Jobs
      yield* jobs.enqueue([
        { kind, key: JobKey.make("dies"), maximumTries: 1, priority: 1 },
        { kind, key: JobKey.make("waits") }
      ])
      const [claimed] = yield* jobs.claim({ worker: "w", kinds: [kind], limit: 1 })
      if (claimed !== undefined) yield* jobs.fail(claimed, "out of paper", 0)
    })
  )
  assert.isTrue(Exit.isSuccess(exit))
  return office
}

describe("laurel jobs", { timeout: patience }, () => {
  it("list counts jobs and shows those that are asked for, with their last error", async () => {
    await using office = await officeWithJobs()
    const { out } = await office.does("jobs list --state dead")
    assert.match(out, /trial\.work +1 +0 +1/)
    assert.include(out, "out of paper")
    const document = JSON.parse((await office.does("jobs list --json")).out)
    assert.deepStrictEqual([document._v, document.jobs.length], [1, 2])
    assert.strictEqual((await office.laurel("jobs list --kind UPPER")).code, 64)
  })

  it("retry lets dead ones wait again, and says which ones there are not, with 5", async () => {
    await using office = await officeWithJobs()
    assert.include((await office.does("jobs retry all --dry-run")).out, "1 job retried")
    assert.include((await office.does("jobs retry all")).out, "1 job retried")
    assert.include((await office.does("jobs list")).out, "2        0     0")
    assert.strictEqual((await office.laurel("jobs retry nothing")).code, 5)
  })

  it("discard takes jobs away", async () => {
    await using office = await officeWithJobs()
    const { jobs } = JSON.parse((await office.does("jobs list --json")).out)
    await office.does(["jobs", "discard", ...jobs.map(({ id }: { id: string }) => id)])
    assert.include((await office.does("jobs list")).out, "There is nothing to be done")
    assert.match((await office.does("audit list laurel")).out, /ada +jobs\.discard|jobs\.discard +.*ada/)
  })
})
