import { Hash } from "effect"
import type { RankedRow } from "../BoardRow.ts"
import type { ByTier } from "./Tier.ts"

/**
 * Which state of a tier is meant: the version of the board, and a check of the rows. A board that was restored has some versions twice, and
 * whoever remembers one from before is not to be taken for up to date.
 */
export interface Mark {
  readonly version: number
  /** A whole number below 2^32. */
  readonly check: number
}

/** What somebody has of a board. */
export type TierMarks = ByTier<Mark>

/** What somebody has who has nothing yet: the same for all of them. */
export const noMarks: TierMarks = {}

/** The mark of these rows at this version; whoever has the same rows makes the same. */
export const markOf = (version: number, rows: ReadonlyArray<RankedRow>): Mark => ({
  version,
  check: Hash.string(rows.map(textOf).join("\n")) >>> 0
})

const textOf = ({ participantId, rank, place, status, score, tieBreak }: RankedRow): string =>
  [place, rank, status, score, ...tieBreak, participantId].join(" ")

/** Whether it is the same state. */
export const isSameMark = (a: Mark, b: Mark): boolean => a.version === b.version && a.check === b.check
