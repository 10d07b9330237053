import type { BoardRow } from "@laurel/core/board"
import { type Layout, rememberedText, scoreText, tieText } from "./Layout.ts"
import { hashOf } from "./scripts/hashes.ts"

/**
 * Rows as the script that takes them reads them: the hashes of all, and for each participant, of the first of the newest, id, what is to be
 * remembered, score, and where there is a chain the member.
 */
export const rowArguments = (layout: Layout, rows: ReadonlyArray<BoardRow>): ReadonlyArray<string> => {
  let hashes = ""
  const args: Array<string> = []
  for (const row of newestOf(rows)) {
    const { participantId, position } = row
    const tie = position === undefined ? "" : tieText(layout, position)
    hashes += hashOf(participantId)
    args.push(
      participantId,
      rememberedText(layout, row, tie),
      position === undefined ? "" : scoreText(layout, position)
    )
    if (layout.links > 0) args.push(`${tie}${participantId}`)
  }
  return [hashes, ...args]
}

const newestOf = (rows: ReadonlyArray<BoardRow>): Iterable<BoardRow> => {
  const newest = new Map<string, BoardRow>()
  for (const row of rows) {
    const known = newest.get(row.participantId)
    if (known === undefined || known.revision < row.revision) newest.set(row.participantId, row)
  }
  return newest.values()
}
