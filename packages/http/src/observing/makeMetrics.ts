import { Context, Metric } from "effect"
import { PrometheusMetrics } from "effect/observability"
import type { AnsweredRequest } from "../operation/Watch.ts"
import { catalogue, type MetricName, type Reading } from "./catalogue.ts"

type Labels = Readonly<Record<string, string>>

/** What a process counts of itself. */
export interface Metrics {
  /** A request was answered. */
  readonly answered: (request: Pick<AnsweredRequest, "operation" | "status" | "durationMs">) => void
  /** Something happened so many times more. */
  readonly count: (name: MetricName, labels: Labels, by?: number) => void
  /** Something took so long. */
  readonly took: (name: MetricName, labels: Labels, durationMs: number) => void
  /** All that was counted, and these readings, as Prometheus reads it. */
  readonly text: (readings: ReadonlyArray<Reading>) => string
}

/** Bounds in seconds: those of the promises (0.5 and 2) are among them. */
const boundaries = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2, 5, 10, 30, 60]

/** Counts in registers of its own; one a process. */
export const makeMetrics = (): Metrics => {
  const counted = registers()
  const counterOf = remembering((name: MetricName, labels: Labels) =>
    Metric.counter(name, { description: catalogue[name].description, attributes: labels, incremental: true })
  )
  const histogramOf = remembering((name: MetricName, labels: Labels) =>
    Metric.histogram(name, { description: catalogue[name].description, attributes: labels, boundaries })
  )
  const count: Metrics["count"] = (name, labels, by = 1) => counterOf(name, labels).updateUnsafe(by, counted)
  const took: Metrics["took"] = (name, labels, durationMs) =>
    histogramOf(name, labels).updateUnsafe(durationMs / 1_000, counted)
  return {
    answered: ({ operation, status, durationMs }) => {
      count("laurel_requests_total", { operation, status: `${status}` })
      took("laurel_request_seconds", { operation }, durationMs)
    },
    count,
    took,
    // What is gone is not read again: each look has registers of its own.
    text: (readings) => `${PrometheusMetrics.formatUnsafe(counted)}${textOf(readings)}`
  }
}

const registers = (): Context.Context<never> => Context.make(Metric.MetricRegistry, new Map())

const textOf = (readings: ReadonlyArray<Reading>): string => {
  const read = registers()
  for (const { name, labels = {}, value } of readings) {
    const { description, type } = catalogue[name]
    const options = { description, attributes: labels }
    if (type === "counter") Metric.counter(name, options).updateUnsafe(value, read)
    else Metric.gauge(name, options).updateUnsafe(value, read)
  }
  return PrometheusMetrics.formatUnsafe(read)
}

/** What was made once for a name and labels is made once. */
const remembering = <A>(make: (name: MetricName, labels: Labels) => A) => {
  const made = new Map<string, A>()
  return (name: MetricName, labels: Labels): A => {
    const key = `${name} ${Object.values(labels).join(" ")}`
    const known = made.get(key) ?? make(name, labels)
    made.set(key, known)
    return known
  }
}
