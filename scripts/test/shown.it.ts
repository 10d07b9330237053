import { spawnSync } from "node:child_process"
import { assert, describe, it } from "@effect/vitest"
import { Connection, layerConnection, migrate } from "@laurel/adapters/postgres"
import { catalogue, type Shown } from "@laurel/http"
import { Effect } from "effect"
import { inject } from "vitest"
import { startLaurel } from "../servers/laurel.ts"
import { newDatabaseOn } from "../servers/newDatabase.ts"
import { freePort } from "../servers/postgres.ts"
import { promtoolProgram } from "../servers/promtool.ts"

// What is only there once something has happened: activities, jobs and payouts, and budgets that are used up.
const afterwards = new Set([
  "laurel_activities_total",
  "laurel_budget_refusals_total",
  "laurel_job_oldest_seconds",
  "laurel_job_outcomes_total",
  "laurel_job_seconds",
  "laurel_jobs",
  "laurel_payouts"
])

describe("the metrics of a server on Postgres and Redis", () => {
  it("are those of the catalogue, by name and type, as Prometheus can read them", async () => {
    const port = await freePort()
    const db = await newDatabaseOn(inject("postgres"))
    await Effect.runPromise(Effect.provide(Effect.flatMap(Connection, migrate), layerConnection({ url: db })))
    const args = ["--db", db, "--redis", inject("redis"), "--port", "0", "--log", "off", "--metrics-port", `${port}`]
    const server = await startLaurel({ args })
    try {
      await fetch(`${server.url}/v1/challenges`)
      await fetch(`${server.url}/v1/challenges/none`)
      const text = await (await fetch(`http://127.0.0.1:${port}/metrics`)).text()
      const shown = new Map(
        [...text.matchAll(/^# TYPE (\S+) (\S+)$/gm)].map(([, name = "", type = ""]) => [name, type])
      )
      const all: ReadonlyArray<readonly [string, Shown]> = Object.entries(catalogue)
      for (const [name, { type }] of all) {
        const said = shown.get(name)
        if (said !== undefined || !afterwards.has(name)) assert.strictEqual(said, type, name)
      }
      assert.deepEqual(
        [...shown.keys()].filter((name) => !Object.hasOwn(catalogue, name)),
        []
      )
      assert.match(text, /^laurel_redis_up 1$/m)
      const checked = spawnSync(promtoolProgram(), ["check", "metrics"], { input: text, encoding: "utf8" })
      assert.strictEqual(checked.status, 0, checked.stderr)
    } finally {
      await server.end("SIGTERM")
    }
  })
})
