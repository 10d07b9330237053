import { assert, describe, it } from "@effect/vitest"
import { inject } from "vitest"
import { cases } from "../gates/limits/cases.ts"
import { run } from "../gates/limits/runTrial.ts"
import { newDatabaseOn } from "../servers/newDatabase.ts"
import { startRedis } from "../servers/redis.ts"

// R-11 for a few budgets and two processes. `npm run gate:limits` asks for all of them, and loses the store.

const few = cases.filter(({ budget, as }) => budget === "definition-write" || (budget === "auth" && as === "guesser"))

describe("budgets that processes share (R-11)", () => {
  const tried = async (redisUrl?: string) => {
    const databaseUrl = await newDatabaseOn(inject("postgres"))
    const trial = { databaseUrl, processes: 2, requests: 30, cases: few }
    const outcomes = await run(redisUrl === undefined ? trial : { ...trial, redisUrl })
    for (const { case: one, letIn, flaws } of outcomes)
      assert.deepStrictEqual([letIn, ...flaws], [one.quota], one.budget)
  }
  it("let in exactly what they hold, in Redis", async () => {
    // Whoever asks is counted under the same names by every test: this one has a Redis of its own.
    const redis = await startRedis()
    await tried(redis.url).finally(redis.dispose)
  })
  it("let in exactly what they hold, in the database", () => tried())
})
