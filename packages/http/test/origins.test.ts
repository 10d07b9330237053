import { assert, describe, it } from "vitest"
import { openServer } from "./liveHouse.ts"

const app = "https://app.example"

describe("pages of other origins", () => {
  const asked = async (allowedOrigins: ReadonlyArray<string>, path: string, init: RequestInit) => {
    const server = await openServer({ allowedOrigins })
    const answer = await fetch(`${server.url}${path}`, init)
    await answer.text()
    await server.close()
    return answer
  }
  const path = "/v1/challenges"
  const preflight = (origin: string, headers = "authorization,idempotency-key") => ({
    method: "OPTIONS",
    headers: { origin, "access-control-request-method": "POST", "access-control-request-headers": headers }
  })
  const from = (origin: string) => ({ headers: { origin } })
  const named = (answer: Response, name: string): ReadonlyArray<string> =>
    (answer.headers.get(name) ?? "")
      .toLowerCase()
      .split(",")
      .map((one) => one.trim())
  const allowed = (answer: Response) => answer.headers.get("access-control-allow-origin")

  it("may not ask unless their origin is on the list", async () => {
    for (const origins of [[], [app]]) {
      for (const origin of ["https://evil.example", "https://app.example.evil.example", "http://app.example", "null"]) {
        assert.isNull(allowed(await asked(origins, path, from(origin))), origin)
        assert.isNull(allowed(await asked(origins, path, preflight(origin))), origin)
      }
    }
    const without = await asked([], path, preflight(app))
    assert.deepStrictEqual([without.status, allowed(without)], [405, null])
  })
  it("whose origin is on the list may ask, send what the API takes and read what it tells", async () => {
    const origins = ["https://admin.example", app]
    const before = await asked(origins, path, preflight(app))
    assert.deepStrictEqual([before.status, allowed(before)], [204, app])
    assert.includeMembers([...named(before, "access-control-allow-methods")], ["get", "post", "put", "delete"])
    assert.includeMembers(
      [...named(before, "access-control-allow-headers")],
      ["authorization", "content-type", "idempotency-key", "if-none-match", "last-event-id", "x-api-version"]
    )
    assert.strictEqual(before.headers.get("access-control-max-age"), "600")
    assert.strictEqual(before.headers.get("x-content-type-options"), "nosniff")
    const answer = await asked(origins, path, from(app))
    assert.deepStrictEqual([answer.status, allowed(answer)], [200, app])
    const told = ["etag", "ratelimit", "ratelimit-policy", "retry-after", "x-request-id", "idempotency-replayed"]
    assert.includeMembers([...named(answer, "access-control-expose-headers")], told)
  })
  it("are told what is refused, too, and nobody is let keep an answer that is for another origin", async () => {
    const missing = await asked([app], "/v1/challenges/none", from(app))
    assert.deepStrictEqual([missing.status, allowed(missing)], [404, app])
    for (const origin of [app, "https://evil.example"]) {
      const answer = await asked([app], path, from(origin))
      assert.includeMembers([...named(answer, "vary")], ["origin", "authorization"])
    }
  })
  it("are not given what a browser keeps for somebody, and the pages of the server itself are for nobody else", async () => {
    const answer = await asked([app], path, from(app))
    assert.isNull(answer.headers.get("access-control-allow-credentials"))
    assert.isNull(allowed(await asked([app], "/", from(app))))
    assert.strictEqual(allowed(await asked([app], "/openapi.json", from(app))), app)
  })
})
