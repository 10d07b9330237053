import type { BoardRow } from "@laurel/core/board"
import { type Layout, rememberedText, scoreText } from "./Layout.ts"
import { hashOf } from "./scripts/hashes.ts"

/** Rows as the script that takes them reads them: of each participant the first of the newest. */
export const rowArguments = (layout: Layout, rows: ReadonlyArray<BoardRow>): ReadonlyArray<string> => {
  const args: Array<string> = []
  for (const row of newestOf(rows)) {
    const { participantId, position } = row
    const score = position === undefined ? "" : scoreText(layout, position)
    args.push(hashOf(participantId), participantId, rememberedText(layout, row), score)
  }
  return args
}

const newestOf = (rows: ReadonlyArray<BoardRow>): Iterable<BoardRow> => {
  const newest = new Map<string, BoardRow>()
  for (const row of rows) {
    const known = newest.get(row.participantId)
    if (known === undefined || known.revision < row.revision) newest.set(row.participantId, row)
  }
  return newest.values()
}
