import type { PrizePlan } from "./PrizePlan.ts"
import type { Award, ResidualReason } from "./Prizes.ts"

/** Awards within the plan's limits, and what the limits took away. */
export interface LimitedAwards {
  readonly awards: ReadonlyArray<Award>
  readonly cut: ReadonlyArray<{ readonly reason: ResidualReason; readonly stage: string; readonly minorUnits: bigint }>
}

/** The most that a person can get: the cap in whole units. */
export const capOf = ({ capPerPerson, unit }: Pick<PrizePlan, "capPerPerson" | "unit">): bigint | undefined =>
  capPerPerson === undefined ? undefined : capPerPerson - (capPerPerson % unit)

/**
 * Keeps everybody's total at or below the cap in whole units, cutting the later awards first, and takes away totals below
 * the minimum prize. What is cut is residual; nothing is paid ahead yet.
 */
export const limitAwards = (
  plan: Pick<PrizePlan, "capPerPerson" | "minimumPrize" | "unit">,
  awards: ReadonlyArray<Award>
): LimitedAwards => {
  const cap = capOf(plan)
  const minimumPrize = plan.minimumPrize ?? 0n
  if (cap === undefined && minimumPrize === 0n) return { awards, cut: [] }
  const totals = new Map<string, bigint>()
  for (const { participantId, minorUnits } of awards) {
    totals.set(participantId, (totals.get(participantId) ?? 0n) + minorUnits)
  }
  const paid = new Map<string, bigint>()
  const cut: Array<{ reason: ResidualReason; stage: string; minorUnits: bigint }> = []
  const kept = awards.flatMap((award) => {
    const { participantId, stage, minorUnits } = award
    const isTooSmall = (totals.get(participantId) ?? 0n) < minimumPrize
    const room = isTooSmall ? 0n : cap === undefined ? minorUnits : cap - (paid.get(participantId) ?? 0n)
    const within = minorUnits < room ? minorUnits : room
    paid.set(participantId, (paid.get(participantId) ?? 0n) + within)
    if (within === minorUnits) return [award]
    cut.push({ reason: isTooSmall ? "MinimumPrize" : "CapPerPerson", stage, minorUnits: minorUnits - within })
    return within === 0n ? [] : [{ ...award, minorUnits: within, due: within }]
  })
  return { awards: kept, cut }
}
