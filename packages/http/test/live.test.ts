import { freeze, join, unfreeze } from "@laurel/core/challenge"
import { ChallengeId, ParticipantId, PrincipalId, UserId } from "@laurel/core/shared"
import { afterAll, assert, beforeAll, describe, it } from "vitest"
import { steps } from "./house.ts"
import { eventsOf, openServer, type Told } from "./liveHouse.ts"

const dayFromNow = (days: number): string => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10)
const id = ChallengeId.make("live")
const olga = PrincipalId.make("olga")

/** The top of a board, as it is known from what was told: the snapshot with every difference folded over it. */
const folded = (told: ReadonlyArray<Told>): ReadonlyArray<string> => {
  let rows: Array<{ place: number; participant_id: string; score?: string }> = []
  for (const { event, data } of told) {
    if (data.tier !== "top") continue
    if (event === "snapshot") rows = data.data
    else {
      const gone = new Set([...data.left, ...data.moved].map(({ participant_id }) => participant_id))
      rows = [...rows.filter(({ participant_id }) => !gone.has(participant_id)), ...data.entered, ...data.moved]
    }
  }
  return rows.toSorted((a, b) => a.place - b.place).map((row) => `${row.participant_id} ${row.score}`)
}

describe("a live board over HTTP", () => {
  let server: Awaited<ReturnType<typeof openServer>>
  let key = ""
  const path = "/v1/challenges/live/leaderboard/live"
  const post = (where: string, body: unknown) =>
    fetch(`${server.url}${where}`, {
      method: "POST",
      headers: { authorization: `Bearer ${key}`, "content-type": "application/json" },
      body: JSON.stringify(body)
    })
  const walk = async (user: string, quantity: number, activity: string) => {
    const body = {
      user_id: user,
      metric: "steps",
      quantity,
      at: new Date(Date.now() - 1_000).toISOString(),
      key: activity
    }
    const answer = await post("/v1/challenges/live/activities", body)
    assert.strictEqual(answer.status, 201, await answer.text())
  }
  beforeAll(async () => {
    server = await openServer()
    key = await server.keyOf("olga", "organise", "record", "read")
    const window = { start: dayFromNow(-2), end: dayFromNow(7) }
    await post("/v1/challenges", steps("live", { window }))
    await post("/v1/challenges/live/publish", {})
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

  it("begins with what there is, tells who moves, and goes on where it was left", async () => {
    // As long as anybody watches, whoever comes back is told what they lack.
    const other = await fetch(`${server.url}${path}`)
    const first = await fetch(`${server.url}${path}`)
    assert.strictEqual(first.headers.get("content-type"), "text/event-stream")
    const stream = await eventsOf(first)
    assert.isTrue(await stream.until((told) => folded(told)[0] === "ada 100"))
    await walk("bob", 150, "1")
    assert.isTrue(await stream.until((told) => folded(told)[0] === "bob 150"))
    const last = stream.told.at(-1)?.id ?? ""
    await stream.close()
    await walk("ada", 200, "2")
    const resumed = await eventsOf(await fetch(`${server.url}${path}`, { headers: { "last-event-id": last } }))
    assert.isTrue(await resumed.until((told) => folded([...stream.told, ...told])[0] === "ada 300"))
    assert.notInclude(
      resumed.told.map(({ event, data }) => `${event} ${data.tier}`),
      "snapshot top"
    )
    await resumed.close()
    await other.body?.cancel()
  })

  it("stands still for the public while it is frozen, and moves for the organiser", async () => {
    const before = await eventsOf(await fetch(`${server.url}${path}`))
    await before.until((told) => told.length > 0)
    await server.run(freeze(id, olga))
    const organisers = await eventsOf(
      await fetch(`${server.url}${path}?view=organiser`, { headers: { authorization: `Bearer ${key}` } })
    )
    await walk("bob", 1_000, "secret")
    assert.isTrue(await organisers.until((told) => folded(told)[0] === "bob 1150"))
    const still = await eventsOf(await fetch(`${server.url}${path}`))
    assert.isTrue(await still.until((told) => told.length > 0))
    assert.strictEqual(still.told[0]?.event, "frozen")
    assert.notInclude(JSON.stringify(still.told), "1150")
    // The stream of before says that the board stands still, and not a word of what it may not tell.
    assert.isTrue(await before.until((told) => told.some(({ event }) => event === "frozen")))
    assert.notInclude(JSON.stringify(before.told), "1150")
    await server.run(unfreeze(id, olga))
    // It is told anew on the same streams, once it moves on.
    assert.isTrue(await before.until((told) => folded(told)[0] === "bob 1150"))
    assert.isTrue(await still.until((told) => folded(told.slice(1))[0] === "bob 1150"))
    await Promise.all([before.close(), still.close(), organisers.close()])
    assert.strictEqual((await fetch(`${server.url}${path}?view=organiser`)).status, 401)
  })

  it("has ten streams a user at most, and takes another once one is closed", async () => {
    const open = () => fetch(`${server.url}${path}`, { headers: { authorization: `Bearer ${key}` } })
    const streams = await Promise.all(Array.from({ length: 10 }, open))
    assert.deepStrictEqual([...new Set(streams.map(({ status }) => status))], [200])
    const eleventh = await open()
    assert.strictEqual(eleventh.status, 429)
    assert.include(await eleventh.text(), '"too-many-streams"')
    await streams[0]?.body?.cancel()
    let status = 429
    for (let tries = 0; status === 429 && tries < 50; tries++) {
      await new Promise((resolve) => setTimeout(resolve, 20))
      const again = await open()
      status = again.status
      await again.body?.cancel()
    }
    assert.strictEqual(status, 200)
    await Promise.all(streams.slice(1).map(({ body }) => body?.cancel()))
  })

  it("tells its clients to go elsewhere when it ends, and ends", async () => {
    const other = await openServer()
    const token = await other.keyOf("olga", "organise")
    const headers = { authorization: `Bearer ${token}`, "content-type": "application/json" }
    const window = { start: dayFromNow(-2), end: dayFromNow(7) }
    await fetch(`${other.url}/v1/challenges`, {
      method: "POST",
      headers,
      body: JSON.stringify(steps("live", { window }))
    })
    await fetch(`${other.url}/v1/challenges/live/publish`, { method: "POST", headers })
    const stream = await eventsOf(await fetch(`${other.url}${path}`))
    await stream.until((told) => told.length > 0)
    const drained = other.drain()
    assert.isTrue(await stream.until((told) => told.some(({ event }) => event === "reconnect")))
    await drained
    await other.close()
  })
})
