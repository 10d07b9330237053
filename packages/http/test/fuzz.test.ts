import { connect } from "node:net"
import { Schema } from "effect"
import fc from "fast-check"
import { afterAll, assert, beforeAll, describe, it } from "vitest"
import { Problem } from "../src/problem/Problem.ts"
import { wrongWith } from "./conformance.ts"
import { hostileRequests } from "./hostile.ts"
import { openHouse, steps } from "./house.ts"
import { openServer } from "./liveHouse.ts"

/** How many hostile requests: `npm run gate:fuzz` asks for more. */
const requests = Number(process.env.LAUREL_FUZZ_REQUESTS ?? "1500")

/** What nobody outside may learn. */
const leaks = /\bat .+\.(?:ts|js):\d+|node_modules|select .* from|laurel_live_[a-z2-7]{12}_/i

describe("hostile requests", () => {
  const house = openHouse()
  beforeAll(async () => {
    await house.ask("POST", "/v1/challenges", { as: "olga", body: steps("open") })
    await house.ask("POST", "/v1/challenges/open/publish", { as: "olga" })
  })
  afterAll(house.close)

  it("are answered as each operation says, never as a bug, and tell nothing of the inside", async () => {
    const seen = new Map<number, number>()
    await fc.assert(
      fc.asyncProperty(hostileRequests, async ({ operation, path, as, body, key }) => {
        const headers = new Headers({ "content-type": "application/json" })
        if (as !== undefined) headers.set("authorization", `Bearer ${as}`)
        if (body !== undefined) headers.set("content-length", `${Buffer.byteLength(body)}`)
        if (key.trim() !== "") headers.set("idempotency-key", key)
        const response = await house.app.request(path, {
          method: operation.method,
          headers,
          ...(body === undefined ? {} : { body })
        })
        seen.set(response.status, (seen.get(response.status) ?? 0) + 1)
        const type = response.headers.get("content-type") ?? ""
        if (type === "text/event-stream") return void (await response.body?.cancel())
        const text = await response.text()
        assert.isBelow(response.status, 500, `${operation.method} ${path} ${body}: ${text}`)
        if (response.status >= 400) {
          assert.match(type, /^application\/problem\+json/)
          assert.notMatch(text, leaks)
        }
        const json = /json/.test(type) && !/vnd/.test(type) && text !== "" ? JSON.parse(text) : undefined
        assert.isUndefined(
          wrongWith(operation.method, path, { status: response.status, type, json, headers: response.headers })
        )
      }),
      { numRuns: requests }
    )
    assert.deepStrictEqual(house.reports, [])
    if (process.env.LAUREL_FUZZ_REQUESTS !== undefined) {
      const told = [...seen].toSorted(([a], [b]) => a - b).map(([status, count]) => `${status}: ${count}`)
      process.stdout.write(`${requests} hostile requests, answered ${told.join(", ")}\n`)
    }
  }, 600_000)

  it("that are no HTTP at all end their connection and nothing else", async () => {
    const server = await openServer()
    const port = Number(new URL(server.url).port)
    const head = "POST /v1/challenges HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
    const raw: ReadonlyArray<readonly [text: string, code: string]> = [
      ["\u0000\u0001\u0002\r\n\r\n", "malformed-request"],
      ["GET / HTTP/9.9\r\n\r\n", "malformed-request"],
      ["GET /livez HTTP/1.1\r\n\r\n", "malformed-request"],
      ["POST /nothing HTTP/1.1\r\nHost: x\r\nExpect: miracles\r\nContent-Length: 0\r\n\r\n", "route-not-found"],
      [
        `${head}Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\nGET /x HTTP/1.1\r\n\r\n`,
        "malformed-request"
      ],
      [`${head}Content-Length: 3\r\nContent-Length: 4\r\n\r\n{}`, "malformed-request"],
      [`${head}Content-Length: -1\r\n\r\n{}`, "malformed-request"],
      [`${head}Transfer-Encoding: chunked\r\n\r\nzz\r\n{}\r\n0\r\n\r\n`, "malformed-request"],
      [`GET /livez HTTP/1.1\r\nHost: x\r\nX: ${"a".repeat(100_000)}\r\n\r\n`, "headers-too-large"],
      ["GET /livez HTTP/1.1\r\nHost: x\r\nX : a\r\n\r\n", "malformed-request"],
      [`GET ${"/a".repeat(20_000)} HTTP/1.1\r\nHost: x\r\n\r\n`, "headers-too-large"]
    ]
    for (const [text, code] of raw) {
      const [headers = "", body = ""] = (await said(port, text)).split("\r\n\r\n")
      assert.match(headers, /content-type: application\/problem\+json/, JSON.stringify(text.slice(0, 80)))
      assert.strictEqual(decodeProblem(body).code, code, JSON.stringify(text.slice(0, 80)))
    }
    assert.strictEqual(await (await fetch(`${server.url}/livez`)).text(), "ok\n")
    await server.close()
  })
})

const decodeProblem = Schema.decodeUnknownSync(Schema.fromJsonString(Problem))

/** What is answered to bytes on a connection of their own, until it ends or a second is over. */
const said = (port: number, text: string): Promise<string> =>
  new Promise((resolve) => {
    let answer = ""
    const socket = connect(port, "127.0.0.1", () => socket.end(text, "latin1"))
    const end = (): void => {
      socket.destroy()
      resolve(answer)
    }
    socket.on("data", (bytes) => {
      answer += bytes.toString("latin1")
    })
    socket.on("close", end)
    socket.on("error", end)
    setTimeout(end, 1_000).unref()
  })
