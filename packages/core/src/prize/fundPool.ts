import { Rational } from "../shared/index.ts"
import type { Deduction } from "./Deduction.ts"
import type { PrizePlan } from "./PrizePlan.ts"
import type { Deducted } from "./Prizes.ts"

/** The money of a challenge before prizes. */
export interface Fund {
  readonly gross: bigint
  readonly deductions: ReadonlyArray<Deducted>
  /** What the organiser pays in so that the pool reaches the guarantee. */
  readonly guarantee: bigint
  /** What the stages divide. */
  readonly pool: bigint
}

/** What advertised amounts are multiplied by: 1, or by `funding.scaling` the part of the basis that entered. */
export const scaleOf = ({ funding: { scaling } }: PrizePlan, entries: number): Rational.Rational => {
  if (scaling === undefined) return Rational.one
  const part = Rational.rational(BigInt(entries), BigInt(scaling.basis))
  return Rational.max(scaling.floor, Rational.min(part, Rational.one))
}

/** What each deduction takes, in the declared order, before any fee gives way. */
export const deductionsOf = (plan: PrizePlan, gross: bigint, entries: number): ReadonlyArray<Deducted> => {
  let left = gross
  return plan.deductions.map((deduction) => {
    const asked = sizeOf(deduction, gross, entries)
    const minorUnits = asked < left ? asked : left
    left -= minorUnits
    const kind = deduction._tag
    return { kind, destination: kind === "PlatformFee" ? ("Platform" as const) : ("Charity" as const), minorUnits }
  })
}

const sizeOf = ({ percent, perEntry, fixed, min, max }: Deduction, gross: bigint, entries: number): bigint => {
  const share = percent === undefined ? 0n : Rational.floor(Rational.multiply(percent, Rational.rational(gross)))
  const asked = share + (perEntry ?? 0n) * BigInt(entries) + (fixed ?? 0n)
  const atLeast = min !== undefined && asked < min ? min : asked
  return max !== undefined && atLeast > max ? max : atLeast
}

/** The fund when the platform gives up `waived` of its fees, the last declared first. */
export const fundPool = (
  plan: PrizePlan,
  gross: bigint,
  deducted: ReadonlyArray<Deducted>,
  scale: Rational.Rational,
  waived: bigint
): Fund => {
  let toWaive = waived
  const deductions = deducted
    .toReversed()
    .map((one) => {
      const given = one.kind !== "PlatformFee" ? 0n : one.minorUnits < toWaive ? one.minorUnits : toWaive
      toWaive -= given
      return { ...one, minorUnits: one.minorUnits - given }
    })
    .reverse()
  const left = deductions.reduce((rest, { minorUnits }) => rest - minorUnits, gross)
  const guaranteed = Rational.floor(Rational.multiply(Rational.rational(plan.funding.guaranteed ?? 0n), scale))
  const guarantee = guaranteed > left ? guaranteed - left : 0n
  return { gross, deductions, guarantee, pool: left + guarantee }
}
