import { freeze, join, unfreeze } from "@laurel/core/challenge"
import { ChallengeId, ParticipantId, PrincipalId, UserId } from "@laurel/core/shared"
import { afterAll, assert, beforeAll, describe, it } from "vitest"
import { deliver } from "../src/resources/live/deliver.ts"
import { jsonText, type Message } from "../src/resources/live/Message.ts"
import { send } from "../src/serving/send.ts"
import { steps } from "./house.ts"
import { eventsOf, openServer, type Told } from "./liveHouse.ts"
import { follow } from "./socket.ts"

const dayFromNow = (days: number): string => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10)
const id = ChallengeId.make("live")
const olga = PrincipalId.make("olga")

const tops = (told: ReadonlyArray<Told>): ReadonlyArray<string> =>
  told.map(({ event, data }) => (data?.tier === undefined ? event : `${event} ${data.tier}`))

describe("a live board over WebSocket", () => {
  let server: Awaited<ReturnType<typeof openServer>>
  let key = ""
  const path = "/v1/challenges/live/leaderboard/socket"
  const post = (where: string, body: unknown) =>
    fetch(`${server.url}${where}`, {
      method: "POST",
      headers: { authorization: `Bearer ${key}`, "content-type": "application/json" },
      body: JSON.stringify(body)
    })
  const walk = async (user: string, quantity: number, activity: string) => {
    const at = new Date(Date.now() - 1_000).toISOString()
    const answer = await post("/v1/challenges/live/activities", {
      user_id: user,
      metric: "steps",
      quantity,
      at,
      key: activity
    })
    assert.strictEqual(answer.status, 201, await answer.text())
  }
  const says = (text: string) => (told: ReadonlyArray<Told>) => JSON.stringify(told).includes(text)
  beforeAll(async () => {
    server = await openServer()
    key = await server.keyOf("olga", "organise", "record", "read")
    const window = { start: dayFromNow(-2), end: dayFromNow(7) }
    for (const one of ["live", "private"]) {
      await post("/v1/challenges", steps(one, { window, ...(one === "live" ? {} : { visibility: "invite" }) }))
      await post(`/v1/challenges/${one}/publish`, {})
    }
    const entered = ["ada", "bob"].map((name) => ({
      participantId: ParticipantId.make(name),
      userId: UserId.make(name),
      enteredAt: Date.now() - 1_000,
      categories: [],
      status: "Active" as const
    }))
    await server.run(join(id, entered))
    await walk("ada", 100, "1")
  })
  afterAll(() => server.close())

  it("says the same as server-sent events, and goes on where it was left", async () => {
    const events = await eventsOf(await fetch(`${server.url}/v1/challenges/live/leaderboard/live`))
    const socket = follow(`${server.url}${path}`)
    assert.isTrue(await socket.until(says('"score":"100"')))
    await walk("bob", 150, "1")
    assert.isTrue(await socket.until(says('"score":"150"')))
    assert.isTrue(await events.until(says('"score":"150"')))
    assert.deepStrictEqual(socket.told.at(-1), events.told.at(-1))
    const last = socket.told.at(-1)?.id ?? ""
    await socket.close()
    await walk("ada", 200, "2")
    const resumed = follow(`${server.url}${path}?last_event_id=${encodeURIComponent(last)}`)
    assert.isTrue(await resumed.until(says('"score":"300"')))
    assert.strictEqual(tops(resumed.told)[0], "difference top")
    await resumed.close()
    await events.close()
  })

  it("stands still for the public while the board does, and is told anew after it", async () => {
    const socket = follow(`${server.url}${path}`)
    await socket.until((told) => told.length > 0)
    await server.run(freeze(id, olga))
    await walk("bob", 1_000, "secret")
    assert.isTrue(await socket.until((told) => told.some(({ event }) => event === "frozen")))
    const late = follow(`${server.url}${path}`)
    assert.isTrue(await late.until((told) => told.length > 0))
    assert.deepStrictEqual(late.told, socket.told.slice(-1))
    assert.isFalse(says("1150")([...socket.told, ...late.told]))
    await server.run(unfreeze(id, olga))
    assert.isTrue(await socket.until(says("1150")))
    await Promise.all([socket.close(), late.close()])
  })

  it("is refused as every other request is, with the problem", async () => {
    const hidden = follow(`${server.url}/v1/challenges/private/leaderboard/socket`)
    const { status, text } = await hidden.refused
    assert.strictEqual(status, 404)
    assert.include(text, '"challenge-not-found"')
    const nothing = await follow(`${server.url}/v1/nothing`).refused
    assert.strictEqual(nothing.status, 404)
    await post("/v1/challenges", steps("sketch", { window: { start: dayFromNow(2), end: dayFromNow(7) } }))
    const headers = { authorization: `Bearer ${key}` }
    const early = await follow(`${server.url}/v1/challenges/sketch/leaderboard/socket`, headers).refused
    assert.strictEqual(early.status, 409)
    assert.include(early.text, '"not-published"')
    const plain = await fetch(`${server.url}${path}`)
    assert.deepStrictEqual([plain.status, plain.headers.get("upgrade")], [426, "websocket"])
  })

  it("opens with a stream token, once", async () => {
    const answer = await post("/v1/stream-tokens", { challenge_id: "private", purpose: "watch-board" })
    const { stream_token }: { readonly stream_token: string } = JSON.parse(await answer.text())
    const address = `${server.url}/v1/challenges/private/leaderboard/socket?stream_token=${stream_token}`
    const socket = follow(address)
    await socket.opened
    await socket.close()
    assert.strictEqual((await follow(address).refused).status, 401)
  })

  it("counts with the other streams of a user, ten at most", async () => {
    const headers = { authorization: `Bearer ${key}` }
    const events = await Promise.all(
      Array.from({ length: 5 }, () => fetch(`${server.url}/v1/challenges/live/leaderboard/live`, { headers }))
    )
    const sockets = Array.from({ length: 5 }, () => follow(`${server.url}${path}`, headers))
    await Promise.all(sockets.map(({ opened }) => opened))
    const { status, text } = await follow(`${server.url}${path}`, headers).refused
    assert.strictEqual(status, 429)
    assert.include(text, '"too-many-streams"')
    await sockets[0]?.close()
    let isOpen = false
    for (let tries = 0; !isOpen && tries < 50; tries++) {
      const again = follow(`${server.url}${path}`, headers)
      isOpen = await Promise.race([again.opened.then(() => true), again.refused.then(() => false)])
      if (isOpen) await again.close()
    }
    assert.isTrue(isOpen)
    await Promise.all([...sockets.slice(1).map(({ close }) => close()), ...events.map(({ body }) => body?.cancel())])
  })

  it("says goodbye when the server ends", async () => {
    const other = await openServer()
    const token = await other.keyOf("olga", "organise", "read")
    const headers = { authorization: `Bearer ${token}`, "content-type": "application/json" }
    const window = { start: dayFromNow(-2), end: dayFromNow(7) }
    await fetch(`${other.url}/v1/challenges`, {
      method: "POST",
      headers,
      body: JSON.stringify(steps("live", { window }))
    })
    await fetch(`${other.url}/v1/challenges/live/publish`, { method: "POST", headers })
    const socket = follow(`${other.url}${path}`)
    await socket.until((told) => told.length > 0)
    const drained = other.drain()
    assert.strictEqual(await socket.over, 1001)
    assert.strictEqual(socket.told.at(-1)?.event, "reconnect")
    await drained
    await other.close()
  })
})

describe("a socket whose client does not read", () => {
  it("is cut off, and its place given back", async () => {
    let given = 0
    let isCut = false
    const pending: Array<() => void> = []
    const endless = new ReadableStream<Message>({ pull: (controller) => controller.enqueue({ event: "heartbeat" }) })
    // What is sent is never on its way: that of a client that does not read.
    const stuck = {
      on: () => undefined,
      once: () => undefined,
      send: (_: string, sent: () => void) => void pending.push(sent),
      close: () => undefined,
      terminate: () => {
        isCut = true
        for (const sent of pending) sent()
      }
    }
    const { stream } = deliver(endless, { encode: jsonText, over: () => void given++, patienceMs: 20 })
    await send(stream, stuck)
    assert.deepStrictEqual([isCut, given, pending.length], [true, 1, 1])
  })
})
