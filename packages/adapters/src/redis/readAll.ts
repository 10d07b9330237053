import type { BoardRows, RankedRow } from "@laurel/core/board"
import type { Client } from "./Client.ts"
import type { Layout } from "./Layout.ts"
import { fromIndex, type RowsRead, readRows } from "./readRows.ts"

/** Redis answers nobody else while it reads these: some milliseconds. */
const rowsAtATime = 5_000

/** How often it is tried in pieces before everything is read at once. */
const attempts = 3

/**
 * Every row in one state of the board: in pieces, and from the beginning where the board has changed meanwhile; at once where it changes
 * again and again.
 */
export const readAll = async (client: Client, key: string, layout: Layout): Promise<BoardRows | undefined> => {
  for (let attempt = 1; attempt <= attempts; attempt++) {
    const read = await inPieces(client, key, layout)
    if (read !== "changed") return read
  }
  const whole = await readRows(client, key, layout, fromIndex(0, Number.MAX_SAFE_INTEGER))
  return whole === undefined ? undefined : { version: whole.version, count: whole.count, rows: whole.rows }
}

const inPieces = async (client: Client, key: string, layout: Layout): Promise<BoardRows | undefined | "changed"> => {
  const rows: Array<RankedRow> = []
  let first: RowsRead | undefined
  for (;;) {
    const piece = await readRows(client, key, layout, fromIndex(rows.length, rowsAtATime))
    if (piece === undefined) return undefined
    first ??= piece
    if (piece.changes !== first.changes) return "changed"
    for (const row of piece.rows) rows.push(row)
    if (rows.length >= piece.count || piece.rows.length === 0)
      return { version: piece.version, count: piece.count, rows }
  }
}
