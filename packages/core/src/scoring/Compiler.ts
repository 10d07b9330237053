import type { Metric } from "../activity/index.ts"
import { Rational } from "../shared/index.ts"
import { type Direction, opposite } from "./Direction.ts"
import type { RuleFlaw } from "./errors.ts"
import { findModifierFlaws } from "./findModifierFlaws.ts"
import type { Trim } from "./Lane.ts"
import { Layout } from "./Layout.ts"
import { maxDepth, maxTerms } from "./meaning.ts"
import type { Limit, Measure, Node, PeakNode, PointsTerm, RulePath, SumNode } from "./Program.ts"
import type { Combine, Limits, Points, ScoringRule } from "./ScoringRule.ts"
import { shownAs } from "./shownAs.ts"
import { fractionOf, type Whole, whole } from "./Whole.ts"

/** Stands in for a metric that does not exist, so that the rest of the rule is checked too. */
const nowhere = (name: Metric["name"]): Metric => ({ name, unit: "", decimals: 6, daily: "sum" })

/** Thresholds and targets are reached from below, whichever score wins. */
const upwards = "highest"

/** Which values of a part are better: a negative weight turns it round. */
const weighed = (direction: Direction, weight: Rational.Rational): Direction =>
  weight.numerator < 0n ? opposite(direction) : direction

const power = (decimals: number): bigint => 10n ** BigInt(decimals)

/** Compiles rules over a set of metrics into nodes that share one layout, and collects what is wrong with them. */
export class Compiler {
  readonly layout = new Layout()
  readonly flaws: Array<RuleFlaw> = []
  readonly #metrics: ReadonlyMap<string, Metric>

  constructor(metrics: ReadonlyArray<Metric>) {
    this.#metrics = new Map(metrics.map((metric) => [metric.name, metric]))
  }

  /** `direction` says which values of the measure are better. */
  measure(name: string, rule: ScoringRule, path: RulePath, direction: Direction): Measure {
    const node = this.#node(rule, path, 0, direction)
    return { name, node, ...shownAs(rule, this.#metrics) }
  }

  #flaw(path: RulePath, message: string): void {
    this.flaws.push({ path, message })
  }

  #metric(name: Metric["name"], path: RulePath): Metric {
    const metric = this.#metrics.get(name)
    if (metric !== undefined) return metric
    const known = [...this.#metrics.keys()]
    this.#flaw(
      [...path, "metric"],
      `there is no metric "${name}"; the challenge ${known.length === 0 ? "has none" : `measures ${known.join(", ")}`}`
    )
    return nowhere(name)
  }

  #node(rule: ScoringRule, path: RulePath, depth: number, direction: Direction): Node {
    this.flaws.push(...findModifierFlaws(rule, path))
    const common = {
      path,
      handicap: rule.handicap,
      minimum: rule.minimum === undefined ? undefined : fractionOf(rule.minimum)
    }
    if (rule._tag === "Combine") return { _tag: "Combine", ...common, terms: this.#terms(rule, path, depth, direction) }
    if (rule._tag === "Points") return { _tag: "Sum", ...common, ...this.#points(rule, path, direction) }
    const metric = this.#metric(rule.metric, path)
    const trim = this.#trim(rule.perActivity, metric.decimals, [...path, "perActivity"])
    const ofMetric = (better: Direction) => ({
      ...common,
      day: { _tag: "Cell" as const, metric: metric.name, lane: this.layout.dayLane(metric, trim, better) },
      ...this.#limits(rule, path, power(metric.decimals))
    })
    const ofCounts = (atLeast?: typeof rule.minimum) => ({
      ...common,
      day:
        atLeast === undefined
          ? { _tag: "Cell" as const, metric: metric.name, lane: this.layout.lane(metric, "count", trim) }
          : {
              _tag: "Reached" as const,
              metric: metric.name,
              lane: this.layout.dayLane(metric, trim, upwards),
              atLeast: this.#units(atLeast, metric.decimals, [...path, "atLeast"])
            },
      ...this.#limits(rule, path, 1n)
    })
    switch (rule._tag) {
      case "Total":
        return { _tag: "Sum", ...ofMetric(direction) }
      case "Count":
        return { _tag: "Sum", ...ofCounts() }
      case "ActiveDays":
        return { _tag: "Sum", ...ofCounts(rule.atLeast) }
      case "Streak":
        return { _tag: "Streak", ...ofCounts(rule.atLeast), run: rule.run, gaps: rule.gaps }
      case "Best": {
        const better = rule.direction ?? direction
        if (rule.of !== "activity") return { _tag: "Peak", of: rule.of, direction: better, ...ofMetric(better) }
        const day = { _tag: "Cell" as const, metric: metric.name, lane: this.layout.lane(metric, better, trim) }
        const limits = this.#limits(rule, path, power(metric.decimals))
        return { _tag: "Peak", of: "day", direction: better, ...common, day, ...limits }
      }
      case "Latest":
        return { _tag: "Latest", ...ofMetric(direction) }
      case "Average":
        return { _tag: "Average", ...ofMetric(direction) }
      case "PercentChange":
        return { _tag: "Change", ...ofMetric(upwards), days: rule.days, sign: rule.direction === "gain" ? 1 : -1 }
      case "TimeToTarget":
        return {
          _tag: "Target",
          ...common,
          of: this.#towards(metric, { ...ofMetric(upwards), handicap: undefined, minimum: undefined }, path),
          target: this.#target(rule.target, metric, path)
        }
    }
  }

  #towards(metric: Metric, of: Omit<SumNode, "_tag">, path: RulePath): SumNode | PeakNode {
    if (metric.daily === "latest") {
      this.#flaw(
        [...path, "metric"],
        `"${metric.name}" keeps the latest value of a day, which adds up to no target; choose a metric whose day is a sum or a best`
      )
    }
    if (metric.daily === "best" && metric.direction === "lowest") {
      this.#flaw(
        [...path, "metric"],
        `the best of "${metric.name}" is its lowest, which runs towards no target; choose a metric whose day is a sum or a highest`
      )
    }
    if (metric.daily === "best" && of.perWeek !== undefined) {
      this.#flaw([...path, "perWeek"], `has no meaning here: the target is reached by one activity of "${metric.name}"`)
    }
    return metric.daily === "best" ? { _tag: "Peak", of: "day", direction: upwards, ...of } : { _tag: "Sum", ...of }
  }

  #target(target: Rational.Rational, metric: Metric, path: RulePath): number {
    if (target.numerator <= 0n) this.#flaw([...path, "target"], "must be above zero, where everyone starts")
    return this.#units(target, metric.decimals, [...path, "target"])
  }

  #terms(rule: Combine, path: RulePath, depth: number, direction: Direction) {
    if (rule.terms.length > maxTerms) this.#flaw([...path, "terms"], `at most ${maxTerms} terms`)
    if (depth >= maxDepth) {
      this.#flaw(path, `rules nest at most ${maxDepth} deep`)
      return []
    }
    return rule.terms.map((term, index) => ({
      weight: fractionOf(term.weight),
      node: this.#node(term.rule, [...path, "terms", index, "rule"], depth + 1, weighed(direction, term.weight))
    }))
  }

  /** Points are counted in the largest unit that all terms and limits are whole numbers of. */
  #points(rule: typeof Points.Type, path: RulePath, direction: Direction) {
    if (rule.terms.length > maxTerms) this.#flaw([...path, "terms"], `at most ${maxTerms} terms`)
    const rates = rule.terms.map((term, index) => {
      const at = [...path, "terms", index]
      const metric = this.#metric(term.metric, at)
      if (term.per.numerator <= 0n) {
        this.#flaw([...at, "per"], "must be above zero")
        return { metric, per: 0, rate: Rational.zero }
      }
      if (term.whole) return { metric, per: this.#units(term.per, metric.decimals, [...at, "per"]), rate: term.points }
      const scaled = Rational.multiply(term.per, Rational.rational(power(metric.decimals)))
      return { metric, per: 0, rate: Rational.divide(term.points, scaled) }
    })
    const bounds = [rule.perDay, rule.perWeek].flatMap((limits) => [limits?.min, limits?.max])
    let scale = 1n
    for (const value of [...rates.map(({ rate }) => rate), ...bounds]) {
      if (value !== undefined) scale *= Rational.divide(value, Rational.rational(1n, scale)).denominator
    }
    const terms = rates.map(({ metric, per, rate }): PointsTerm => {
      const lane = this.layout.dayLane(metric, undefined, weighed(direction, rate))
      return { metric: metric.name, lane, per, factor: whole((rate.numerator * scale) / rate.denominator) }
    })
    return { day: { _tag: "Points" as const, terms }, ...this.#limits(rule, path, scale) }
  }

  #limits(rule: ScoringRule, path: RulePath, scale: bigint) {
    return {
      scale: whole(scale),
      perDay: this.#limit(rule.perDay, scale, [...path, "perDay"]),
      perWeek: this.#limit(rule.perWeek, scale, [...path, "perWeek"])
    }
  }

  #limit(limits: Limits | undefined, scale: bigint, path: RulePath): Limit | undefined {
    if (limits === undefined) return undefined
    const scaled = (bound: Rational.Rational | undefined, key: string): Whole | undefined =>
      bound === undefined ? undefined : this.#scaled(bound, scale, [...path, key])
    return { min: scaled(limits.min, "min"), max: scaled(limits.max, "max"), drop: limits.below === "drop" }
  }

  #trim(limits: Limits | undefined, decimals: number, path: RulePath): Trim | undefined {
    if (limits === undefined) return undefined
    return {
      min: limits.min === undefined ? Number.NEGATIVE_INFINITY : this.#units(limits.min, decimals, [...path, "min"]),
      max: limits.max === undefined ? Number.POSITIVE_INFINITY : this.#units(limits.max, decimals, [...path, "max"]),
      drop: limits.below === "drop"
    }
  }

  #units(value: Rational.Rational, decimals: number, path: RulePath): number {
    const units = this.#scaled(value, power(decimals), path)
    if (typeof units === "number") return units
    this.#flaw(path, `is larger than 2^53 - 1 at ${decimals} decimals`)
    return 0
  }

  #scaled(value: Rational.Rational, scale: bigint, path: RulePath): Whole {
    const scaled = Rational.multiply(value, Rational.rational(scale))
    if (Rational.isInteger(scaled)) return whole(scaled.numerator)
    const decimals = `${scale}`.length - 1
    this.#flaw(
      path,
      `${Rational.formatRational(value)} cannot be reached exactly: values have ${decimals === 0 ? "no decimals" : decimals === 1 ? "1 decimal" : `${decimals} decimals`} here`
    )
    return 0
  }
}
