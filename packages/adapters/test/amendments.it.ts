import { assert, describe, it } from "@effect/vitest"
import * as Laurel from "@laurel/adapters"
import { Connection, layerConnection, migrate } from "@laurel/adapters/postgres"
import { Effect } from "effect"
import { newDatabase } from "./database.ts"

const days = 24 * 3_600_000

const definition: Laurel.DefinitionJson = {
  id: "may",
  name: "Steps in May",
  zone: "UTC",
  window: { start: "2026-05-01", end: "2026-05-31" },
  metrics: [{ name: "steps" }],
  score: { _tag: "Total", metric: "steps" }
}

/** The address of a database that has all tables and nothing in them. */
const readied = Effect.tap(newDatabase, (url) =>
  Effect.provide(
    Connection.use((place) => migrate(place)),
    layerConnection({ url })
  )
)

describe("amend on Postgres", () => {
  it("loses nothing of what two organisers change about one entry at the same time", async () => {
    const now = Date.parse("2026-05-01T00:00:00Z") - days
    const url = new URL(await Effect.runPromise(readied))
    await using laurel = await Laurel.open({
      store: `postgres://${url.username}@${url.host}${url.pathname}`,
      clock: () => now
    })
    const users = Array.from({ length: 10 }, (_, number) => `user-${number}`)
    await laurel.define(definition)
    await laurel.publish("may")
    await laurel.join("may", users)
    await Promise.all(
      users.flatMap((participant) => [
        laurel.amend("may", { participant, status: "Withdrawn" }),
        laurel.amend("may", { participant, eligibility: "Excluded" })
      ])
    )
    for (const { participantId, status, eligibility } of await laurel.entries("may")) {
      assert.deepStrictEqual([status, eligibility], ["Withdrawn", "Excluded"], participantId)
    }
  })
})
