import { absent } from "./Lane.ts"
import type { DayRule, Limit, PointsTerm } from "./Program.ts"
import { plus, times, type Whole } from "./Whole.ts"

/** A rule's value of the day whose cells begin at `base`; `undefined` where nothing counts. */
export const dayValue = (day: DayRule, cells: ReadonlyArray<number>, base: number): Whole | undefined => {
  if (day._tag === "Points") return pointsOf(day.terms, cells, base)
  const value = cells[base + day.lane.cell] ?? absent
  if (value === absent) return undefined
  return day._tag === "Cell" ? value : value >= day.atLeast ? 1 : 0
}

/** The same within the limits of a day; `undefined` where nothing counts, or what counts is dropped. */
export const limitedDayValue = (
  { day, perDay }: { readonly day: DayRule; readonly perDay: Limit | undefined },
  cells: ReadonlyArray<number>,
  base: number
): Whole | undefined => {
  const value = dayValue(day, cells, base)
  return value === undefined ? undefined : limited(perDay, value)
}

const pointsOf = (terms: ReadonlyArray<PointsTerm>, cells: ReadonlyArray<number>, base: number): Whole | undefined => {
  let points: Whole | undefined
  for (const term of terms) {
    const value = cells[base + term.lane.cell] ?? absent
    if (value !== absent) points = plus(points ?? 0, termPoints(term, value))
  }
  return points
}

/** The points for a day's value of one metric. What does not fill a whole `per` gives nothing, on either side of zero. */
export const termPoints = ({ per, factor }: PointsTerm, value: Whole): Whole => {
  if (per === 0) return times(value, factor)
  if (typeof value === "bigint") return times(value / BigInt(per), factor)
  return times((value - (value % per)) / per, factor)
}

/** The value within the limits; `undefined` where it is dropped. */
export const limited = (limit: Limit | undefined, value: Whole): Whole | undefined => {
  if (limit === undefined) return value
  if (limit.min !== undefined && value < limit.min) return limit.drop ? undefined : limit.min
  return limit.max !== undefined && value > limit.max ? limit.max : value
}
