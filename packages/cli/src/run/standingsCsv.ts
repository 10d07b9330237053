import type { Ranking } from "@laurel/core/ranking"
import { csvLine } from "../output/csvLine.ts"
import { type BoardShape, boardRows } from "./BoardRow.ts"

/** What somebody wins: text for a cell. */
export type PrizeOf = (participant: string) => string

/** A board as CSV, line by line. Measures stand under `measure.<name>`, so that no name collides with another column. */
export function* standingsCsv(shape: BoardShape, ranking: Ranking, prizeOf: PrizeOf): Generator<string> {
  yield csvLine([
    "rank",
    "participant",
    "status",
    "score",
    ...shape.tieBreaks.map(({ name }) => name),
    ...shape.measures.map(({ name }) => `measure.${name}`),
    "division",
    "team",
    "prize"
  ])
  for (const row of boardRows(shape, ranking)) {
    yield csvLine([
      row.rank,
      row.participant,
      row.status,
      row.score,
      ...row.tieBreaks,
      ...row.measures,
      row.division,
      row.team,
      prizeOf(row.participant)
    ])
  }
}
