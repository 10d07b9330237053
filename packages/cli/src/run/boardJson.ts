import type { Ranking } from "@laurel/core/ranking"
import { type BoardShape, boardRows } from "./BoardRow.ts"

/** The lines of a board for programs. */
export const boardJson = (shape: BoardShape, ranking: Ranking, prizeOf: (participant: string) => string) =>
  [...boardRows(shape, ranking)].map(({ tieBreaks, measures, division, team, ...row }) => ({
    ...row,
    tieBreaks: Object.fromEntries(shape.tieBreaks.map(({ name }, at) => [name, tieBreaks[at]])),
    measures: Object.fromEntries(shape.measures.map(({ name }, at) => [name, measures[at]])),
    ...(division === "" ? {} : { division }),
    ...(team === "" ? {} : { team }),
    ...(prizeOf(row.participant) === "" ? {} : { prize: prizeOf(row.participant) })
  }))
