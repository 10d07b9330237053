import { type BoardState, type Outside, type Placed, type RankedRow, rankStretch } from "@laurel/core/board"
import type { ParticipantId } from "@laurel/core/shared"
import type { Client } from "./Client.ts"
import { type Layout, memberPlace, scoreText, tieText } from "./Layout.ts"
import { listIn, numberIn, textIn } from "./replies.ts"
import { hashOf } from "./scripts/hashes.ts"
import { rowsScript } from "./scripts/rows.ts"

/** Where a stretch of a board is. */
export type Stretch = ReadonlyArray<string>

export const fromIndex = (index: number, size: number): Stretch => ["from", `${size}`, `${index}`, ""]

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
  readonly rows: ReadonlyArray<RankedRow>
}

/** Stretches of a board, all in one state of it; nothing where the board is not kept. */
export const readStretches = async (
  { run }: Client,
  key: string,
  layout: Layout,
  stretches: ReadonlyArray<Stretch>
): Promise<ReadonlyArray<RowsRead> | undefined> => {
  const reply = await run(rowsScript, [key], [layout.text, layout.wants, `${layout.links}`, ...stretches.flat()])
  if (reply === null) return undefined
  const values = listIn(reply)
  const view = { version: Number(textIn(values, 0)), count: numberIn(values, 1), changes: textIn(values, 2) }
  return stretches.map((_, index) => ({ ...view, rows: rowsAt(layout, values, 3 + index * valuesPerStretch) }))
}

/** One stretch of a board. */
export const readRows = async (
  client: Client,
  key: string,
  layout: Layout,
  stretch: Stretch
): Promise<RowsRead | undefined> => (await readStretches(client, key, layout, [stretch]))?.[0]

/** Each of these as it would be read alone; who asks for the same is answered by the same. */
export const readEachStretch = async (
  client: Client,
  key: string,
  layout: Layout,
  stretches: ReadonlyArray<Stretch>
): Promise<ReadonlyArray<RowsRead | undefined>> => {
  const names = stretches.map((stretch) => stretch.join("\n"))
  const different = new Map(stretches.map((stretch, at) => [names[at] ?? "", stretch]))
  const read = await readStretches(client, key, layout, [...different.values()])
  const found = new Map([...different.keys()].map((name, at) => [name, read?.[at]]))
  return names.map((name) => found.get(name))
}

/** The index of the first row, those tied with the first and with the last one, and members with scores: see `rowsScript`. */
const valuesPerStretch = 4

const rowsAt = (layout: Layout, values: ReadonlyArray<unknown>, at: number): ReadonlyArray<RankedRow> => {
  const [from, first, last] = [numberIn(values, at), numberIn(values, at + 1), numberIn(values, at + 2)]
  const rows = placedIn(layout, listIn(values[at + 3]))
  return rankStretch(layout.rule, rows, outside(layout, from, from + rows.length, first, last))
}

/** Members and scores in turns. */
const placedIn = (layout: Layout, found: ReadonlyArray<unknown>): ReadonlyArray<Placed> => {
  const rows: Array<Placed> = []
  for (let at = 0; at < found.length; at += 2) rows.push(memberPlace(layout, textIn(found, at), textIn(found, at + 1)))
  return rows
}

/** What lies around the rows from an index to another, as far as it was looked up. */
const outside = ({ wants }: Layout, from: number, to: number, first: number, last: number): Outside => ({
  before: from,
  tiedBefore: wants === "first" || wants === "both" ? from + 1 - first : 0,
  tiedAfter: wants === "last" || wants === "both" ? last - to : 0,
  groupsBefore: wants === "group" ? first - 1 : 0
})
