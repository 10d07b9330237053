import { Audit, ownScope } from "@laurel/core/audit"
import { AllowsUnencrypted, type Message, WebhookSender } from "@laurel/core/webhook"
import { webhookHandlers, workOff } from "@laurel/core/work"
import { Effect, References } from "effect"
import { afterAll, assert, describe, it } from "vitest"
import { openHouse, steps } from "./house.ts"

const hooks = { url: "https://example.com/hooks", events: ["challenge.published", "challenge.started"] }

describe("webhooks over HTTP", () => {
  const house = openHouse()
  const { ask, run } = house
  afterAll(house.close)

  const sent: Array<Message> = []
  let status = 200
  const work = () =>
    run(
      workOff(webhookHandlers, "worker").pipe(
        Effect.provideService(WebhookSender, {
          send: (message) =>
            Effect.sync(() => {
              sent.push(message)
              return { _tag: "Answered" as const, status }
            })
        }),
        Effect.provideService(References.MinimumLogLevel, "Fatal")
      )
    )

  it("an organiser adds an endpoint, is shown its secret once, and it is told of what happens", async () => {
    const added = await ask("POST", "/v1/webhooks", { as: "olga", body: hooks })
    assert.strictEqual(added.status, 201)
    assert.match(added.json.secret, /^whsec_/)
    const { endpoint_id: id } = added.json
    const { secret: _, ...shown } = added.json
    assert.deepStrictEqual((await ask("GET", `/v1/webhooks/${id}`, { as: "olga" })).json, shown)
    assert.deepStrictEqual((await ask("GET", "/v1/webhooks", { as: "olga" })).json, { data: [shown] })
    await ask("POST", "/v1/challenges", { as: "olga", body: steps("spring") })
    await ask("POST", "/v1/challenges/spring/publish", { as: "olga" })
    status = 500
    await work()
    const deliveries = `/v1/webhooks/${id}/deliveries`
    const [waiting] = (await ask("GET", deliveries, { as: "olga" })).json.data
    assert.deepInclude(waiting, { type: "challenge.published", challenge_id: "spring", state: "waiting" })
    assert.strictEqual(waiting.attempts[0].status, 500)
    status = 200
    const again = await ask("POST", `${deliveries}/${waiting.event_id}/replay`, { as: "olga" })
    assert.strictEqual(again.status, 202)
    await work()
    assert.deepStrictEqual(
      sent.map((message) => message.id),
      [waiting.event_id, waiting.event_id]
    )
    assert.strictEqual((await ask("GET", `${deliveries}?state=delivered`, { as: "olga" })).json.data.length, 1)
    assert.strictEqual((await ask("GET", `${deliveries}?cursor=x`, { as: "olga" })).json.code, "invalid-cursor")
  })

  it("deliveries come page by page, the newest first", async () => {
    const [{ endpoint_id: id }] = (await ask("GET", "/v1/webhooks", { as: "olga" })).json.data
    for (const name of ["summer", "autumn"]) {
      await ask("POST", "/v1/challenges", { as: "olga", body: steps(name) })
      house.clock.moveTo(house.clock.currentTimeMillisUnsafe() + 1_000)
      await ask("POST", `/v1/challenges/${name}/publish`, { as: "olga" })
    }
    const seen: Array<string> = []
    let cursor = ""
    do {
      const { json } = await ask("GET", `/v1/webhooks/${id}/deliveries?limit=1${cursor}`, { as: "olga" })
      seen.push(...json.data.map(({ challenge_id }: { challenge_id: string }) => challenge_id))
      cursor = json.has_more ? `&cursor=${encodeURIComponent(json.next_cursor)}` : ""
    } while (cursor !== "")
    assert.deepStrictEqual(seen.slice(0, 2), ["autumn", "summer"])
    assert.strictEqual(new Set(seen).size, seen.length >= 3 ? 3 : seen.length)
  })

  it("an endpoint is its owner's and the administrators': for anybody else there is none, and only they cover all", async () => {
    const [{ endpoint_id: id }] = (await ask("GET", "/v1/webhooks", { as: "olga" })).json.data
    for (const [method, path] of [
      ["GET", ""],
      ["DELETE", ""],
      ["POST", "/rotate-secret"],
      ["POST", "/enable"],
      ["GET", "/deliveries"],
      ["POST", `/deliveries/evt_${"0".repeat(32)}/replay`]
    ] as const) {
      const { status: answered, json } = await ask(method, `/v1/webhooks/${id}${path}`, { as: "otto" })
      assert.deepStrictEqual([answered, json.code], [404, "endpoint-not-found"])
    }
    const replayed = await ask("POST", `/v1/webhooks/${id}/replay`, {
      as: "otto",
      body: { since: "2026-01-01T00:00:00Z" }
    })
    assert.strictEqual(replayed.status, 404)
    assert.deepStrictEqual((await ask("GET", "/v1/webhooks", { as: "otto" })).json, { data: [] })
    assert.strictEqual((await ask("GET", `/v1/webhooks/${id}`, { as: "root+administrator" })).status, 200)
    const all = { ...hooks, covers: "all" }
    assert.strictEqual((await ask("POST", "/v1/webhooks", { as: "olga", body: all })).status, 403)
    assert.strictEqual((await ask("POST", "/v1/webhooks", { as: "root+administrator", body: all })).json.covers, "all")
  })

  it("refuses what is not encrypted, unless that is allowed; what is no address; and events that nobody is told of", async () => {
    const plain = { ...hooks, url: "http://example.com/" }
    assert.strictEqual(
      (await ask("POST", "/v1/webhooks", { as: "olga", body: plain })).json.code,
      "unencrypted-endpoint"
    )
    for (const body of [
      { ...hooks, url: "https://user:word@example.com/" },
      { ...hooks, events: ["x"] },
      { ...hooks, events: [] }
    ])
      assert.strictEqual((await ask("POST", "/v1/webhooks", { as: "olga", body })).status, 422)
    assert.isFalse(await run(AllowsUnencrypted))
  })

  it("a secret is rotated; a receiver that is gone is enabled again, and what failed sent; then the endpoint is taken away", async () => {
    const { json } = await ask("POST", "/v1/webhooks", { as: "olga", body: hooks })
    const path = `/v1/webhooks/${json.endpoint_id}`
    const rotated = await ask("POST", `${path}/rotate-secret`, { as: "olga" })
    assert.notStrictEqual(rotated.json.secret, json.secret)
    await ask("POST", "/v1/challenges", { as: "olga", body: steps("winter") })
    await ask("POST", "/v1/challenges/winter/publish", { as: "olga" })
    status = 410
    await work()
    status = 200
    assert.strictEqual((await ask("GET", path, { as: "olga" })).json.state, "disabled")
    const since = { as: "olga", body: { since: "2026-01-01T00:00:00Z" } }
    assert.strictEqual((await ask("POST", `${path}/replay`, since)).json.code, "endpoint-disabled")
    const [failed] = (await ask("GET", `${path}/deliveries`, { as: "olga" })).json.data
    const single = await ask("POST", `${path}/deliveries/${failed.event_id}/replay`, { as: "olga" })
    assert.deepStrictEqual([single.status, single.json.code], [409, "endpoint-disabled"])
    assert.strictEqual((await ask("POST", `${path}/enable`, { as: "olga" })).json.state, "active")
    assert.deepStrictEqual((await ask("POST", `${path}/replay`, since)).json, { replayed: 1 })
    await work()
    assert.deepStrictEqual(sent.at(-1)?.secrets, [rotated.json.secret, json.secret])
    assert.strictEqual((await ask("DELETE", path, { as: "olga" })).status, 204)
    assert.strictEqual((await ask("GET", path, { as: "olga" })).status, 404)
    const written = await run(Audit.use((audit) => audit.page(ownScope, 0, 100)))
    assert.includeMembers(
      written.map(({ action }) => action),
      ["webhook.add", "webhook.rotate-secret", "webhook.disable", "webhook.enable", "webhook.replay", "webhook.remove"]
    )
  })

  it("an owner has no more endpoints than they may", async () => {
    for (let count = 0; count < 20; count++) await ask("POST", "/v1/webhooks", { as: "mia", body: hooks })
    assert.strictEqual((await ask("POST", "/v1/webhooks", { as: "mia", body: hooks })).json.code, "too-many-endpoints")
  })

  it("has met no bug", () => assert.deepStrictEqual(house.reports, []))
})
