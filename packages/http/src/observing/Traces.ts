import { randomBytes } from "node:crypto"
import { TracedBy } from "@laurel/core/runtime"
import { Clock, Context, Effect, Exit, Option, Tracer } from "effect"
import type { AnsweredRequest, Asking } from "../operation/Watch.ts"
import { readTraceParent, type TraceParent, writeTraceParent } from "./traceParent.ts"

/** Some work that may be one of a trace. */
interface Traced {
  readonly id: string
  readonly during: <A, E, R>(work: Effect.Effect<A, E, R>) => Effect.Effect<A, E, R>
}

/** A request that may be one of a trace. */
export interface Trace extends Traced {
  readonly parentOfWhatFollows: string
  readonly ended: (request: AnsweredRequest) => void
}

/** A job of which a trace is made. */
export interface JobTrace extends Traced {
  /** `outcome` in a word; whether it was as it should be. */
  readonly ended: (outcome: string, isWell: boolean) => void
}

/** Makes traces of some requests, and of some jobs. */
export interface Traces {
  readonly begin: (operation: string, caller: Asking) => Trace
  /** The trace of a try of a job, by the trace of what enqueued it; nothing where none is made. */
  readonly beginJob: (kind: string, cause: string | undefined) => JobTrace | undefined
}

/**
 * Makes traces with a tracer: of requests whose callers trace them, if they do, and otherwise of this share of them. The others cost the
 * ids that they are answered with, and nothing else. Jobs that a traced request enqueued are traced, each in a trace of its own that is
 * linked to the request, as it may be tried days later; and of those that no request enqueued this share.
 */
export const makeTraces = (tracer: Tracer.Tracer, share: number, random: () => number = Math.random): Traces => ({
  begin: (operation, caller) => {
    const given = readTraceParent(caller.header("traceparent"))
    const isSampled = given?.isSampled ?? random() < share
    if (!isSampled) return untraced(given?.traceId ?? randomBytes(16).toString("hex"))
    const parent = given === undefined ? Option.none() : Option.some(external(given))
    const span = tracer.span({
      ...begun(),
      name: operation,
      parent,
      root: given === undefined,
      kind: "server",
      links: []
    })
    return {
      ...tracedIn(tracer, span),
      parentOfWhatFollows: parentOf(span),
      ended: ({ status, requestId, actor }) => {
        span.attribute("http.response.status_code", status)
        span.attribute("laurel.request_id", requestId)
        span.attribute("laurel.actor", actor)
        span.end(nowNanos(), status < 500 ? Exit.void : Exit.fail(`answered with ${status}`))
      }
    }
  },
  beginJob: (kind, cause) => {
    const given = readTraceParent(cause)
    if (!(given?.isSampled ?? random() < share)) return undefined
    const links = given === undefined ? [] : [{ span: external(given), attributes: {} }]
    const span = tracer.span({ ...begun(), name: kind, parent: Option.none(), root: true, kind: "consumer", links })
    return {
      ...tracedIn(tracer, span),
      ended: (outcome, isWell) => {
        span.attribute("laurel.outcome", outcome)
        span.end(nowNanos(), isWell ? Exit.void : Exit.fail(outcome))
      }
    }
  }
})

const nowNanos = (): bigint => Clock.Clock.defaultValue().currentTimeNanosUnsafe()

const begun = () => ({ annotations: Context.empty(), startTime: nowNanos(), sampled: true })

const external = (given: TraceParent): Tracer.ExternalSpan => Tracer.externalSpan({ ...given, sampled: true })

const parentOf = ({ traceId, spanId }: Tracer.Span): string => writeTraceParent({ traceId, spanId, isSampled: true })

const tracedIn = (tracer: Tracer.Tracer, span: Tracer.Span): Traced => ({
  id: span.traceId,
  during: (work) =>
    work.pipe(
      Effect.withParentSpan(span),
      Effect.provideService(Tracer.Tracer, tracer),
      Effect.provideService(TracedBy, parentOf(span))
    )
})

const untraced = (traceId: string): Trace => ({
  id: traceId,
  parentOfWhatFollows: writeTraceParent({ traceId, spanId: randomBytes(8).toString("hex"), isSampled: false }),
  during: (work) => work,
  ended: () => undefined
})
