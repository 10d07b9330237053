import { Result } from "effect"
import type { Rational } from "../shared/index.ts"
import { allocate } from "./allocate.ts"

/** The pool divided among stages; `left` is what no whole unit could hold. */
export interface StageMoney {
  readonly money: ReadonlyArray<bigint>
  readonly left: bigint
}

/** Divides the pool among the stages by weight; odd units go by fraction, weight, and then in the declared order. */
export const divideAmongStages = (
  pool: bigint,
  weights: ReadonlyArray<Rational.Rational>,
  unit: bigint
): StageMoney => {
  // Plans have at most a hundred stages, so four digits put their indices in order.
  const claims = weights.map((weight, index) => ({ id: `${index}`.padStart(4, "0"), weight }))
  const allocation = Result.getOrThrow(allocate(pool, claims, { unit, key: (id) => id }))
  return { money: allocation.allotments.map(({ minorUnits }) => minorUnits), left: allocation.left }
}
