import type { BoardState, Placed, RankedRow } from "@laurel/core/board"
import type { ParticipantId } from "@laurel/core/shared"
import type { Client } from "./Client.ts"
import { type Layout, scoreText, tieText } from "./Layout.ts"
import { rankedRows } from "./rankedRows.ts"
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
  const found = listIn(values[6])
  const [members, scores]: [Array<string>, Array<string>] = [[], []]
  for (let at = 0; at < found.length; at += 2) {
    members.push(textIn(found, at))
    scores.push(textIn(found, at + 1))
  }
  const from = numberIn(values, 3)
  const edges = { first: numberIn(values, 4), last: numberIn(values, 5) }
  return {
    version: Number(textIn(values, 0)),
    count: numberIn(values, 1),
    changes: textIn(values, 2),
    from,
    rows: rankedRows(layout, from, edges, members, scores)
  }
}
