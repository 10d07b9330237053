import { Result } from "effect"
import type { Metric } from "../activity/index.ts"
import type { Instant } from "../shared/index.ts"
import { activeCellsOf } from "./activeCellsOf.ts"
import { Compiler } from "./Compiler.ts"
import type { Direction } from "./Direction.ts"
import { InvalidScoring } from "./errors.ts"
import { findMetricFlaws } from "./findMetricFlaws.ts"
import { absent } from "./Lane.ts"
import type { Program } from "./Program.ts"
import type { ScoringRule } from "./ScoringRule.ts"

/** What a challenge scores by: its rule, further rules by name, and the metrics they speak of. */
export interface Scoring {
  readonly rule: ScoringRule
  readonly measures?: Readonly<Record<string, ScoringRule>>
  readonly metrics: ReadonlyArray<Metric>
  /** Which scores are better; the highest unless said otherwise. It decides what is best where a rule or metric does not say. */
  readonly direction?: Direction
  /** The same of further rules, by name; of those not named here `direction` decides. */
  readonly measureDirections?: ReadonlyMap<string, Direction>
  /** Whether the instant at which the score took its final value is asked for, as for a tie-break. */
  readonly needsReachedAt?: boolean
  /** The start of the window, from which `TimeToTarget` counts. */
  readonly start: Instant
}

/**
 * Compiles scoring rules against their metrics, or refuses them with every flaw and its path in the definition
 * (`score`, `measures.<name>`, `metrics[i]`).
 */
export const compile = (scoring: Scoring): Result.Result<Program, InvalidScoring> => {
  const compiler = new Compiler(scoring.metrics)
  const direction = scoring.direction ?? "highest"
  const score = compiler.measure("score", scoring.rule, ["score"], direction)
  const measures = Object.entries(scoring.measures ?? {})
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, rule]) => {
      const better = scoring.measureDirections?.get(name) ?? direction
      return compiler.measure(name, rule, ["measures", name], better)
    })
  const [first, ...others] = [...findMetricFlaws(scoring.metrics), ...compiler.flaws]
  if (first !== undefined) return Result.fail(new InvalidScoring({ flaws: [first, ...others] }))
  return Result.succeed({
    stride: compiler.layout.stride,
    blank: Array.from({ length: compiler.layout.stride }, () => absent),
    metrics: compiler.layout.programs(),
    score,
    measures,
    activeCells: activeCellsOf(score.node),
    needsReachedAt: scoring.needsReachedAt ?? false,
    missing: scoring.rule.missing ?? "Excluded",
    start: scoring.start
  })
}
