import { assert, describe, it } from "@effect/vitest"
import { catalogue } from "@laurel/http"
import { startCollector } from "../collector.ts"
import { served } from "../served.ts"
import { Office } from "../store.ts"
import { patience, steps } from "../world.ts"

// What must never be told of: each is sent where a private value would be.
const canaries = ["canary-in-a-token", "canary-in-a-body", "canary-in-a-query", "canary-in-a-path"] as const
const [inToken, inBody, inQuery, inPath] = canaries

const traceId = "4bf92f3577b34da6a3ce929d0e0e4736"
const parent = "00f067aa0ba902b7"

const askAll = async (url: string, token: string) => {
  const get = (path: string, headers: Record<string, string> = {}) => fetch(`${url}${path}`, { headers })
  const post = (body: unknown) =>
    fetch(`${url}/v1/challenges`, {
      method: "POST",
      headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
      body: JSON.stringify(body)
    })
  const named = await get(`/v1/challenges?organiser=${inQuery}`, {
    traceparent: `00-${traceId}-${parent}-01`,
    "x-request-id": "named-by-the-client"
  })
  assert.match(named.headers.get("traceparent") ?? "", new RegExp(`^00-${traceId}-[0-9a-f]{16}-01$`))
  // Every answer says which trace it is of, whatever it is.
  for (const path of ["/", "/v1/challenges", "/v1/challenges/none", "/nowhere"])
    assert.match((await get(path)).headers.get("traceparent") ?? "", /^00-[0-9a-f]{32}-[0-9a-f]{16}-00$/, path)
  for (let times = 0; times < 7; times++) await get("/v1/challenges", { authorization: `Bearer ${inToken}` })
  await post(steps)
  await post({ ...steps, id: "other", name: inBody, wrong: inBody })
  await get(`/v1/challenges/${inPath}`)
  await get(`/nowhere/${inPath}`)
}

describe("laurel serve, seen from outside", { timeout: patience }, () => {
  it("tells of each request in a line of JSON, counts it and traces it; what is private is nowhere", async () => {
    await using office = new Office()
    const token = (await office.does("keys create --as olga --scope read,organise")).out.trim()
    const foreign = await startCollector()
    let shown = ""
    const flags = `--metrics-port 0 --log json --traces ${foreign.url} --trace-sample 0`
    const { err } = await served(office, flags, async ({ url, metrics }) => {
      await askAll(url, token)
      shown = await (await fetch(metrics)).text()
      assert.strictEqual((await fetch(`${url}/metrics`)).status, 404)
    })
    foreign.close()

    const lines = err
      .trimEnd()
      .split("\n")
      .map((line) => JSON.parse(line))
    for (const line of lines) assert.containsAllKeys(line, ["time", "level", "message"])
    const requests = lines.filter(({ message }) => message === "request")
    const first = requests.find(({ request_id }) => request_id === "named-by-the-client")
    assert.include(first, {
      operation: "listChallenges",
      status: 200,
      actor: "anonymous",
      trace_id: traceId,
      level: "info"
    })
    assert.deepInclude(
      requests.map(({ operation, status, actor }) => ({ operation, status, actor })),
      { operation: "createChallenge", status: 201, actor: "program" }
    )
    assert.isTrue(requests.some(({ operation, status }) => operation === "none" && status === 404))

    for (const secret of [...canaries, token])
      for (const text of [err, shown, ...foreign.texts]) assert.notInclude(text, secret)

    const server = foreign.spans().find(({ name }) => name === "listChallenges")
    assert.deepInclude(server, { traceId, parentSpanId: parent })
    // Of a share of nothing, only what a caller traces is.
    assert.deepEqual([...new Set(foreign.spans().map((span) => span.traceId))], [traceId])

    const names = new Set([...shown.matchAll(/^# TYPE (\S+) (\S+)$/gm)].map(([, name = "", type]) => `${name} ${type}`))
    // What only a database has, what only a worker does, and what there was none of.
    const elsewhere = /^laurel_(outbox|payouts|database|redis|job_outcomes|job_seconds|job_oldest|jobs|activities)/
    const known = Object.entries(catalogue).map(([name, { type }]) => `${name} ${type}`)
    assert.deepEqual(
      known.filter((one) => !elsewhere.test(one)).toSorted(),
      [...names].filter((one) => !elsewhere.test(one)).toSorted()
    )
    assert.isTrue([...names].every((one) => known.includes(one)))
    assert.include(shown, 'laurel_requests_total{operation="createChallenge",status="201"} 1\n')
    assert.include(shown, "laurel_budget_failures_total 0\n")
    assert.include(shown, 'laurel_budget_refusals_total{budget="auth"} 2\n')
  })

  it("says what is wrong with how it is to be seen", async () => {
    await using office = new Office()
    for (const flags of ["--log xml", "--metrics-port 70000", "--traces nowhere", "--traces http://a --trace-sample 2"])
      assert.strictEqual((await office.laurel(`serve ${flags}`)).code, 64, flags)
  })
})
