import type { BoardScope, RankedRow } from "@laurel/core/board"
import type { ChallengeDefinition } from "@laurel/core/challenge"
import { formatUnits } from "@laurel/core/shared"
import { renderTable } from "../../output/renderTable.ts"
import type { Style } from "../../output/style.ts"
import { boardShape } from "../../run/BoardRow.ts"

/** One row of a board that is kept current, for programs. */
export interface PlaceJson {
  readonly rank: number
  readonly place: number
  readonly participant: string
  /** Absent where there is no score. */
  readonly score?: string
}

/** What stands beside a row of a table, and how the row is painted. */
export interface Beside {
  readonly text: string
  readonly paint: (text: string) => string
}

/** How the rows of one board of a challenge are shown. */
export const placesOf = (definition: ChallengeDefinition, { _tag }: BoardScope) => {
  const of = _tag === "Teams" ? "teams" : "participants"
  const { unit, decimals } = boardShape(definition, of)
  const scoreOf = (score: number): string => formatUnits(score, decimals)
  const json = ({ rank, place, participantId, status, score }: RankedRow): PlaceJson => ({
    rank,
    place,
    participant: participantId,
    ...(status === "Scored" ? { score: scoreOf(score) } : {})
  })
  const head = [
    { head: "rank", align: "right" },
    { head: of === "teams" ? "team" : "participant" },
    { head: `score${unit === "" ? "" : ` (${unit})`}`, align: "right" }
  ] as const
  const cells = (row: RankedRow): ReadonlyArray<string> => [
    `${row.rank}`,
    row.participantId,
    json(row).score ?? "no score"
  ]
  return {
    unit,
    scoreOf,
    json,
    /** A table of rows; `beside` says what stands beside each. */
    table: (rows: ReadonlyArray<RankedRow>, style: Style, beside?: (row: RankedRow) => Beside): string => {
      const besides = beside === undefined ? undefined : rows.map(beside)
      return renderTable(
        besides === undefined ? head : [...head, { head: "" }],
        rows.map((row, at) => (besides === undefined ? cells(row) : [...cells(row), besides[at]?.text ?? ""])),
        style,
        (at) => besides?.[at]?.paint ?? ((text) => text)
      )
    }
  }
}
