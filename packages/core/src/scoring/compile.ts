import { Result } from "effect"
import type { Metric } from "../activity/index.ts"
import type { Instant } from "../shared/index.ts"
import { activeCellsOf } from "./activeCellsOf.ts"
import { Compiler } from "./Compiler.ts"
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
  const score = compiler.measure("score", scoring.rule, ["score"])
  const measures = Object.entries(scoring.measures ?? {})
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, rule]) => compiler.measure(name, rule, ["measures", name]))
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
