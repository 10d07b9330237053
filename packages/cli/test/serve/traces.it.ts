import { createServer } from "node:http"
import { assert, describe, it } from "@effect/vitest"
import { type Span, startCollector } from "../collector.ts"
import { Installed, onServer } from "../installed.ts"
import { served } from "../served.ts"
import { Office } from "../store.ts"
import { steps } from "../world.ts"

/** A database is made, and on a busy machine that takes long. */
const patience = 300_000

const traceId = "4bf92f3577b34da6a3ce929d0e0e4736"
const day = (offset: number): string => new Date(Date.now() + offset * 86_400_000).toISOString().slice(0, 10)
const canary = "canary-in-a-name"

// As OTLP counts kinds of spans.
const kinds = { server: 2, client: 3, consumer: 5 } as const

/** Waits until the collector has what a test looks for. */
const until = async <A>(look: () => A | undefined): Promise<A> => {
  for (;;) {
    const found = look()
    if (found !== undefined) return found
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
}

const named = (spans: ReadonlyArray<Span>, name: string, kind: number): Span | undefined =>
  spans.find((span) => span.name === name && span.kind === kind)

describe("traces", { timeout: patience }, () => {
  it("lead from a request to its statements, and to the job that it left", async () => {
    await using office = new Office(new Installed(await onServer()))
    const token = (await office.does("keys create --as olga --scope read,organise")).out.trim()
    const collector = await startCollector()
    const receiver = createServer((_, response) => response.writeHead(204).end())
    await new Promise<void>((resolve) => void receiver.listen(0, "127.0.0.1", resolve))
    const address = receiver.address()
    const hook = `http://127.0.0.1:${typeof address === "object" ? address?.port : ""}/`
    const flags = `--log off --traces ${collector.url} --trace-sample 0 --webhooks-allow-private`
    await served(office, flags, async ({ url }) => {
      const post = async (path: string, body: unknown, more: Readonly<Record<string, string>> = {}) => {
        const headers = { authorization: `Bearer ${token}`, "content-type": "application/json", ...more }
        const answer = await fetch(`${url}${path}`, { method: "POST", headers, body: JSON.stringify(body) })
        assert.isTrue(answer.ok, await answer.text())
      }
      await post("/v1/webhooks", { url: hook, events: ["challenge.published"] })
      await post("/v1/challenges", { ...steps, name: canary, window: { start: day(1), end: day(9) } })
      await post("/v1/challenges/steps/publish", {}, { traceparent: `00-${traceId}-00f067aa0ba902b7-01` })
      await until(() => named(collector.spans(), "webhook.deliver", kinds.consumer))
    })
    receiver.close()
    collector.close()

    const spans = collector.spans()
    const request = named(spans, "publishChallenge", kinds.server)
    assert.strictEqual(request?.traceId, traceId)
    const statements = spans.filter((span) => span.traceId === traceId && span.kind === kinds.client)
    assert.isTrue(statements.some(({ name }) => /^(update|insert) challenge/.test(name)))
    const own = new Set(spans.filter((span) => span.traceId === traceId).map(({ spanId }) => spanId))
    for (const { name, parentSpanId } of statements) assert.isTrue(own.has(parentSpanId ?? ""), name)

    const job = named(spans, "webhook.deliver", kinds.consumer)
    assert.deepEqual(
      job?.links.map((link) => ({ traceId: link.traceId, spanId: link.spanId })),
      [{ traceId, spanId: request?.spanId ?? "" }]
    )
    assert.isTrue(spans.some((span) => span.traceId === job?.traceId && span.kind === kinds.client))
    // Of a share of nothing: what a caller traces, and what follows from that.
    assert.deepEqual(new Set(spans.map((span) => span.traceId)), new Set([traceId, job?.traceId ?? ""]))
    for (const text of collector.texts) for (const secret of [canary, token]) assert.notInclude(text, secret)
  })
})
