import { Schema } from "effect"
import { Problem } from "../io/Problem.ts"
import { portOf } from "../session/portOf.ts"

const text = Schema.optionalKey(Schema.NonEmptyString)
const read = Schema.decodeUnknownSync(
  Schema.Struct({ log: text, metricsHost: text, metricsPort: text, traces: text, traceSample: text })
)

/** How requests are told of. `off`: not at all, but what has to be known is said all the same. */
export type LogFormat = "json" | "text" | "off"

/** How whoever runs a process wants to see it run. */
export interface Watching {
  readonly log: LogFormat
  readonly metrics?: { readonly host: string; readonly port: number }
  /** Where traces are sent, and of which share of the requests. */
  readonly traces?: { readonly url: string; readonly share: number }
}

/** The usual share of requests that are traced. */
const usualShare = "0.01"

/** Reads the flags. A terminal is for people, and everything else reads JSON, unless said otherwise. */
export const watchingOf = (given: Readonly<Record<string, unknown>>, isTerminal: boolean): Watching => {
  const { log, metricsHost = "127.0.0.1", metricsPort, traces, traceSample = usualShare } = read(given)
  if (traces !== undefined && !/^https?:$/.test(URL.parse(traces)?.protocol ?? "")) throw wrongTraces(traces)
  const share = Number(traceSample)
  if (!(share >= 0 && share <= 1)) throw wrongShare(traceSample)
  return {
    log: log === undefined ? (isTerminal ? "text" : "json") : formatOf(log),
    ...(metricsPort === undefined
      ? {}
      : { metrics: { host: metricsHost, port: portOf(metricsPort, "--metrics-port") } }),
    ...(traces === undefined ? {} : { traces: { url: traces, share } })
  }
}

const formatOf = (log: string): LogFormat => {
  if (log === "json" || log === "text" || log === "off") return log
  throw new Problem({
    exit: "usage",
    code: "wrong-log",
    title: `"${log}" is no way to tell of requests`,
    where: "--log",
    remedy: "give json, text or off"
  })
}

const wrongTraces = (url: string): Problem =>
  new Problem({
    exit: "usage",
    code: "wrong-traces",
    title: `"${url}" is no address of a collector`,
    where: "--traces",
    remedy: "give the whole address that OTLP over HTTP is sent to: http://collector:4318/v1/traces"
  })

const wrongShare = (share: string): Problem =>
  new Problem({
    exit: "usage",
    code: "wrong-share",
    title: `"${share}" is no share of requests`,
    where: "--trace-sample",
    remedy: "give a number from 0 to 1: 0.01 is one in a hundred"
  })
