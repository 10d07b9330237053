import type { Rational } from "../shared/index.ts"
import type { PaidStage } from "./awardStage.ts"
import type { Contender } from "./Contender.ts"
import type { PrizePlan } from "./PrizePlan.ts"
import type { Deducted, PrizeInput } from "./Prizes.ts"
import type { StageContext } from "./StageContext.ts"

/** What a distribution starts from: everything but how much of its fees the platform waives. */
export interface Distribution {
  readonly plan: PrizePlan
  readonly input: PrizeInput
  readonly gross: bigint
  readonly deducted: ReadonlyArray<Deducted>
  readonly scale: Rational.Rational
  readonly key: (id: string) => string
  /** The contenders of each stage. */
  readonly boards: ReadonlyArray<ReadonlyArray<Contender>>
}

/** What the stages of a plan came to; `left` is what no whole unit of the pool could hold. */
export interface PlanOutcome {
  readonly stages: ReadonlyArray<{ readonly context: StageContext; readonly outcome: PaidStage }>
  readonly left: bigint
}
