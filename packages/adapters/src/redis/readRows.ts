import { type BoardState, type Outside, type Placed, type RankedRow, rankStretch } from "@laurel/core/board"
import type { ParticipantId } from "@laurel/core/shared"
import type { Client } from "./Client.ts"
import { type Layout, memberPlace, scoreText, tieText } from "./Layout.ts"
import { listIn, numberIn, textIn } from "./replies.ts"
import { hashOf } from "./scripts/hashes.ts"
import { rowsScript } from "./scripts/rows.ts"

/** Where a stretch of a board is. */
export type Stretch = ReadonlyArray<string>

export const fromIndex = (index: number, size: number): Stretch => ["from", `${size}`, `${index}`]

export const afterRow = (layout: Layout, row: Placed, size: number): Stretch => [
  "after",
  `${size}`,
  scoreText(layout, row),
  `${tieText(layout, row)}${row.participantId}`
]

export const aroundParticipant = (id: ParticipantId, size: number): Stretch => ["around", `${size}`, hashOf(id), id]

/** A stretch as it was read, of one state of the board. */
export interface RowsRead extends BoardState {
  /** How often the board has changed: the same for reads of the same state. */
  readonly changes: string
  /** The index of the first row. */
  readonly from: number
  readonly rows: ReadonlyArray<RankedRow>
}

/** A stretch of a board; nothing where the board is not kept. */
export const readRows = async (
  { run }: Client,
  key: string,
  layout: Layout,
  stretch: Stretch
): Promise<RowsRead | undefined> => {
  const reply = await run(rowsScript, [key], [layout.text, layout.wants, `${layout.links}`, ...stretch])
  if (reply === null) return undefined
  const values = listIn(reply)
  const from = numberIn(values, 3)
  const rows = placedIn(layout, listIn(values[6]))
  return {
    version: Number(textIn(values, 0)),
    count: numberIn(values, 1),
    changes: textIn(values, 2),
    from,
    rows: rankStretch(
      layout.rule,
      rows,
      outside(layout, from, from + rows.length, numberIn(values, 4), numberIn(values, 5))
    )
  }
}

/** Members and scores in turns. */
const placedIn = (layout: Layout, found: ReadonlyArray<unknown>): ReadonlyArray<Placed> => {
  const rows: Array<Placed> = []
  for (let at = 0; at < found.length; at += 2) rows.push(memberPlace(layout, textIn(found, at), textIn(found, at + 1)))
  return rows
}

/** What lies around the rows from an index to another, as far as it was looked up: see `rowsScript`. */
const outside = ({ wants }: Layout, from: number, to: number, first: number, last: number): Outside => ({
  before: from,
  tiedBefore: wants === "first" || wants === "both" ? from + 1 - first : 0,
  tiedAfter: wants === "last" || wants === "both" ? last - to : 0,
  groupsBefore: wants === "group" ? first - 1 : 0
})
