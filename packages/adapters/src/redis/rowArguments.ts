import type { BoardRow } from "@laurel/core/board"
import { encodeInteger } from "./integerCode.ts"
import { type Layout, scoreText, tieText } from "./Layout.ts"
import { hashOf } from "./scripts/hashes.ts"

/** Rows as the script that takes them reads them: of each participant the first of the newest. */
export const rowArguments = (layout: Layout, rows: ReadonlyArray<BoardRow>): ReadonlyArray<string> => {
  const args: Array<string> = []
  for (const { participantId, revision, position } of newestOf(rows)) {
    args.push(hashOf(participantId), participantId)
    if (position === undefined) args.push(encodeInteger(revision), "")
    else args.push(`${encodeInteger(revision)}+${tieText(layout, position)}`, scoreText(layout, position))
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
