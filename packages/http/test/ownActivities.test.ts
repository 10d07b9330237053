import { join, review } from "@laurel/core/challenge"
import { ChallengeId, ParticipantId, PrincipalId, UserId } from "@laurel/core/shared"
import { afterAll, assert, beforeAll, describe, it } from "vitest"
import { openHouse, steps } from "./house.ts"
import { eventsOf, openServer, type Told } from "./liveHouse.ts"
import { follow } from "./socket.ts"

const dayFromNow = (days: number): string => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10)
const id = ChallengeId.make("own")
const path = "/v1/me/activity/live"

const entered = (name: string) => ({
  participantId: ParticipantId.make(`p-${name}`),
  userId: UserId.make(name),
  enteredAt: Date.now() - 1_000,
  categories: [],
  status: "Active" as const
})

/** What was told of activities, each a line. */
const told = (events: ReadonlyArray<Told>): ReadonlyArray<string> =>
  events.flatMap(({ event, data }) =>
    event === "activity"
      ? [`${data.challenge_id} ${data.user_id} ${data.metric} ${data.quantity} ${data.revision} ${data.state}`]
      : []
  )
const following = (events: ReadonlyArray<Told>) => events.find(({ event }) => event === "following")?.data.challenge_ids

describe("one's own activities as they happen, over HTTP (H09)", () => {
  let server: Awaited<ReturnType<typeof openServer>>
  const keys = new Map<string, string>()
  const headersOf = (who: string) => ({
    authorization: `Bearer ${keys.get(who)}`,
    "content-type": "application/json"
  })
  const post = (who: string, where: string, body: unknown) =>
    fetch(`${server.url}${where}`, { method: "POST", headers: headersOf(who), body: JSON.stringify(body) })
  const walk = (who: string, key: string, quantity: string, more: Readonly<Record<string, unknown>> = {}) =>
    post(who, `/v1/challenges/${id}/activities`, {
      metric: "steps",
      quantity,
      at: `${dayFromNow(-1)}T08:00:00Z`,
      key,
      ...more
    })
  const openAs = async (who: string, more: Readonly<Record<string, string>> = {}) =>
    eventsOf(await fetch(`${server.url}${path}`, { headers: { ...headersOf(who), ...more } }))
  beforeAll(async () => {
    server = await openServer()
    keys.set("olga", await server.keyOf("olga", "organise", "read"))
    for (const who of ["ada", "bob"]) keys.set(who, await server.keyOf(who, "record", "read"))
    const metrics = [{ name: "steps", unit: "steps", decimals: 2, plausible: { perActivity: 50_000 } }]
    const window = { start: dayFromNow(-2), end: dayFromNow(7) }
    await post("olga", "/v1/challenges", steps(id, { window, metrics }))
    await post("olga", `/v1/challenges/${id}/publish`, {})
    await server.run(join(id, [entered("ada"), entered("bob")]))
  })
  afterAll(() => server.close())

  it("tells what was recorded, voided, held and released, with exact quantities, to whom it is of", async () => {
    const [adas, bobs] = [await openAs("ada"), await openAs("bob")]
    assert.isTrue(await adas.until((events) => following(events) !== undefined))
    assert.deepStrictEqual(following(adas.told), [id])
    await walk("ada", "1", "0.10")
    assert.isTrue(await adas.until((events) => told(events).length === 1))
    await walk("ada", "1", "0", { revision: 1, void: true })
    await walk("ada", "2", "50000.01")
    assert.isTrue(await adas.until((events) => told(events).length === 3))
    const held = adas.told.at(-1)?.data
    assert.deepInclude(held, { state: "quarantined", limit: "per_activity", source: "app" })
    await server.run(review(id, { source: "app", sourceKey: held.key }, "Released", PrincipalId.make("olga")))
    assert.isTrue(await adas.until((events) => told(events).length === 4))
    assert.deepStrictEqual(told(adas.told), [
      "own ada steps 0.10 0 counts",
      "own ada steps 0.00 1 void",
      "own ada steps 50000.01 0 quarantined",
      "own ada steps 50000.01 0 released"
    ])
    await walk("bob", "1", "7")
    assert.isTrue(await bobs.until((events) => told(events).length > 0))
    assert.deepStrictEqual(told(bobs.told), ["own bob steps 7.00 0 counts"])
    await Promise.all([adas.close(), bobs.close()])
  })

  it("tells what the limit of a day withholds as what it is, in the stream and in lists, until another activity of the day makes room", async () => {
    const day = ChallengeId.make("day")
    const metrics = [{ name: "steps", unit: "steps", plausible: { perDay: 100 } }]
    await post("olga", "/v1/challenges", steps(day, { window: { start: dayFromNow(-2), end: dayFromNow(7) }, metrics }))
    await post("olga", `/v1/challenges/${day}/publish`, {})
    await server.run(join(day, [entered("cyd")]))
    keys.set("cyd", await server.keyOf("cyd", "record", "read"))
    const cyds = await openAs("cyd")
    assert.isTrue(await cyds.until((events) => following(events)?.includes(day) === true))
    const walked = (key: string, hour: number, quantity: string, more = {}) =>
      post("cyd", `/v1/challenges/${day}/activities`, {
        metric: "steps",
        quantity,
        at: `${dayFromNow(-1)}T0${hour}:00:00Z`,
        key,
        ...more
      })
    assert.strictEqual((await walked("1", 1, "90")).status, 201)
    assert.strictEqual((await walked("2", 2, "20")).status, 202)
    assert.isTrue(await cyds.until((events) => told(events).length === 2))
    assert.deepStrictEqual(told(cyds.told), ["day cyd steps 90 0 counts", "day cyd steps 20 0 quarantined"])
    assert.deepInclude(cyds.told.at(-1)?.data, { limit: "per_day" })
    const listed = async () => {
      const answer = await fetch(`${server.url}/v1/challenges/${day}/activities`, { headers: headersOf("cyd") })
      const { data } = JSON.parse(await answer.text())
      return data.map(({ quantity, state, limit }: Record<string, string>) => [quantity, state, limit])
    }
    assert.deepStrictEqual(await listed(), [
      ["20", "quarantined", "per_day"],
      ["90", "counts", undefined]
    ])
    await walked("1", 1, "0", { revision: 1, void: true })
    assert.deepInclude(await listed(), ["20", "counts", undefined])
    await cyds.close()
  })

  it("goes on where it was left, in the header and in the address", async () => {
    const first = await openAs("ada")
    await first.until((events) => following(events) !== undefined)
    const last = first.told.at(-1)?.id ?? ""
    await first.close()
    await walk("ada", "3", "3")
    await walk("ada", "4", "4")
    const expected = ["own ada steps 3.00 0 counts", "own ada steps 4.00 0 counts"]
    const resumed = await openAs("ada", { "last-event-id": last })
    assert.isTrue(await resumed.until((events) => told(events).length === 2))
    assert.deepStrictEqual(told(resumed.told), expected)
    const next = resumed.told.find(({ event }) => event === "activity")?.id ?? ""
    await resumed.close()
    const address = `${server.url}${path}?last_event_id=${encodeURIComponent(next)}`
    const again = await eventsOf(await fetch(address, { headers: headersOf("ada") }))
    assert.isTrue(await again.until((events) => told(events).length === 1))
    assert.deepStrictEqual(told(again.told), expected.slice(1))
    await again.close()
    // What is no id of an event begins with what comes next.
    const anew = await openAs("ada", { "last-event-id": "17~1x3f.-" })
    await anew.until((events) => following(events) !== undefined)
    await walk("ada", "5", "5")
    assert.isTrue(await anew.until((events) => told(events).length === 1))
    assert.deepStrictEqual(told(anew.told), ["own ada steps 5.00 0 counts"])
    await anew.close()
  })

  it("says the same over WebSocket, and goes on there", async () => {
    const socket = follow(`${server.url}/v1/me/activity/socket`, headersOf("ada"))
    const events = await openAs("ada")
    assert.isTrue(await socket.until((all) => following(all) !== undefined))
    assert.isTrue(await events.until((all) => following(all) !== undefined))
    await walk("ada", "6", "6")
    assert.isTrue(await socket.until((all) => told(all).length === 1))
    assert.isTrue(await events.until((all) => told(all).length === 1))
    assert.deepStrictEqual(socket.told.at(-1)?.data, events.told.at(-1)?.data)
    const last = encodeURIComponent(socket.told.at(-1)?.id ?? "")
    await socket.close()
    await walk("ada", "7", "7")
    const resumed = follow(`${server.url}/v1/me/activity/socket?last_event_id=${last}`, headersOf("ada"))
    assert.isTrue(await resumed.until((all) => told(all).length === 1))
    assert.deepStrictEqual(told(resumed.told), ["own ada steps 7.00 0 counts"])
    await Promise.all([resumed.close(), events.close()])
    const plain = await fetch(`${server.url}/v1/me/activity/socket`, { headers: headersOf("ada") })
    assert.deepStrictEqual([plain.status, plain.headers.get("upgrade")], [426, "websocket"])
  })

  it("is opened by a token for that, once, and by no other", async () => {
    const tokenFor = async (body: unknown) => {
      const answer = await post("ada", "/v1/stream-tokens", body)
      const { stream_token }: { readonly stream_token?: string } = JSON.parse(await answer.text())
      return { status: answer.status, token: stream_token ?? "" }
    }
    const open = (token: string, where = path) => fetch(`${server.url}${where}?stream_token=${token}`)
    const { status, token } = await tokenFor({ purpose: "watch-own-activities" })
    assert.strictEqual(status, 201)
    const stream = await eventsOf(await open(token))
    assert.isTrue(await stream.until((events) => following(events) !== undefined))
    await walk("ada", "8", "8")
    assert.isTrue(await stream.until((events) => told(events).length === 1))
    await stream.close()
    assert.strictEqual((await open(token)).status, 401)
    const ofBoard = await tokenFor({ purpose: "watch-board", challenge_id: id })
    assert.strictEqual((await open(ofBoard.token)).status, 401)
    const own = await tokenFor({ purpose: "watch-own-activities" })
    assert.strictEqual((await open(own.token, `/v1/challenges/${id}/leaderboard/live`)).status, 401)
    assert.strictEqual((await tokenFor({ purpose: "watch-board" })).status, 422)
    assert.strictEqual((await tokenFor({ purpose: "watch-own-activities", challenge_id: id })).status, 422)
    assert.strictEqual((await fetch(`${server.url}${path}`)).status, 401)
  })

  it("counts with the other streams of a user, of which there are ten", async () => {
    const open = (where: string) => fetch(`${server.url}${where}`, { headers: headersOf("bob") })
    const streams = await Promise.all(
      Array.from({ length: 10 }, (_, n) => open(n % 2 === 0 ? path : `/v1/challenges/${id}/leaderboard/live`))
    )
    assert.deepStrictEqual([...new Set(streams.map(({ status }) => status))], [200])
    const eleventh = await open(path)
    assert.strictEqual(eleventh.status, 429)
    assert.include(await eleventh.text(), '"too-many-streams"')
    await Promise.all(streams.map(({ body }) => body?.cancel()))
  })

  it("says goodbye when the server ends", async () => {
    const other = await openServer()
    const key = await other.keyOf("ada", "read")
    const headers = { authorization: `Bearer ${key}` }
    const stream = await eventsOf(await fetch(`${other.url}${path}`, { headers }))
    await stream.until((events) => following(events) !== undefined)
    assert.deepStrictEqual(following(stream.told), [])
    const socket = follow(`${other.url}/v1/me/activity/socket`, headers)
    await socket.until((events) => events.length > 0)
    const drained = other.drain()
    assert.isTrue(await stream.until((events) => events.some(({ event }) => event === "reconnect")))
    assert.strictEqual(await socket.over, 1001)
    await drained
    await other.close()
  })
})

describe("a stream of one's own activities, as the document says it", () => {
  const house = openHouse()
  afterAll(house.close)

  it("is for whoever is known", async () => {
    assert.strictEqual((await house.ask("GET", path)).status, 401)
    assert.strictEqual((await house.ask("GET", path, { as: "ada" })).status, 200)
    assert.strictEqual((await house.ask("GET", `${path}?stream_token=none`)).json.code, "stream-token-refused")
    const socket = await house.ask("GET", "/v1/me/activity/socket", { as: "ada" })
    assert.strictEqual(socket.json.code, "upgrade-required")
    assert.strictEqual(
      (await house.ask("GET", `${path}?last_event_id=${"x".repeat(3_000)}`, { as: "ada" })).status,
      422
    )
    assert.deepStrictEqual(house.reports, [])
  })
})
