import type { Metric } from "../activity/index.ts"
import { Rational } from "../shared/index.ts"
import type { RuleFlaw } from "./errors.ts"

/** What is wrong with the metrics themselves. */
export const findMetricFlaws = (metrics: ReadonlyArray<Metric>): ReadonlyArray<RuleFlaw> => {
  const seen = new Set<string>()
  return metrics.flatMap((metric, index) => {
    const again = seen.has(metric.name)
    seen.add(metric.name)
    const at = (...path: ReadonlyArray<string>) => ["metrics", index, ...path]
    const flaws: Array<RuleFlaw> = []
    if (again) flaws.push({ path: at("name"), message: `a second metric is called "${metric.name}"` })
    if (metric.min !== undefined && metric.max !== undefined && Rational.compare(metric.min, metric.max) > 0) {
      flaws.push({ path: at("min"), message: "must not be above `max`" })
    }
    if (metric.plausible?.perDay !== undefined && metric.daily !== "sum") {
      flaws.push({
        path: at("plausible", "perDay"),
        message: `limits the sum of a day, but the day of "${metric.name}" is its ${metric.daily}; use \`perActivity\``
      })
    }
    if (metric.direction !== undefined && metric.daily !== "best") {
      flaws.push({
        path: at("direction"),
        message: `says which of a day is its best, but the day of "${metric.name}" is its ${metric.daily}`
      })
    }
    if (metric.sources !== undefined && new Set(metric.sources).size < metric.sources.length) {
      flaws.push({ path: at("sources"), message: "names a source twice" })
    }
    return flaws
  })
}
