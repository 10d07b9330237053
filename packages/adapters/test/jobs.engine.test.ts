import { assert, describe, it } from "@effect/vitest"
import { compareIds } from "@laurel/core/shared"
import fc from "fast-check"
import { getConstructionPlans } from "pg-boss"
import { isOurs, JobIds } from "../src/postgres/jobs/JobIds.ts"
import { enginesSchemaOf, enginesVersion, jobsSchemaOf } from "../src/postgres/jobs/place.ts"
import { engineTables } from "../src/postgres/migrations/0006_jobs/engine.ts"

describe("the engine of jobs", () => {
  it("makes the tables that our migration makes; another version of it needs a migration of its own", () => {
    assert.strictEqual(engineTables.trim(), getConstructionPlans("laurel_jobs").trim())
    assert.include(engineTables, `version(version) VALUES ('${enginesVersion}')`)
  })

  it("has a schema beside that of the store, quoted where it has to be", () => {
    assert.deepStrictEqual(["laurel", '"laurel"'].map(jobsSchemaOf), ["laurel_jobs", '"laurel_jobs"'])
    assert.deepStrictEqual(["laurel", "My laurel"].map(enginesSchemaOf), ["laurel_jobs", '"My laurel_jobs"'])
  })
})

describe("JobIds", () => {
  it("gives ids in their order, whatever the clock does", () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 0, max: 5 }), { maxLength: 50 }),
        fc.bigInt({ min: 0n, max: 2n ** 62n - 1n }),
        (clock, random) => {
          const ids = new JobIds(() => random)
          const given = clock.map((now) => ids.next(now))
          assert.deepStrictEqual(given.toSorted(compareIds), given)
          assert.strictEqual(new Set(given).size, given.length)
          assert.isTrue(given.every(isOurs))
        }
      )
    )
  })

  it("goes on in the next millisecond when one is full", () => {
    const ids = new JobIds(() => 0n)
    const given = Array.from({ length: 10_000 }, () => ids.next(1))
    assert.strictEqual(new Set(given).size, given.length)
    assert.deepStrictEqual(given.toSorted(compareIds), given)
  })
})
