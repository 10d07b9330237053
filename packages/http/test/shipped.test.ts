import { afterAll, assert, beforeAll, describe, it } from "vitest"
import { operations } from "../src/api/operations.ts"
import { budgets } from "../src/limits/policies.ts"
import type { AnyOperation } from "../src/operation/Operation.ts"
import { openHouse, steps } from "./house.ts"
import { openServer } from "./liveHouse.ts"

// The numbers that were asked for, as a server has them where nothing is said.
describe("what is shipped", () => {
  const house = openHouse()
  const { ask } = house
  beforeAll(async () => {
    for (const id of ["open", "private"]) {
      await ask("POST", "/v1/challenges", {
        as: "olga",
        body: steps(id, id === "open" ? {} : { visibility: "invite" })
      })
      await ask("POST", `/v1/challenges/${id}/publish`, { as: "olga" })
    }
  })
  afterAll(house.close)

  it("are these budgets of requests: in so many seconds, and those of money and credentials one by one", () => {
    const shipped = Object.entries(budgets).map(([name, { quota, windowSeconds, isBucket = false }]) => [
      name,
      quota,
      windowSeconds,
      isBucket
    ])
    assert.deepStrictEqual(shipped, [
      ["anonymous", 100, 900, false],
      ["authenticated", 200, 60, false],
      ["program", 6_000, 60, false],
      ["activity-write", 10, 60, false],
      ["activity-sync", 30, 60, false],
      ["expensive-read", 100, 60, false],
      ["definition-write", 30, 60, false],
      ["entry", 10, 3_600, true],
      ["settlement", 10, 3_600, true],
      ["auth", 5, 900, true]
    ])
  })

  it("keeps public boards and challenges for 30 s on the way and lists for 60 s, stale for 300 s while they are asked anew; of nobody else (F23, F60)", async () => {
    const kept = (seconds: number) => `public, max-age=0, s-maxage=${seconds}, stale-while-revalidate=300`
    const paths = [
      ["/v1/challenges/open/leaderboard", 30],
      ["/v1/challenges/open", 30],
      ["/v1/challenges", 60]
    ] as const
    for (const [path, seconds] of paths) {
      const { status, headers } = await ask("GET", path)
      assert.deepStrictEqual([status, headers.get("cache-control")], [200, kept(seconds)], path)
      assert.include(headers.get("vary")?.toLowerCase() ?? "", "authorization", path)
    }
    const board = await ask("GET", "/v1/challenges/open/leaderboard")
    const etag = board.headers.get("etag") ?? ""
    const again = await ask("GET", "/v1/challenges/open/leaderboard", { headers: { "if-none-match": etag } })
    assert.deepStrictEqual([again.status, again.text], [304, ""])
    for (const path of ["/v1/challenges/private/leaderboard", "/v1/challenges/private"]) {
      const { status, headers } = await ask("GET", path, { as: "olga" })
      assert.strictEqual(status, 200, path)
      assert.notInclude(headers.get("cache-control") ?? "", "public", path)
      assert.notInclude(headers.get("cache-control") ?? "", "s-maxage", path)
    }
  })

  it("gives 20 of a list where nothing is said, and 100 at most, whichever list it is (N37, K38)", async () => {
    const all: ReadonlyArray<AnyOperation> = Object.values(operations)
    const { paths }: { readonly paths: Readonly<Record<string, Readonly<Record<string, Described>>>> } = (
      await ask("GET", "/openapi.json")
    ).json
    const lists = all.filter(({ method, path }) => {
      const schema = paths[path]?.[method.toLowerCase()]?.responses["200"]?.content?.["application/json"]?.schema
      return method === "GET" && schema !== undefined && JSON.stringify(schema).includes('"has_more"')
    })
    assert.isAtLeast(lists.length, 8)
    for (const { id, path } of lists) {
      const limit = paths[path]?.get?.parameters?.find(({ name }) => name === "limit")
      assert.isDefined(limit, id)
      const { status, json } = await ask(
        "GET",
        `${path.replace("{challenge_id}", "open").replace(/\{\w+\}/g, "ada")}?limit=101`,
        {
          as: "olga"
        }
      )
      if (status !== 403 && status !== 404) assert.deepStrictEqual([status, json?.code], [422, "invalid-request"], id)
    }
  })

  it("cancels 50 challenges in one call at most (N09)", async () => {
    const asked = async (count: number) => {
      const challenge_ids = Array.from({ length: count }, (_, number) => `c${number}`)
      const body = { challenge_ids, reason: "it rains" }
      const headers = { "idempotency-key": `cancel-${count}` }
      return (await ask("POST", "/v1/challenges:batchCancel", { as: "olga@now", body, headers })).status
    }
    assert.deepStrictEqual([await asked(50), await asked(51)], [200, 422])
  })

  it("takes bodies of 5 MB, and refuses what is larger before it is read (K30)", async () => {
    const server = await openServer()
    const token = await server.keyOf("olga", "organise")
    const sent = (bytes: number) =>
      fetch(`${server.url}/v1/challenges`, {
        method: "POST",
        headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
        body: `"${"a".repeat(bytes - 2)}"`
      })
    assert.strictEqual((await sent(5_000_000)).status, 422)
    assert.strictEqual((await sent(5_000_001)).status, 413)
    await server.close()
  })
})

interface Described {
  readonly parameters?: ReadonlyArray<{ readonly name: string }>
  readonly responses: Readonly<
    Record<string, { readonly content?: Readonly<Record<string, { readonly schema: unknown }>> }>
  >
}
