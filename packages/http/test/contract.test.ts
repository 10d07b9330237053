import { Effect } from "effect"
import { afterAll, assert, beforeAll, describe, it } from "vitest"
import { operations } from "../src/api/operations.ts"
import type { AnyOperation } from "../src/operation/Operation.ts"
import { QuotaExceeded } from "../src/problem/errors.ts"
import { wrongWith } from "./conformance.ts"
import { begin, openHouse, portsInMemory, pot, steps } from "./house.ts"

const all: ReadonlyArray<AnyOperation> = Object.values(operations)

const values: Readonly<Record<string, string>> = { user_id: "ada", plan_hash: "0".repeat(64), key_id: "aaaaaaaaaaaa" }
const pathFor = ({ path }: AnyOperation, challenge = "open"): string =>
  path.replace(/\{(\w+)\}/g, (_, name: string) => (name === "challenge_id" ? challenge : (values[name] ?? "x")))

const takesBody = ({ method }: AnyOperation): boolean => method !== "GET"
const withKey = { "idempotency-key": "contract" }

const usedUp = { budget: "anonymous", quota: 100, windowSeconds: 900, remaining: -1, resetSeconds: 3 }

/** Whoever may do everything, has signed in just now, and organises the challenge. */
const everybody = "olga+administrator@now"

describe("what every operation may be answered with", () => {
  const house = openHouse()
  const { ask } = house
  beforeAll(async () => {
    await ask("POST", "/v1/challenges", { as: "olga", body: steps("open") })
    await ask("POST", "/v1/challenges/open/publish", { as: "olga" })
  })
  afterAll(house.close)

  /** Asks every operation in the same way; each answer is held against the document, and the code of each is given. */
  const codes = async (
    which: ReadonlyArray<AnyOperation>,
    asked: (operation: AnyOperation) => Parameters<typeof ask>[2],
    ofHouse: Pick<typeof house, "ask"> = house
  ): Promise<ReadonlySet<string>> => {
    const found = new Set<string>()
    for (const operation of which) {
      const { status, json } = await ofHouse.ask(operation.method, pathFor(operation), {
        as: everybody,
        ...asked(operation),
        headers: { ...withKey, ...asked(operation)?.headers }
      })
      found.add(`${status} ${json?.code}`)
    }
    return found
  }

  it("says that there is no such version of the API", async () => {
    const headers = { "x-api-version": "v9" }
    assert.deepStrictEqual([...(await codes(all, () => ({ headers })))], ["400 unsupported-api-version"])
  })

  it("says that a credential proves nothing", async () => {
    assert.deepStrictEqual([...(await codes(all, () => ({ as: "!" })))], ["401 credential-refused"])
  })

  it("asks whoever is not known, and may not be, who they are", async () => {
    const known = all.filter(({ rule }) => rule.who !== "Anyone" && rule.who !== "Seer")
    const found = new Set<string>()
    for (const operation of known) {
      const { status, json } = await ask(operation.method, pathFor(operation), { headers: withKey })
      found.add(`${status} ${json?.code}`)
    }
    assert.deepStrictEqual([...found], ["401 not-authenticated"])
  })

  it("names the scope that a key lacks", async () => {
    assert.deepStrictEqual([...(await codes(all, () => ({ as: "olga:" })))], ["403 scope-missing"])
  })

  it("says that there is no such challenge", async () => {
    const found = new Set<string>()
    for (const operation of all.filter(({ path }) => path.includes("{challenge_id}"))) {
      const { status, json } = await ask(operation.method, pathFor(operation, "nowhere"), {
        as: everybody,
        headers: withKey
      })
      found.add(`${status} ${json?.code}`)
    }
    assert.deepStrictEqual([...found], ["404 challenge-not-found"])
  })

  it("names what nobody knows of a request", async () => {
    for (const operation of all) {
      const { status, json } = await ask(operation.method, `${pathFor(operation)}?nonsense=1`, {
        as: everybody,
        headers: withKey
      })
      assert.strictEqual(status, 422, operation.id)
      assert.strictEqual(json.code, "invalid-request", operation.id)
    }
  })

  it("says why a body cannot be read", async () => {
    const which = all.filter(takesBody)
    const sent = (text: string, type: string, length = Buffer.byteLength(text)) =>
      Promise.all(
        which.map(async (operation) => {
          const headers = { ...withKey, "content-type": type, "content-length": `${length}` }
          return (await ask(operation.method, pathFor(operation), { as: everybody, text, headers })).json?.code
        })
      )
    assert.deepStrictEqual([...new Set(await sent("{", "application/json"))], ["malformed-body"])
    assert.deepStrictEqual([...new Set(await sent("{}", "text/plain"))], ["unsupported-media-type"])
    assert.deepStrictEqual([...new Set(await sent("{}", "application/json", 9_000_000))], ["body-too-large"])
  })

  it("says that a body was too slow to come", async () => {
    const hasty = openHouse(portsInMemory, undefined, { deadlineMs: 200 })
    const headers = { ...withKey, authorization: `Bearer ${everybody}`, "content-type": "application/json" }
    const found = await Promise.all(
      all.filter(takesBody).map(async (operation) => {
        const { readable: body } = new TransformStream<Uint8Array, Uint8Array>()
        const { method } = operation
        const chunked = { ...headers, "transfer-encoding": "chunked" }
        const response = await hasty.app.request(pathFor(operation), { method, headers: chunked, body, duplex: "half" })
        const { status } = response
        const [type, json] = [response.headers.get("content-type") ?? "", JSON.parse(await response.text())]
        assert.isUndefined(wrongWith(method, pathFor(operation), { status, type, json, headers: response.headers }))
        return `${status} ${json.code}`
      })
    )
    assert.deepStrictEqual([...new Set(found)], ["408 request-too-slow"])
    await hasty.close()
  })

  it("says that a budget is used up, and when there is more", async () => {
    const empty = openHouse(portsInMemory, undefined, {
      admit: () => Effect.fail(new QuotaExceeded({ left: [usedUp] }))
    })
    assert.deepStrictEqual([...(await codes(all, () => ({}), empty))], ["429 quota-exceeded"])
    await empty.close()
  })

  it("says that there is too much to do", async () => {
    const full = openHouse(portsInMemory, undefined, { room: { enter: () => undefined } })
    assert.deepStrictEqual([...(await codes(all, () => ({}), full))], ["503 temporary-reduced-capacity"])
    await full.close()
  })

  it("tells nothing of a bug but the id of the request", async () => {
    const broken = openHouse(portsInMemory, undefined, { authenticate: () => Effect.die(new Error("a bug")) })
    assert.deepStrictEqual([...(await codes(all, () => ({}), broken))], ["500 internal-error"])
    assert.strictEqual(broken.reports.length, all.length)
    await broken.close()
  })

  it("has met no bug", () => assert.deepStrictEqual(house.reports, []))
})

describe("what operations are answered with as things stand", () => {
  const house = openHouse()
  let keys = 0
  const ask = async (method: string, path: string, as?: string, body?: unknown, headers: Record<string, string> = {}) =>
    house.ask(method, path, {
      ...(as === undefined ? {} : { as }),
      ...(body === undefined ? {} : { body }),
      headers: { "idempotency-key": `stands-${keys++}`, ...headers }
    })
  const statusOf = async (...asked: Parameters<typeof ask>) => (await ask(...asked)).status
  beforeAll(async () => {
    await ask("POST", "/v1/challenges", "olga", { ...steps("pot", pot), disputeHours: 0 })
  })
  afterAll(house.close)

  it("has a draft revised, and nothing more of it", async () => {
    const definition = { ...steps("pot", pot), disputeHours: 0 }
    assert.strictEqual(await statusOf("PUT", "/v1/challenges/pot", "olga", { ...definition, name: "A pot" }), 200)
    assert.strictEqual(await statusOf("POST", "/v1/challenges", "olga", definition), 409)
    assert.strictEqual(await statusOf("POST", "/v1/challenges/pot/duplicate", "olga", { id: "next" }), 201)
    assert.strictEqual(await statusOf("POST", "/v1/challenges", "otto", steps("taken")), 201)
    assert.strictEqual(await statusOf("POST", "/v1/challenges/pot/duplicate", "olga", { id: "taken" }), 409)
    const hash = { plan_hash: "0".repeat(64) }
    const early: ReadonlyArray<readonly [string, string, unknown?]> = [
      ["POST", "freeze"],
      ["POST", "unfreeze"],
      ["GET", "leaderboard"],
      ["GET", "leaderboard/ranks?participants=ada"],
      ["GET", "leaderboard/circle?participants=ada"],
      ["GET", "leaderboard/around/ada"],
      ["GET", "leaderboard/days/2026-05-04"],
      ["POST", "participants:batchGet", { participant_ids: ["ada"] }],
      ["POST", "deposits", { id: "d", payer: "sponsor", minor_units: "1" }],
      ["POST", "activities:review", { source: "app", key: "1", verdict: "released" }],
      ["POST", "settlement:plan", {}],
      ["POST", "settlement:approve", hash],
      ["POST", "settlement:reject", { ...hash, reason: "no" }],
      ["POST", "settlement:void", { reason: "no" }],
      ["POST", "settlement:resume", {}],
      ["POST", "settlement:correct", {}],
      ["POST", "settlement:uphold-dispute", { reason: "no" }]
    ]
    const { json } = await ask("POST", "/v1/circles", "olga", { name: "Walkers" })
    assert.strictEqual(
      await statusOf("GET", `/v1/challenges/pot/leaderboard/circles/${json.circle_id}`, "olga"),
      409,
      "the board of a circle"
    )
    for (const [method, path, body] of early) {
      assert.strictEqual(await statusOf(method, `/v1/challenges/pot/${path}`, "olga@now", body), 409, path)
    }
  })

  it("has people enter once, and ranks some of them among themselves", async () => {
    assert.strictEqual(await statusOf("POST", "/v1/challenges/pot/publish", "olga"), 200)
    assert.strictEqual(await statusOf("PUT", "/v1/challenges/pot", "olga", steps("pot")), 409)
    const fee = { minor_units: "1000" }
    for (const who of ["ada", "bob"]) {
      assert.strictEqual(await statusOf("POST", "/v1/challenges/pot/join", who, { fee }), 201)
      assert.strictEqual(await statusOf("POST", "/v1/challenges/pot/join", who, { fee }), 200)
      const activity = { metric: "steps", quantity: 9_000, at: new Date(begin).toISOString() }
      assert.strictEqual(await statusOf("POST", "/v1/challenges/pot/activities", who, activity), 201)
    }
    assert.strictEqual(await statusOf("GET", "/v1/challenges/pot/leaderboard/circle?participants=ada,bob"), 200)
  })

  it("sends nothing to whoever has what is there", async () => {
    for (const path of ["/v1/challenges/pot", "/v1/challenges/pot/leaderboard"]) {
      const { headers } = await ask("GET", path)
      assert.strictEqual(
        await statusOf("GET", path, undefined, undefined, { "if-none-match": headers.get("etag") ?? "" }),
        304
      )
    }
    const asked = await ask("GET", "/v1/challenges/pot")
    const etag = { "if-none-match": asked.headers.get("etag") ?? "" }
    assert.strictEqual(await statusOf("POST", "/v1/challenges/pot/freeze", "olga", undefined, etag), 200)
    const frozen = { "if-none-match": (await ask("GET", "/v1/challenges/pot")).headers.get("etag") ?? "" }
    assert.strictEqual(
      await statusOf("POST", "/v1/challenges/pot/freeze", "olga", undefined, frozen),
      200,
      "what was done is told, whatever whoever asked has"
    )
    assert.strictEqual(await statusOf("POST", "/v1/challenges/pot/unfreeze", "olga"), 200)
  })

  it("has a plan rejected, and another made", async () => {
    house.clock.moveTo(begin + 8 * 86_400_000)
    const planned = await ask("POST", "/v1/challenges/pot/settlement:plan", "olga@now", {})
    const hash = { plan_hash: planned.json.plan_hash }
    const plan = `/v1/challenges/pot/settlement/plans/${hash.plan_hash}`
    for (const path of [plan, `${plan}/overview`]) {
      assert.strictEqual(await statusOf("GET", path, "olga"), 200)
      const etag = { "if-none-match": `"${hash.plan_hash}"` }
      assert.strictEqual(await statusOf("GET", path, "olga", undefined, etag), 304)
    }
    const approver = "pat+approver@now"
    const other = { plan_hash: "0".repeat(64) }
    assert.strictEqual(await statusOf("POST", "/v1/challenges/pot/settlement:approve", approver, other), 412)
    assert.strictEqual(
      await statusOf("POST", "/v1/challenges/pot/settlement:reject", approver, { ...other, reason: "no" }),
      412
    )
    assert.strictEqual(await statusOf("POST", "/v1/challenges/pot/settlement:apply", "olga@now", other), 412)
    assert.strictEqual(
      await statusOf("POST", "/v1/challenges/pot/settlement:reject", approver, { ...hash, reason: "no" }),
      200
    )
    assert.strictEqual(
      await statusOf("POST", "/v1/challenges/pot/settlement:reject", "sam+approver@now", { ...hash, reason: "no" }),
      409
    )
    assert.strictEqual(await statusOf("DELETE", "/v1/challenges/pot/participants/ada", "ada"), 409)
    assert.strictEqual(await statusOf("PATCH", "/v1/challenges/pot/participants/ada", "olga", {}), 409)
  })

  it("has a key replaced, and one revoked", async () => {
    const before = (await ask("POST", "/v1/keys", "ada", { label: "two", scopes: ["read"] })).json
    const rotated = await ask("POST", `/v1/keys/${before.key_id}/rotate`, "ada")
    assert.strictEqual(rotated.status, 201)
    assert.notStrictEqual(rotated.json.key_id, before.key_id)
    assert.strictEqual(await statusOf("POST", `/v1/keys/${before.key_id}/rotate`, "bob"), 404)
    assert.strictEqual(await statusOf("DELETE", `/v1/keys/${before.key_id}`, "ada"), 204)
    assert.strictEqual(await statusOf("POST", `/v1/keys/${before.key_id}/rotate`, "ada"), 409)
    const { json } = await ask("POST", "/v1/keys", "ada", { label: "one", scopes: ["read"] })
    assert.strictEqual(await statusOf("DELETE", `/v1/keys/${json.key_id}`, "ada"), 204)
    assert.strictEqual(await statusOf("DELETE", `/v1/keys/${json.key_id}`, "bob"), 404)
  })

  it("has met no bug", () => assert.deepStrictEqual(house.reports, []))
})
