import type { RankedRow } from "../BoardRow.ts"
import type { Difference, Moved, Stood } from "./LiveEvent.ts"

/** What makes the one list of rows out of the other. */
export const differenceOf = (before: ReadonlyArray<RankedRow>, after: ReadonlyArray<RankedRow>): Difference => {
  const gone = new Map(before.map((row) => [row.participantId, row]))
  const entered: Array<RankedRow> = []
  const moved: Array<Moved> = []
  for (const row of after) {
    const old = gone.get(row.participantId)
    if (old === undefined) entered.push(row)
    else if (!isSame(old, row)) moved.push({ row, from: { rank: old.rank, place: old.place } })
    gone.delete(row.participantId)
  }
  return { entered, left: [...gone.values()].map(stoodAt), moved }
}

/** Whether nobody came, went or moved. */
export const isEmpty = ({ entered, left, moved }: Difference): boolean =>
  entered.length === 0 && left.length === 0 && moved.length === 0

const stoodAt = ({ participantId, rank, place }: RankedRow): Stood => ({ participantId, rank, place })

const isSame = (a: RankedRow, b: RankedRow): boolean =>
  a.place === b.place &&
  a.rank === b.rank &&
  a.status === b.status &&
  a.score === b.score &&
  a.tieBreak.length === b.tieBreak.length &&
  a.tieBreak.every((value, link) => value === b.tieBreak[link])
