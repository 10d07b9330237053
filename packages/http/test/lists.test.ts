import { afterAll, assert, beforeAll, describe, it } from "vitest"
import { operations } from "../src/api/operations.ts"
import { makeClient } from "../src/operation/makeClient.ts"
import { begin, openHouse, steps } from "./house.ts"

const odd = "Lovelace, Ada"

describe("what is asked for in a query", () => {
  const house = openHouse()
  const { ask } = house
  const params = { challenge_id: "open" }
  beforeAll(async () => {
    await ask("POST", "/v1/challenges", { as: "olga", body: steps("open") })
    await ask("POST", "/v1/challenges/open/publish", { as: "olga" })
    const at = new Date(begin).toISOString()
    for (const [who, participant, quantity] of [
      ["ada", odd, 300],
      ["bob", "bob", 200]
    ] as const) {
      const headers = { "idempotency-key": who }
      await ask("POST", "/v1/challenges/open/join", { as: who, headers, body: { participant_id: participant } })
      await ask("POST", "/v1/challenges/open/activities", { as: who, body: { metric: "steps", quantity, at } })
    }
  })
  afterAll(house.close)
  const client = makeClient(operations, {
    url: "http://laurel.test",
    fetch: async (input, init) => house.app.request(`${input}`, init)
  })
  const ranked = ({ data }: { readonly data: ReadonlyArray<{ readonly participant_id: string }> }) =>
    data.map(({ participant_id }) => participant_id)

  it("may name participants whose names have commas in them", async () => {
    assert.deepStrictEqual(ranked(await client.getRanks({ params, query: { participants: [odd] } })), [odd])
    assert.deepStrictEqual(ranked(await client.getRanks({ params, query: { participants: ["bob", odd] } })), [
      "bob",
      odd
    ])
    assert.deepStrictEqual(ranked(await client.getCircle({ params, query: { participants: ["bob"] } })), ["bob"])
    const { json } = await ask("GET", "/v1/challenges/open/leaderboard/ranks?participants=bob,ada")
    assert.deepStrictEqual(ranked(json), ["bob"])
  })

  it("is refused where something is named twice", async () => {
    const { status, json } = await ask("GET", "/v1/challenges?limit=1&limit=2&q=a")
    assert.deepStrictEqual(
      [status, json.errors[0].pointer, json.errors[0].detail],
      [422, "/limit", "is given more than once"]
    )
  })

  it("shows such participants on pages as well", async () => {
    const page = async (path: string) => (await house.app.request(path)).text()
    assert.include(await page(`/challenges/open/participants/${encodeURIComponent(odd)}`), "1 of 2")
    assert.include(await page(`/challenges/open?me=${encodeURIComponent(odd)}`), 'class="own"')
    house.clock.moveTo(begin + 2 * 86_400_000)
    assert.include(await page("/challenges/open"), odd)
  })

  it("reads one participant, with its rank", async () => {
    const one = await client.getParticipant({ params: { ...params, participant_id: odd } })
    assert.deepStrictEqual(
      [one.participant_id, one.status, one.place?.rank, one.place?.score],
      [odd, "active", 1, "300"]
    )
    const missing = await ask("GET", "/v1/challenges/open/participants/nobody")
    assert.deepStrictEqual([missing.status, missing.json.code], [404, "participant-not-found"])
    assert.deepStrictEqual(house.reports, [])
  })
})
