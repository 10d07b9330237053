import { Result } from "effect"
import type { Distribution, PlanOutcome } from "./Distribution.ts"
import type { ResidualUnanswered } from "./errors.ts"
import type { Fund } from "./fundPool.ts"
import { looseAndAwarded } from "./Loose.ts"
import type { Prizes, TopUp } from "./Prizes.ts"
import { setAdvances } from "./setAdvances.ts"
import { settleResidual } from "./settleResidual.ts"

/** Puts together what the stages came to: awards within limits, residual, top-ups, and what was paid ahead. */
export const prizesOf = (
  basis: Distribution,
  fund: Fund,
  outcome: PlanOutcome
): Result.Result<Prizes, ResidualUnanswered> => {
  const { awards, loose } = looseAndAwarded(basis, outcome)
  return Result.map(settleResidual(basis, outcome, loose), (settled): Prizes => {
    const { stages } = outcome
    const topUps: ReadonlyArray<TopUp> = [
      ...(fund.guarantee > 0n ? [{ reason: "Guarantee" as const, minorUnits: fund.guarantee }] : []),
      ...stages.flatMap(({ outcome: { topUps } }) => topUps)
    ]
    return {
      outcome: "Awarded",
      gross: fund.gross,
      deductions: fund.deductions,
      pool: fund.pool,
      topUp: topUps.reduce((sum, { minorUnits }) => sum + minorUnits, 0n),
      topUps,
      stages: stages.map(({ context: { stage, money } }) => ({ name: stage.name, minorUnits: money })),
      ...setAdvances([...awards, ...settled.awards], basis.input.advances),
      items: [...stages.flatMap(({ outcome: { items } }) => items), ...settled.items],
      itemsLeft: settled.itemsLeft,
      residual: settled.residual,
      refunds: []
    }
  })
}
