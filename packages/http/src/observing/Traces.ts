import { randomBytes } from "node:crypto"
import { Clock, Context, Effect, Exit, Option, Tracer } from "effect"
import type { AnsweredRequest, Asking } from "../operation/Watch.ts"
import { readTraceParent, writeTraceParent } from "./traceParent.ts"

/** A request that may be one of a trace. */
export interface Trace {
  readonly id: string
  readonly parentOfWhatFollows: string
  readonly during: <A, E, R>(work: Effect.Effect<A, E, R>) => Effect.Effect<A, E, R>
  readonly ended: (request: AnsweredRequest) => void
}

/** Makes traces of some requests. */
export interface Traces {
  readonly begin: (operation: string, caller: Asking) => Trace
}

/**
 * Makes traces with a tracer: of requests whose callers trace them, if they do, and otherwise of this share of them. The others cost the
 * ids that they are answered with, and nothing else.
 */
export const makeTraces = (tracer: Tracer.Tracer, share: number, random: () => number = Math.random): Traces => ({
  begin: (operation, caller) => {
    const given = readTraceParent(caller.header("traceparent"))
    const isSampled = given?.isSampled ?? random() < share
    if (!isSampled) return untraced(given?.traceId ?? randomBytes(16).toString("hex"))
    const span = tracer.span({
      name: operation,
      parent: given === undefined ? Option.none() : Option.some(Tracer.externalSpan({ ...given, sampled: true })),
      annotations: Context.empty(),
      links: [],
      startTime: nowNanos(),
      kind: "server",
      root: given === undefined,
      sampled: true
    })
    return {
      id: span.traceId,
      parentOfWhatFollows: writeTraceParent({ traceId: span.traceId, spanId: span.spanId, isSampled }),
      during: (work) => work.pipe(Effect.withParentSpan(span), Effect.provideService(Tracer.Tracer, tracer)),
      ended: ({ status, requestId, actor }) => {
        span.attribute("http.response.status_code", status)
        span.attribute("laurel.request_id", requestId)
        span.attribute("laurel.actor", actor)
        span.end(nowNanos(), status < 500 ? Exit.void : Exit.fail(`answered with ${status}`))
      }
    }
  }
})

const untraced = (traceId: string): Trace => ({
  id: traceId,
  parentOfWhatFollows: writeTraceParent({ traceId, spanId: randomBytes(8).toString("hex"), isSampled: false }),
  during: (work) => work,
  ended: () => undefined
})

const nowNanos = (): bigint => Clock.Clock.defaultValue().currentTimeNanosUnsafe()
