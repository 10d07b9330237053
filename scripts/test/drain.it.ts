import { assert, describe, it } from "@effect/vitest"
import { inject } from "vitest"
import { runTrial } from "../gates/drain/runTrial.ts"
import { newDatabaseOn } from "../servers/newDatabase.ts"

// R-16 for one server of two. `npm run gate:drain` ends twenty, and looks at how long everything takes.

describe("servers that are ended under load (R-16)", { timeout: 240_000 }, () => {
  it("lose nothing and refuse nothing, tell streams to come back, and end with 0", async () => {
    const { endings, held, traffic, followers } = await runTrial({
      databaseUrl: await newDatabaseOn(inject("postgres")),
      rounds: 2
    })
    assert.deepStrictEqual(
      endings.map(({ code }) => code),
      [0, 0]
    )
    for (const { saidMs } of endings) assert.isTrue(Number.isFinite(saidMs))
    assert.deepStrictEqual([held.lost, held.twice, held.wrong], [0, 0, 0])
    assert.deepStrictEqual([traffic.refused, ...traffic.flaws], [0])
    assert.deepStrictEqual([followers.events.cut, followers.sockets.cut], [0, 0])
    assert.isAbove(followers.events.told, 0)
  })
})
