import type { Ranked, Ranking } from "./Standing.ts"

/** The first `n` of the listing, or all when there are fewer. Ties at the end are cut: `n` is never exceeded. */
export const top = (ranking: Ranking, n: number): ReadonlyArray<Ranked> => ranking.ranked.slice(0, Math.max(0, n))
