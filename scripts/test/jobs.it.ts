import { assert, describe, inject, it } from "vitest"
import { flawsIn, run } from "../gates/jobs/runTrial.ts"
import { randomFrom } from "../gates/random.ts"
import { newDatabaseOn } from "../servers/newDatabase.ts"

/** Processes take long to start where others are busy. */
const timeoutMs = 300_000

describe("R-03", () => {
  it("workers that are killed lose no job, do none twice, and a job that kills its worker is dead in the end", {
    timeout: timeoutMs
  }, async () => {
    const trial = {
      jobs: 30,
      kills: 3,
      workers: 2,
      leaseMs: 2_000,
      killAfterMs: [20, 400] as const,
      random: randomFrom(1)
    }
    const findings = await run(await newDatabaseOn(inject("postgres")), trial)
    assert.deepStrictEqual(flawsIn(findings, trial), [], JSON.stringify(findings))
  })
})
