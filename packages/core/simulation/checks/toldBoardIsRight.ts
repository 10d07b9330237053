import { tiers } from "../../src/board/index.ts"
import type { Check } from "../Check.ts"

const lastPlace = Math.max(...tiers.map((tier) => tier.lastPlace))

/** What is told of a live board leads to the board. */
export const toldBoardIsRight: Check = {
  invariant: "Live",
  promise: "what those who watch a board were told, taken together, is its first places by the facts",
  sees: "ToldBoard",
  find: (observation) => {
    if (observation._tag !== "ToldBoard") return undefined
    const meant = observation.board.overall.ranked
      .slice(0, lastPlace)
      .map(({ rank, place, standing: { participantId, score } }) => [rank, place, participantId, score].join(" "))
    const told = observation.rows.map(({ rank, place, participantId, score }) =>
      [rank, place, participantId, score].join(" ")
    )
    const at = Array.from({ length: Math.max(meant.length, told.length) }).findIndex((_, i) => meant[i] !== told[i])
    return at < 0 ? undefined : `place ${at + 1}: told ${told[at] ?? "nobody"}, by the facts ${meant[at] ?? "nobody"}`
  }
}
