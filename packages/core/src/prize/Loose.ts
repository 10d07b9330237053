import { awardsOf } from "./awardsOf.ts"
import type { Distribution, PlanOutcome } from "./Distribution.ts"
import { limitAwards } from "./limitAwards.ts"
import type { Award, ResidualReason } from "./Prizes.ts"

/** Money of a plan that is nobody's prize yet, why, and of which stage. */
export interface Loose {
  readonly reason: ResidualReason
  readonly minorUnits: bigint
  readonly stage?: string
}

/** The awards of all stages within the plan's limits, and all money that is nobody's prize. */
export const looseAndAwarded = (
  { plan, key }: Distribution,
  { stages, left }: PlanOutcome
): { readonly awards: ReadonlyArray<Award>; readonly loose: ReadonlyArray<Loose> } => {
  const awards: Array<Award> = []
  const loose: Array<Loose> = []
  for (const { context, outcome } of stages) {
    const stage = context.stage.name
    let [voided, ineligible] = [0n, 0n]
    for (const payment of outcome.payments) {
      if (payment.claim.isVoid === true) voided += payment.minorUnits
      else if (!payment.contender.isEligible) ineligible += payment.minorUnits
      else for (const award of awardsOf(payment, context.stage, plan.unit, key)) awards.push(award)
    }
    for (const { reason, minorUnits } of outcome.leftovers) loose.push({ reason, minorUnits, stage })
    loose.push(
      { reason: "Ineligible", minorUnits: ineligible, stage },
      { reason: "VoidTie", minorUnits: voided, stage }
    )
  }
  const limited = limitAwards(plan, awards)
  for (const one of limited.cut) loose.push(one)
  loose.push({ reason: "Rounding", minorUnits: left })
  return { awards: limited.awards, loose: merged(loose) }
}

/** One line for each reason and stage, without empty ones. */
const merged = (loose: ReadonlyArray<Loose>): ReadonlyArray<Loose> => {
  const lines = new Map<string, Loose>()
  for (const one of loose) {
    const line = `${one.stage ?? ""}:${one.reason}`
    lines.set(line, { ...one, minorUnits: one.minorUnits + (lines.get(line)?.minorUnits ?? 0n) })
  }
  return [...lines.values()].filter(({ minorUnits }) => minorUnits > 0n)
}
