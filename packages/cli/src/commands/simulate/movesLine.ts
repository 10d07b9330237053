import type { LiveEvent } from "@laurel/core/board"
import type { placesOf } from "../board/placesOf.ts"

/** So many who moved are named in one line. */
const named = 5

/** What became of a tier of a board, as one line for people: who is where now, and who was where before. */
export const movesLine = ({ json }: ReturnType<typeof placesOf>, { change }: LiveEvent, at: string): string => {
  const moves =
    change._tag === "Snapshot"
      ? change.rows.map((row) => ({ row }))
      : [...change.entered.map((row) => ({ row })), ...change.moved]
  const all = moves
    .toSorted((a, b) => a.row.place - b.row.place)
    .map((move) => {
      const { rank, participant, score } = json(move.row)
      const from = "from" in move && move.from.rank !== rank ? `${move.from.rank} → ` : ""
      return `${from}${rank} ${participant}${score === undefined ? "" : ` (${score})`}`
    })
  const left = change._tag === "Snapshot" ? [] : change.left.map(({ participantId }) => `${participantId} left`)
  const words =
    all.length + left.length === 0 ? ["nobody yet"] : [...firstOf(all, "more"), ...firstOf(left, "more left")]
  return `${at} ${change.tier}: ${words.join(", ")}\n`
}

const firstOf = (words: ReadonlyArray<string>, more: string): ReadonlyArray<string> =>
  words.length > named ? [...words.slice(0, named), `${words.length - named} ${more}`] : words
