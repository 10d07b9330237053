import { maxMagnitude } from "../shared/index.ts"
import { isBetter } from "./Direction.ts"
import { plus, saturated } from "./Whole.ts"

/** What a cell holds where nothing counts: the one integer just outside the range of quantities. */
export const absent = -(2 ** 53)

/** Limits of the quantity of one activity: integers at the metric's decimals, infinite where there is no limit. */
export interface Trim {
  readonly min: number
  readonly max: number
  readonly drop: boolean
}

/**
 * What is kept of one metric for each day: the sum, the number, the highest, the lowest or the latest of the quantities
 * that count.
 * It lies at `cell` of each day's cells; `latest` keeps its instant in the cell behind.
 */
export interface Lane {
  readonly kind: "sum" | "count" | "highest" | "lowest" | "latest"
  readonly cell: number
  readonly trim: Trim | undefined
}

/** The quantity within the limits, or `absent` where it is dropped. */
export const trimmed = (trim: Trim, quantity: number): number => {
  if (quantity < trim.min) return trim.drop ? absent : trim.min
  return quantity > trim.max ? trim.max : quantity
}

/**
 * Adds one activity to a lane, whose day begins at `base`. Answers false where adding is not enough: the sum would leave
 * the safe range, or two activities claim the same latest instant. Then the day is to be folded again from its facts.
 */
export const addTo = (lane: Lane, cells: Array<number>, base: number, quantity: number, at: number): boolean => {
  const value = lane.trim === undefined ? quantity : trimmed(lane.trim, quantity)
  if (value === absent) return true
  const index = base + lane.cell
  const held = cells[index] ?? absent
  switch (lane.kind) {
    case "sum": {
      if (held === absent) {
        cells[index] = value
        return true
      }
      const sum = held + value
      // A sum at the edge may have been saturated: what it was before is not known any more.
      if (sum > maxMagnitude || sum < -maxMagnitude || held === maxMagnitude || held === -maxMagnitude) return false
      cells[index] = sum
      return true
    }
    case "count":
      cells[index] = held === absent ? 1 : held + 1
      return true
    case "highest":
    case "lowest":
      if (held === absent || isBetter(lane.kind, value, held)) cells[index] = value
      return true
    case "latest": {
      const latest = cells[index + 1] ?? absent
      if (held !== absent && at === latest) return false
      if (held === absent || at > latest) {
        cells[index] = value
        cells[index + 1] = at
      }
      return true
    }
  }
}

/** Adds the next activity in the order of `byHappening`: of several latest the last is the latest, and a sum saturates. */
export const addInOrder = (lane: Lane, cells: Array<number>, base: number, quantity: number, at: number): void => {
  if (addTo(lane, cells, base, quantity, at)) return
  const index = base + lane.cell
  const value = lane.trim === undefined ? quantity : trimmed(lane.trim, quantity)
  cells[index] = lane.kind === "sum" ? saturated(plus(cells[index] ?? 0, value)) : value
}

/** Empties the lane for a day. */
export const clear = (lane: Lane, cells: Array<number>, base: number): void => {
  cells[base + lane.cell] = absent
  if (lane.kind === "latest") cells[base + lane.cell + 1] = absent
}
