import type { Funding } from "./Funding.ts"
import type { PlanField } from "./PlanField.ts"
import type { PrizePlan } from "./PrizePlan.ts"
import { placesIn } from "./unansweredFields.ts"

/** Fields of up to this many finishers are tried with every tie shape: 2^5 of them. */
export const smallField = 5

/** The largest field that is tried: with it a plan is checked in well under a second. */
export const largestField = 2000

/** So many sizes from the smallest on have their money checked one by one. */
const sizesInTurn = 50

/** Thresholds, table lengths and divisions past this many repeat what the first ones show. */
export const enough = 6

/** The smallest and the largest field to try. */
export const limitsOf = (field: PlanField): { readonly least: number; readonly most: number } => {
  const most = Math.min(field.maximum ?? largestField, largestField)
  return { least: Math.min(field.minimum, most), most }
}

/** The lengths of the plan's tables, each once. */
export const tableLengths = ({ stages }: PrizePlan): ReadonlyArray<number> =>
  [...new Set(stages.flatMap(({ awards }) => awards.map(placesIn)))].filter((places) => places > 0).slice(0, enough)

/** Sizes of fields around the length of each table, the basis of scaling, and the smallest and largest field. */
export const criticalSizes = (plan: PrizePlan, field: PlanField): ReadonlyArray<number> => {
  const { least, most } = limitsOf(field)
  const basis = plan.funding.scaling?.basis
  const around = [...tableLengths(plan), ...(basis === undefined ? [] : [basis])]
  const sizes = [...around.flatMap((size) => [size - 1, size, size + 1]), least, least + 1, most - 1, most]
  return [...new Set(sizes)].filter((size) => size >= 0 && size <= most)
}

/** Every size whose money is checked: the smallest ones in turn and the critical ones. */
export const fieldSizes = (plan: PrizePlan, field: PlanField): ReadonlyArray<number> => {
  const { least, most } = limitsOf(field)
  const inTurn = Array.from({ length: Math.min(most - least + 1, sizesInTurn) }, (_, index) => least + index)
  return [...new Set([...inTurn, ...criticalSizes(plan, field).filter((size) => size >= least)])]
}

/** The lowest and the highest fee; nothing for free entry. */
export const feeLimits = ({ entryFee }: Funding): ReadonlyArray<bigint | undefined> => {
  if (entryFee === undefined || typeof entryFee === "bigint") return [entryFee]
  const rising = entryFee.map(({ amount }) => amount).sort((a, b) => (a < b ? -1 : a > b ? 1 : 0))
  return [rising[0], rising.at(-1)]
}
