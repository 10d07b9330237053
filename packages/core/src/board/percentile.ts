import type { RankedRow } from "./BoardRow.ts"
import type { BoardState } from "./Boards.ts"

/**
 * How much of a board stands where this row does or behind it, in hundredths of a percent and rounded down: 10 000 for who is first, 5 000
 * for who has half of the board behind. By the listing: of tied rows each has its own.
 */
export const percentile = ({ count }: Pick<BoardState, "count">, { place }: Pick<RankedRow, "place">): number =>
  Math.floor(((count - place + 1) * 10_000) / count)
