import type { RankedRow } from "@laurel/core/board"
import type { ParticipantId } from "@laurel/core/shared"

/** Somebody who does not stand alike on two boards. */
export interface Differing {
  readonly participantId: ParticipantId
  /** Absent where the board does not have the row. */
  readonly expected?: RankedRow
  readonly found?: RankedRow
}

/** Everybody who does not stand alike on two boards, entry by entry: in the order of the first, then who is only on the second. */
export const differencesIn = (
  expected: ReadonlyArray<RankedRow>,
  found: ReadonlyArray<RankedRow>
): ReadonlyArray<Differing> => {
  const left = new Map(found.map((row) => [row.participantId, row] as const))
  const differing: Array<Differing> = []
  for (const row of expected) {
    const { participantId } = row
    const other = left.get(participantId)
    left.delete(participantId)
    if (other === undefined) differing.push({ participantId, expected: row })
    else if (!isSame(row, other)) differing.push({ participantId, expected: row, found: other })
  }
  for (const [participantId, row] of left) differing.push({ participantId, found: row })
  return differing
}

const isSame = (a: RankedRow, b: RankedRow): boolean =>
  a.rank === b.rank &&
  a.place === b.place &&
  a.status === b.status &&
  a.score === b.score &&
  a.tieBreak.length === b.tieBreak.length &&
  a.tieBreak.every((value, at) => value === b.tieBreak[at])
