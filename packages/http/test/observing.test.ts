import { readFileSync } from "node:fs"
import { TracedBy } from "@laurel/core/runtime"
import { Effect, Tracer } from "effect"
import { assert, describe, it } from "vitest"
import { catalogue } from "../src/observing/catalogue.ts"
import { makeMetrics } from "../src/observing/makeMetrics.ts"
import { makeWatch } from "../src/observing/makeWatch.ts"
import { makeTraces, type Traces } from "../src/observing/Traces.ts"
import { readTraceParent, writeTraceParent } from "../src/observing/traceParent.ts"
import type { AnsweredRequest } from "../src/operation/Watch.ts"

const given = { traceId: "4bf92f3577b34da6a3ce929d0e0e4736", spanId: "00f067aa0ba902b7" }

describe("traceparent", () => {
  it("is read as it is written", () => {
    for (const isSampled of [true, false]) {
      const parent = { ...given, isSampled }
      assert.deepEqual(readTraceParent(writeTraceParent(parent)), parent)
    }
  })

  it("is none where W3C Trace Context says so", () => {
    const { traceId, spanId } = given
    for (const text of [
      undefined,
      "",
      "x",
      `ff-${traceId}-${spanId}-01`,
      `00-${"0".repeat(32)}-${spanId}-01`,
      `00-${traceId}-${"0".repeat(16)}-01`,
      `00-${traceId}-${spanId}-01-more`,
      `00-${traceId.toUpperCase()}-${spanId}-01`,
      `00-${traceId}-${spanId}-1`
    ])
      assert.isUndefined(readTraceParent(text), text)
  })

  it("of a later version is read as far as it is known", () => {
    assert.deepEqual(readTraceParent(`01-${given.traceId}-${given.spanId}-01-more`), { ...given, isSampled: true })
  })
})

describe("metrics", () => {
  it("count what was answered by operation and status, and how long it took", () => {
    const metrics = makeMetrics()
    metrics.answered({ operation: "getBoard", status: 200, durationMs: 3 })
    metrics.answered({ operation: "getBoard", status: 200, durationMs: 700 })
    metrics.answered({ operation: "getBoard", status: 404, durationMs: 1 })
    const text = metrics.text([{ name: "laurel_streams_open", value: 2 }])
    assert.include(text, 'laurel_requests_total{operation="getBoard",status="200"} 2\n')
    assert.include(text, 'laurel_requests_total{operation="getBoard",status="404"} 1\n')
    assert.include(text, 'laurel_request_seconds_bucket{operation="getBoard",le="0.005"} 2\n')
    assert.include(text, 'laurel_request_seconds_bucket{operation="getBoard",le="1"} 3\n')
    assert.include(text, 'laurel_request_seconds_count{operation="getBoard"} 3\n')
    assert.include(text, "laurel_streams_open 2\n")
  })

  it("forget a reading that is not there any more", () => {
    const metrics = makeMetrics()
    metrics.text([{ name: "laurel_payouts", labels: { state: "Due" }, value: 1 }])
    assert.notInclude(metrics.text([]), "laurel_payouts")
  })

  it("of two processes are apart", () => {
    const [one, other] = [makeMetrics(), makeMetrics()]
    one.count("laurel_budget_refusals_total", { budget: "auth" })
    assert.notInclude(other.text([]), "laurel_budget_refusals_total")
  })
})

describe("a watch", () => {
  it("tells what became of a request, and of what kind who asked was", () => {
    const told: Array<AnsweredRequest> = []
    const seen = makeWatch({ told: [(request) => void told.push(request)] })("getBoard", {
      requestId: "r1",
      header: () => undefined
    })
    seen.by({ _tag: "Anonymous" })
    seen.ended(new Response(null, { status: 204 }))
    assert.deepEqual(
      told.map(({ durationMs: _, ...rest }) => rest),
      [{ operation: "getBoard", requestId: "r1", status: 204, actor: "Anonymous" }]
    )
    assert.strictEqual(Effect.runSync(seen.during(Effect.succeed(1))), 1)
  })
})

describe("traces", () => {
  const cause = writeTraceParent({ ...given, isSampled: true })
  const ended: Array<Tracer.Span> = []
  const tracer = Tracer.make({
    span: (options) => {
      const span = new Tracer.NativeSpan(options)
      ended.push(span)
      return span
    }
  })
  const heard = (traces: Traces) => {
    const asked = { requestId: "r", header: (name: string) => (name === "traceparent" ? cause : undefined) }
    return traces.begin("getBoard", asked)
  }

  it("of a request are known to all that is done for it, and to nothing else", () => {
    const trace = heard(makeTraces(tracer, 0))
    assert.strictEqual(Effect.runSync(trace.during(Effect.service(TracedBy))), trace.parentOfWhatFollows)
    const other = makeTraces(tracer, 0).begin("getBoard", { requestId: "r", header: () => undefined })
    assert.isUndefined(Effect.runSync(other.during(Effect.service(TracedBy))))
  })

  it("of a job are linked to the request that enqueued it, where that was traced", () => {
    ended.length = 0
    const traces = makeTraces(tracer, 0)
    traces.beginJob("webhook.deliver", cause)?.ended("done", true)
    const [span] = ended
    assert.deepEqual(
      span?.links.map(({ span: { traceId, spanId } }) => ({ traceId, spanId })),
      [given]
    )
    assert.notStrictEqual(span?.traceId, given.traceId)
    assert.isUndefined(traces.beginJob("webhook.deliver", writeTraceParent({ ...given, isSampled: false })))
    assert.isUndefined(traces.beginJob("webhook.deliver", undefined))
    assert.isDefined(makeTraces(tracer, 1).beginJob("webhook.deliver", undefined))
  })
})

describe("the catalogue of metrics", () => {
  it("is the one in the documents", () => {
    const page = readFileSync(new URL("../../../docs/operating/metrics.md", import.meta.url), "utf8")
    const rows = page.split("\n").filter((line) => line.startsWith("| `laurel_"))
    assert.deepEqual(
      rows,
      Object.entries(catalogue).map(
        ([name, { type, labels, description }]) =>
          `| \`${name}\` | ${type} | ${labels.map((label) => `\`${label}\``).join(", ")} | ${description} |`
      )
    )
  })
})
