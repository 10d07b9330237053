import { join } from "@laurel/core/challenge"
import { ChallengeId, ParticipantId, UserId } from "@laurel/core/shared"
import { carryWaiting } from "@laurel/core/work"
import { afterAll, assert, beforeAll, describe, it } from "vitest"
import { begin, openHouse, steps } from "./house.ts"

const root = "root+administrator"

describe("users who are active, hour by hour, over HTTP (K48)", () => {
  const house = openHouse()
  const { ask } = house
  const path = "/v1/stats/active"
  beforeAll(async () => {
    await ask("POST", "/v1/challenges", { as: "olga", body: steps("may") })
    await ask("POST", "/v1/challenges/may/publish", { as: "olga" })
    const entries = ["ada", "bob"].map((name) => ({
      participantId: ParticipantId.make(name),
      userId: UserId.make(name),
      enteredAt: begin,
      categories: [],
      status: "Active" as const
    }))
    await house.run(join(ChallengeId.make("may"), entries))
  })
  afterAll(house.close)

  it("counts each once an hour, for administrators", async () => {
    const walk = (as: string, key: string, quantity: number) =>
      ask("POST", "/v1/challenges/may/activities", {
        as,
        body: { metric: "steps", quantity, at: "2026-05-04T06:00:00Z", key }
      })
    await walk("ada", "1", 5)
    await walk("ada", "2", 60_000)
    house.clock.moveTo(begin + 3_600_000)
    await walk("bob", "1", 5)
    await walk("ada", "3", 5)
    await walk("ada", "3", 5)
    house.clock.moveTo(begin + 2 * 3_600_000)
    await walk("ada", "3", 5)
    await house.run(carryWaiting())
    const { json } = await ask("GET", `${path}?hours=4`, { as: root })
    assert.deepStrictEqual(json.data, [
      { hour: "2026-05-04T07:00:00.000Z", users: 0 },
      { hour: "2026-05-04T08:00:00.000Z", users: 1 },
      { hour: "2026-05-04T09:00:00.000Z", users: 2 },
      { hour: "2026-05-04T10:00:00.000Z", users: 0 }
    ])
    assert.strictEqual((await ask("GET", path, { as: root })).json.data.length, 24)
  })

  it("is nobody else's business, and of two days at most", async () => {
    assert.strictEqual((await ask("GET", path, { as: "olga" })).json.code, "access-denied")
    assert.strictEqual((await ask("GET", path)).status, 401)
    for (const hours of ["0", "49", "x"]) {
      assert.strictEqual((await ask("GET", `${path}?hours=${hours}`, { as: root })).status, 422)
    }
    assert.deepStrictEqual(house.reports, [])
  })
})
