import { forgetStreamTokens, KeyId, revokeKey } from "@laurel/core/access"
import { join } from "@laurel/core/challenge"
import { ChallengeId, ParticipantId, PrincipalId, UserId } from "@laurel/core/shared"
import { afterAll, assert, beforeAll, describe, it } from "vitest"
import { begin, openHouse, steps } from "./house.ts"
import { openServer } from "./liveHouse.ts"

const entered = (name: string, enteredAt: number) => ({
  participantId: ParticipantId.make(name),
  userId: UserId.make(name),
  enteredAt,
  categories: [],
  status: "Active" as const
})

describe("tokens that open streams", () => {
  const house = openHouse()
  const { ask } = house
  const tokenFor = async (challenge: string, as?: string) => {
    const { status, json } = await ask("POST", "/v1/stream-tokens", {
      ...(as === undefined ? {} : { as }),
      body: { challenge_id: challenge, purpose: "watch-board" }
    })
    return { status, code: json?.code, token: `${json?.stream_token}` }
  }
  const opened = async (challenge: string, token: string) => {
    const path = `/v1/challenges/${challenge}/leaderboard/live?stream_token=${token}`
    const { status, json } = await ask("GET", path)
    return status === 200 ? "opened" : json?.code
  }
  beforeAll(async () => {
    for (const id of ["private", "other"]) {
      await ask("POST", "/v1/challenges", { as: "olga", body: steps(id, { visibility: "invite" }) })
      await ask("POST", `/v1/challenges/${id}/publish`, { as: "olga" })
      await house.run(join(ChallengeId.make(id), [entered("ada", begin)]))
    }
  })
  afterAll(house.close)

  it("opens one stream as whoever asked for it, and is used up then", async () => {
    const { status, token } = await tokenFor("private", "ada")
    assert.strictEqual(status, 201)
    assert.match(token, /^laurel_stream_[a-z2-7]{51}$/)
    assert.strictEqual(await opened("private", token), "opened")
    assert.strictEqual(await opened("private", token), "stream-token-refused")
  })
  it("opens nothing after a minute, and is forgotten", async () => {
    const { token } = await tokenFor("private", "ada")
    const late = await tokenFor("private", "ada")
    house.clock.moveTo(house.clock.currentTimeMillisUnsafe() + 59_999)
    assert.strictEqual(await opened("private", token), "opened")
    house.clock.moveTo(house.clock.currentTimeMillisUnsafe() + 1)
    assert.strictEqual(await opened("private", late.token), "stream-token-refused")
    house.clock.moveTo(house.clock.currentTimeMillisUnsafe() + 1)
    assert.strictEqual(await house.run(forgetStreamTokens), 1)
  })
  it("opens no other challenge, and is used up by the attempt", async () => {
    const { token } = await tokenFor("private", "ada")
    assert.strictEqual(await opened("other", token), "stream-token-refused")
    assert.strictEqual(await opened("private", token), "stream-token-refused")
  })
  it("is nothing for any other operation", async () => {
    const { token } = await tokenFor("private", "olga")
    for (const path of ["leaderboard", "participants", "settlement"]) {
      const { status } = await ask("GET", `/v1/challenges/private/${path}?stream_token=${token}`)
      assert.include([401, 404], status, path)
    }
    assert.strictEqual(await opened("private", token), "opened")
  })
  it("is given to nobody for what they may not see", async () => {
    assert.strictEqual((await tokenFor("private", "sam")).code, "challenge-not-found")
    assert.strictEqual((await tokenFor("nothing", "sam")).code, "challenge-not-found")
    assert.strictEqual((await tokenFor("private")).status, 401)
    assert.strictEqual(await opened("private", "laurel_stream_none"), "stream-token-refused")
  })
  it("has met no bug", () => assert.deepStrictEqual(house.reports, []))
})

describe("tokens that programs open streams with", () => {
  it("open nothing once the key is revoked with which they were asked for, and are told with a budget", async () => {
    const server = await openServer()
    const key = await server.keyOf("olga", "organise", "read")
    const headers = { authorization: `Bearer ${key}`, "content-type": "application/json" }
    const post = (path: string, body: unknown) =>
      fetch(`${server.url}${path}`, { method: "POST", headers, body: JSON.stringify(body) })
    const day = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10)
    const window = { start: day(-2), end: day(7) }
    await post("/v1/challenges", steps("private", { visibility: "invite", window }))
    await post("/v1/challenges/private/publish", {})
    const token = async () => {
      const answer = await post("/v1/stream-tokens", { challenge_id: "private", purpose: "watch-board" })
      assert.include(answer.headers.get("ratelimit-policy") ?? "", '"auth"')
      const { stream_token }: { readonly stream_token: string } = JSON.parse(await answer.text())
      return `${server.url}/v1/challenges/private/leaderboard/live?stream_token=${stream_token}`
    }
    const [first, second] = [await token(), await token()]
    const stream = await fetch(first)
    assert.strictEqual(stream.status, 200)
    await stream.body?.cancel()
    await server.run(revokeKey(KeyId.make(key.split("_")[2] ?? ""), PrincipalId.make("olga")))
    const refused = await fetch(second)
    assert.strictEqual(refused.status, 401)
    assert.include(await refused.text(), "stream-token-refused")
    await server.close()
  })
})
