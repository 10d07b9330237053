import { join } from "@laurel/core/challenge"
import { ChallengeId, ParticipantId, UserId } from "@laurel/core/shared"
import { afterAll, assert, beforeAll, describe, it } from "vitest"
import { begin, openHouse, steps } from "./house.ts"

const root = "root+administrator"

describe("circles over HTTP", () => {
  const house = openHouse()
  const { ask } = house
  afterAll(house.close)

  const create = async (as: string, body: Readonly<Record<string, unknown>> = {}): Promise<string> =>
    (await ask("POST", "/v1/circles", { as, body: { name: "Walkers", ...body } })).json.circle_id
  const enter = (as: string, circle: string) => ask("POST", `/v1/circles/${circle}/members`, { as })
  const leave = (as: string, circle: string, user = as) =>
    ask("DELETE", `/v1/circles/${circle}/members/${user}`, { as })

  it("a circle is created with its owner as its first member; the same key creates it once", async () => {
    const headers = { "idempotency-key": "circle-1" }
    const body = { name: "Early walkers", description: "before 7", member_limit: 3 }
    const created = await ask("POST", "/v1/circles", { as: "ada", body, headers })
    assert.strictEqual(created.status, 201)
    assert.deepInclude(created.json, { ...body, visibility: "public", owner: "ada", member_count: 1 })
    const again = await ask("POST", "/v1/circles", { as: "ada", body, headers })
    assert.deepStrictEqual(again.json, created.json)
    const { circle_id: id } = created.json
    assert.deepStrictEqual((await ask("GET", `/v1/circles/${id}`, { as: "bob" })).json, created.json)
    const mine = (await ask("GET", "/v1/me/circles", { as: "ada" })).json.data
    assert.deepStrictEqual(mine, [{ ...created.json, joined_at: created.json.created_at }])
    const usual = await ask("POST", "/v1/circles", { as: "eve", body: { name: "x".repeat(100) } })
    assert.deepInclude(usual.json, { member_limit: 50, description: "" })
    for (const wrong of [
      { name: "" },
      { name: "x".repeat(101) },
      { name: "a", member_limit: 501 },
      { name: "a\u0000" }
    ])
      assert.strictEqual((await ask("POST", "/v1/circles", { as: "eve", body: wrong })).status, 422)
  })

  it("is joined once by whoever is known, as long as there is room", async () => {
    const id = await create("ada", { member_limit: 2 })
    assert.deepInclude((await enter("bob", id)).json, { member_count: 2 })
    const again = await enter("bob", id)
    assert.deepStrictEqual([again.status, again.json.member_count], [200, 2])
    assert.strictEqual((await enter("cem", id)).json.code, "circle-full")
    assert.strictEqual((await ask("POST", `/v1/circles/${id}/members`)).status, 401)
    const raised = await ask("PATCH", `/v1/circles/${id}`, { as: "ada", body: { member_limit: 3 } })
    assert.deepInclude(raised.json, { member_limit: 3, name: "Walkers" })
    assert.strictEqual((await enter("cem", id)).status, 201)
    const low = await ask("PATCH", `/v1/circles/${id}`, { as: "ada", body: { member_limit: 2 } })
    assert.strictEqual(low.json.code, "circle-limit-too-low")
  })

  it("lists who is in it, and one's own circles, page by page", async () => {
    const id = await create("pia", { member_limit: 10 })
    for (const who of ["u1", "u2", "u3"]) await enter(who, id)
    const seen: Array<string> = []
    let cursor = ""
    do {
      const { json } = await ask("GET", `/v1/circles/${id}/members?limit=2${cursor}`, { as: "u1" })
      seen.push(...json.data.map(({ user_id }: { user_id: string }) => user_id))
      cursor = json.has_more ? `&cursor=${encodeURIComponent(json.next_cursor)}` : ""
    } while (cursor !== "")
    assert.deepStrictEqual(seen, ["pia", "u1", "u2", "u3"])
    const second = await create("pia")
    const first = (await ask("GET", "/v1/me/circles?limit=1", { as: "pia" })).json
    const next = await ask("GET", `/v1/me/circles?limit=1&cursor=${encodeURIComponent(first.next_cursor)}`, {
      as: "pia"
    })
    assert.sameMembers([first.data[0].circle_id, next.json.data[0].circle_id], [id, second])
    assert.isFalse(next.json.has_more)
    for (const path of ["/v1/me/circles", `/v1/circles/${id}/members`])
      assert.strictEqual((await ask("GET", `${path}?cursor=x`, { as: "pia" })).json.code, "invalid-cursor")
  })

  it("a private one is there for its members and administrators alone", async () => {
    const id = await create("ada")
    await enter("bob", id)
    await ask("PATCH", `/v1/circles/${id}`, { as: "ada", body: { visibility: "private" } })
    for (const [method, path] of [
      ["GET", ""],
      ["GET", "/members"],
      ["POST", "/members"],
      ["PATCH", ""],
      ["DELETE", ""],
      ["DELETE", "/members/bob"]
    ] as const) {
      const { status, json } = await ask(method, `/v1/circles/${id}${path}`, {
        as: "otto",
        ...(method === "PATCH" ? { body: {} } : {})
      })
      assert.deepStrictEqual([status, json.code], [404, "circle-not-found"], `${method} ${path}`)
    }
    for (const as of ["bob", root]) assert.strictEqual((await ask("GET", `/v1/circles/${id}`, { as })).status, 200)
  })

  it("its owner alone changes it and takes others out; whoever leaves it is answered 204 (N44)", async () => {
    const id = await create("ada")
    await enter("bob", id)
    await enter("cem", id)
    for (const as of ["bob", root]) {
      assert.strictEqual((await ask("PATCH", `/v1/circles/${id}`, { as, body: {} })).json.code, "not-circle-owner")
      assert.strictEqual((await ask("DELETE", `/v1/circles/${id}`, { as })).json.code, "not-circle-owner")
      assert.strictEqual((await leave(as, id, "cem")).json.code, "not-circle-owner")
    }
    assert.strictEqual((await leave("ada", id, "cem")).status, 204)
    assert.strictEqual((await leave("ada", id, "cem")).json.code, "not-circle-member")
    assert.strictEqual((await leave("ada", id)).status, 204)
    assert.deepInclude((await ask("GET", `/v1/circles/${id}`, { as: "ada" })).json, { owner: "bob", member_count: 1 })
    assert.strictEqual((await ask("DELETE", `/v1/circles/${id}`, { as: "bob" })).status, 204)
    assert.strictEqual((await ask("GET", `/v1/circles/${id}`, { as: "bob" })).json.code, "circle-not-found")
  })

  describe("their boards", () => {
    const board = (as: string, circle: string, challenge = "may") =>
      ask("GET", `/v1/challenges/${challenge}/leaderboard/circles/${circle}`, { as })
    const walk = (as: string, quantity: number) =>
      ask("POST", "/v1/challenges/may/activities", {
        as,
        body: { metric: "steps", quantity, at: "2026-05-04T06:00:00Z", key: "walk" }
      })
    const people = ["ada", "bob", "cem", "dan"]

    beforeAll(async () => {
      for (const [id, more] of [
        ["may", {}],
        ["hidden", { visibility: "invite" }]
      ] as const) {
        await ask("POST", "/v1/challenges", { as: "olga", body: steps(id, more) })
        await ask("POST", `/v1/challenges/${id}/publish`, { as: "olga" })
      }
      const entries = people.map((name) => ({
        participantId: ParticipantId.make(`p-${name}`),
        userId: UserId.make(name),
        enteredAt: begin,
        categories: [],
        status: "Active" as const
      }))
      await house.run(join(ChallengeId.make("may"), entries))
      for (const [at, name] of people.entries()) await walk(name, 1_000 - at)
    })

    it("ranks the members who take part among themselves, with their ranks on the whole board (F48)", async () => {
      const id = await create("bob")
      await enter("dan", id)
      await enter("eve", id)
      const { json } = await board("eve", id)
      assert.deepInclude(json, { circle_id: id, count: 4 })
      assert.deepStrictEqual(
        json.data.map((row: Record<string, unknown>) => [row.participant_id, row.rank, row.score, row.overall]),
        [
          ["p-bob", 1, "999", { rank: 2, place: 2 }],
          ["p-dan", 2, "997", { rank: 4, place: 4 }]
        ]
      )
    })

    it("whoever has joined or left sees it at once, though members are kept for five minutes (F48)", async () => {
      const id = await create("bob")
      const seen = async () =>
        (await board("bob", id)).json.data.map(({ participant_id }: { participant_id: string }) => participant_id)
      assert.deepStrictEqual(await seen(), ["p-bob"])
      await enter("ada", id)
      assert.deepStrictEqual(await seen(), ["p-ada", "p-bob"])
      await leave("bob", id, "ada")
      assert.deepStrictEqual(await seen(), ["p-bob"])
    })

    it("needs to see both the circle and the challenge", async () => {
      const id = await create("bob", { visibility: "private" })
      assert.strictEqual((await board("ada", id)).json.code, "circle-not-found")
      assert.strictEqual((await board("bob", id, "hidden")).json.code, "challenge-not-found")
      assert.strictEqual((await ask("GET", `/v1/challenges/may/leaderboard/circles/${id}`)).status, 401)
    })
  })

  it("has met no bug", () => assert.deepStrictEqual(house.reports, []))
})
