import type { RankedRow } from "../BoardRow.ts"

/** The tiers of a board that are told of their changes. */
export type TierName = "top" | "next"

/** What there is of each tier, where there is something. */
export type ByTier<A> = { readonly [Name in TierName]?: A }

/** A stretch of a board whose changes are told, and how often it is read for them at most. */
export interface Tier {
  readonly name: TierName
  readonly firstPlace: number
  readonly lastPlace: number
  readonly everyMs: number
}

/**
 * The tiers: places 1 to 10 almost at once, 11 to 100 gathered over five seconds. What is further down is read by whoever asks for it: a
 * change near the top moves everybody below it.
 */
export const tiers: ReadonlyArray<Tier> = [
  { name: "top", firstPlace: 1, lastPlace: 10, everyMs: 250 },
  { name: "next", firstPlace: 11, lastPlace: 100, everyMs: 5_000 }
]

/** The rows of a listing from the first place on that are in the tier. */
export const rowsIn = (
  { firstPlace, lastPlace }: Pick<Tier, "firstPlace" | "lastPlace">,
  rows: ReadonlyArray<RankedRow>
): ReadonlyArray<RankedRow> => rows.slice(firstPlace - 1, lastPlace)
