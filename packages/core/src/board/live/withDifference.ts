import type { RankedRow } from "../BoardRow.ts"
import type { Difference } from "./LiveEvent.ts"

/** The rows after a difference, of those that it is from: what a subscriber does with each difference. */
export const withDifference = (
  rows: ReadonlyArray<RankedRow>,
  { entered, left, moved }: Difference
): ReadonlyArray<RankedRow> => {
  const byId = new Map(rows.map((row) => [row.participantId, row]))
  for (const { participantId } of left) byId.delete(participantId)
  for (const { row } of moved) byId.set(row.participantId, row)
  for (const row of entered) byId.set(row.participantId, row)
  return [...byId.values()].sort((a, b) => a.place - b.place)
}
