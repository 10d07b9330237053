import { invitesOpenMs } from "@laurel/core/community"
import { afterAll, assert, beforeAll, describe, it } from "vitest"
import { openHouse, steps } from "./house.ts"

describe("invitations over HTTP", () => {
  const house = openHouse()
  const { ask } = house
  let keys = 0
  const invite = (as: string, to: string, ...users: ReadonlyArray<string>) =>
    ask("POST", `${to}/invites:bulk`, { as, body: { user_ids: users } })
  const join = (as: string, challenge: string) =>
    ask("POST", `/v1/challenges/${challenge}/join`, { as, body: {}, headers: { "idempotency-key": `join-${keys++}` } })
  const seen = async (as: string, challenge: string) => (await ask("GET", `/v1/challenges/${challenge}`, { as })).status
  const mine = async (as: string) => (await ask("GET", "/v1/me/invites", { as })).json.data
  const open = async (id: string, more: Readonly<Record<string, unknown>>) => {
    const { status } = await ask("POST", "/v1/challenges", { as: "olga", body: steps(id, more) })
    assert.strictEqual(status, 201)
    await ask("POST", `/v1/challenges/${id}/publish`, { as: "olga" })
    return `/v1/challenges/${id}`
  }
  const circleOf = async (as: string, visibility = "private"): Promise<string> =>
    (await ask("POST", "/v1/circles", { as, body: { name: "Walkers", visibility } })).json.circle_id

  let may = ""
  beforeAll(async () => {
    may = await open("may", { visibility: "invite" })
  })
  afterAll(house.close)

  it("many are invited in one call, each with an outcome; the same again is `exists` (F54)", async () => {
    const { status, json } = await invite("olga", may, "ada", " bad", "bob", "ada")
    assert.strictEqual(status, 200)
    assert.deepStrictEqual(
      json.results.map(({ user_id, outcome }: Record<string, string>) => `${user_id} ${outcome}`),
      ["ada invited", " bad refused", "bob invited", "ada exists"]
    )
    const again = await invite("olga", may, "ada", "cem")
    assert.deepStrictEqual(
      again.json.results.map(({ outcome }: Record<string, string>) => outcome),
      ["exists", "invited"]
    )
    const many = Array.from({ length: 501 }, (_, number) => `user ${number}`)
    assert.strictEqual((await invite("olga", may, ...many)).status, 422)
    assert.strictEqual((await invite("ada", may, "dan")).status, 403)
    assert.strictEqual((await invite("sam", may, "dan")).status, 404)
    const page = await ask("GET", `${may}/invites?limit=2`, { as: "olga" })
    assert.strictEqual(page.json.data.length, 2)
    const rest = await ask("GET", `${may}/invites?cursor=${encodeURIComponent(page.json.next_cursor)}`, { as: "olga" })
    assert.sameMembers(
      [...page.json.data, ...rest.json.data].map(({ user_id }) => user_id),
      ["ada", "bob", "cem"]
    )
  })

  it("a challenge for the invited is seen and entered by them alone, as long as they have not declined", async () => {
    assert.strictEqual((await join("sam", "may")).json.code, "challenge-not-found")
    assert.deepStrictEqual(
      [await seen("sam", "may"), await seen("ada", "may"), await seen("bob", "may")],
      [404, 200, 200]
    )
    const [one] = await mine("ada")
    assert.deepInclude(one, { challenge_id: "may", state: "pending", invited_by: "olga" })
    const accepted = await ask("POST", `/v1/invites/${one.invite_id}/accept`, { as: "ada" })
    assert.strictEqual(accepted.json.state, "accepted")
    assert.strictEqual((await ask("POST", `/v1/invites/${one.invite_id}/accept`, { as: "ada" })).status, 200)
    assert.deepStrictEqual(await mine("ada"), [])
    assert.strictEqual((await join("ada", "may")).status, 201)
    const [other] = await mine("bob")
    assert.strictEqual((await ask("POST", `/v1/invites/${other.invite_id}/accept`, { as: "ada" })).status, 404)
    await ask("POST", `/v1/invites/${other.invite_id}/decline`, { as: "bob" })
    assert.strictEqual((await ask("POST", `/v1/invites/${other.invite_id}/accept`, { as: "bob" })).status, 404)
    assert.strictEqual(await seen("bob", "may"), 404)
    assert.strictEqual((await join("bob", "may")).status, 404)
  })

  it("what is taken back lets nobody in any more; who entered stays", async () => {
    const [{ invite_id: cem }] = await mine("cem")
    for (const as of ["sam", "cem"])
      assert.strictEqual((await ask("DELETE", `/v1/invites/${cem}`, { as })).json.code, "invite-not-found")
    assert.strictEqual((await ask("DELETE", `/v1/invites/${cem}`, { as: "olga" })).status, 204)
    assert.strictEqual(await seen("cem", "may"), 404)
    const all = (await ask("GET", `${may}/invites`, { as: "olga" })).json.data
    const ada = all.find(({ user_id }: { user_id: string }) => user_id === "ada")
    await ask("DELETE", `/v1/invites/${ada.invite_id}`, { as: "olga" })
    assert.strictEqual(await seen("ada", "may"), 200)
  })

  it("whoever accepts one to a circle is in it, private or not; whoever left can be invited anew", async () => {
    const id = await circleOf("ada")
    const to = `/v1/circles/${id}`
    assert.strictEqual((await invite("bob", to, "eve")).json.code, "circle-not-found")
    await invite("ada", to, "bob")
    for (let times = 0; times < 2; times++) {
      const [one] = await mine("bob")
      assert.strictEqual(one.circle_id, id)
      assert.strictEqual((await ask("POST", `/v1/invites/${one.invite_id}/accept`, { as: "bob" })).status, 200)
      assert.strictEqual((await ask("GET", to, { as: "bob" })).json.member_count, 2)
      assert.strictEqual((await invite("bob", to, "eve")).json.code, "not-circle-owner")
      await ask("DELETE", `${to}/members/bob`, { as: "bob" })
      assert.strictEqual((await invite("ada", to, "bob")).json.results[0].outcome, "invited")
    }
    assert.strictEqual((await ask("GET", `${to}/invites`, { as: "ada" })).json.data.length, 1)
    await ask("PATCH", to, { as: "ada", body: { member_limit: 1 } })
    const [full] = await mine("bob")
    assert.strictEqual(
      (await ask("POST", `/v1/invites/${full.invite_id}/accept`, { as: "bob" })).json.code,
      "circle-full"
    )
    assert.strictEqual((await mine("bob")).length, 1)
  })

  it("a challenge of a circle is seen and entered by its members alone", async () => {
    const id = await circleOf("pia", "public")
    await open("ours", { visibility: "circle", circle: id })
    assert.deepStrictEqual([await seen("pia", "ours"), await seen("sam", "ours")], [200, 404])
    assert.strictEqual((await join("sam", "ours")).status, 404)
    await ask("POST", `/v1/circles/${id}/members`, { as: "sam" })
    assert.strictEqual((await join("sam", "ours")).status, 201)
    await ask("POST", `/v1/circles/${id}/members`, { as: "tia" })
    assert.strictEqual(await seen("tia", "ours"), 200)
    await ask("DELETE", `/v1/circles/${id}/members/tia`, { as: "tia" })
    assert.strictEqual(await seen("tia", "ours"), 404)
  })

  it("whoever is let in sees it among others too, and is told why what they send does not count", async () => {
    const id = await circleOf("pia", "public")
    await ask("POST", `/v1/circles/${id}/members`, { as: "vic" })
    await open("theirs", { visibility: "circle", circle: id })
    const july = await open("july", { visibility: "invite" })
    await invite("olga", july, "vic")
    const challenge_ids = ["july", "theirs", "nowhere"]
    const found = async (as: string) =>
      (await ask("POST", "/v1/challenges:batchGet", { as, body: { challenge_ids } })).json.data.map(
        ({ outcome }: { outcome: string }) => outcome
      )
    assert.deepStrictEqual(await found("vic"), ["found", "found", "missing"])
    assert.deepStrictEqual(await found("sam"), ["missing", "missing", "missing"])
    const at = new Date(house.clock.currentTimeMillisUnsafe()).toISOString()
    const walk = { metric: "steps", quantity: 1, at }
    const sent = async (as: string, body = {}) =>
      (await ask("POST", `${july}/activities`, { as, body: { ...walk, ...body } })).json
    assert.strictEqual((await sent("vic")).code, "activity-refused")
    assert.strictEqual((await sent("olga:record", { user_id: "xenia" })).code, "activity-refused")
    assert.strictEqual((await sent("sam")).code, "challenge-not-found")
  })

  it("whoever is in it already is told of as that, and not invited", async () => {
    const autumn = await open("autumn", { visibility: "invite" })
    await invite("olga", autumn, "ida", "jon")
    await join("ida", "autumn")
    const { results } = (await invite("olga", autumn, "ida", "jon", "kim")).json
    assert.deepStrictEqual(
      results.map(({ user_id, outcome, invite_id }: Record<string, string>) => [
        user_id,
        outcome,
        invite_id === undefined
      ]),
      [
        ["ida", "already_in", true],
        ["jon", "exists", false],
        ["kim", "invited", false]
      ]
    )
    const circle = await circleOf("ada", "public")
    await ask("POST", `/v1/circles/${circle}/members`, { as: "ida" })
    const toCircle = (await invite("ada", `/v1/circles/${circle}`, "ada", "ida", "jon")).json.results
    assert.deepStrictEqual(
      toCircle.map(({ outcome }: Record<string, string>) => outcome),
      ["already_in", "already_in", "invited"]
    )
  })

  it("end with the challenge that they are to, when it is cancelled (N41)", async () => {
    const august = await open("august", { visibility: "invite" })
    await invite("olga", august, "ina", "jim")
    await join("ina", "august")
    const [one] = await mine("jim").then((all) =>
      all.filter(({ challenge_id }: Record<string, string>) => challenge_id === "august")
    )
    const headers = { "idempotency-key": "rain" }
    assert.strictEqual(
      (await ask("POST", `${august}/cancel`, { as: "olga@now", body: { reason: "rain" }, headers })).status,
      200
    )
    assert.strictEqual(
      (await ask("POST", `/v1/invites/${one.invite_id}/accept`, { as: "jim" })).json.code,
      "invite-not-found"
    )
    assert.deepStrictEqual([await seen("jim", "august"), await seen("ina", "august")], [404, 200])
    assert.deepStrictEqual((await ask("GET", `${august}/invites`, { as: "olga" })).json.data, [])
  })

  it("are over after 30 days, as if nobody had been invited", async () => {
    const june = await open("june", { visibility: "invite" })
    await invite("olga", june, "uli")
    const [one] = await mine("uli")
    house.clock.moveTo(house.clock.currentTimeMillisUnsafe() + invitesOpenMs)
    assert.deepStrictEqual(await mine("uli"), [])
    assert.strictEqual((await ask("POST", `/v1/invites/${one.invite_id}/accept`, { as: "uli" })).status, 404)
    assert.strictEqual(await seen("uli", "june"), 404)
    assert.strictEqual((await invite("olga", june, "uli")).json.results[0].outcome, "invited")
    assert.strictEqual(await seen("uli", "june"), 200)
  })

  it("has met no bug", () => assert.deepStrictEqual(house.reports, []))
})
