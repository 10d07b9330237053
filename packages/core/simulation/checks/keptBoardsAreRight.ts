import { scopeText } from "../../src/board/index.ts"
import type { Ranking } from "../../src/ranking/index.ts"
import { rankWithin } from "../../src/ranking/index.ts"
import type { Check } from "../Check.ts"
import type { KeptBoardObserved } from "../Observation.ts"

/** A board that is kept current says what the standings say that are made from nothing. */
export const keptBoardsAreRight: Check = {
  invariant: "I35",
  promise: "a board that is kept current equals the ranking of the standings, made from the facts",
  sees: "KeptBoard",
  find: (observation) => {
    if (observation._tag !== "KeptBoard") return undefined
    const [meant, kept] = [linesOf(rankingFor(observation)), linesKept(observation)]
    const at = meant.findIndex((line, index) => line !== kept[index])
    if (at < 0 && meant.length === kept.length) return undefined
    const place = at < 0 ? meant.length : at
    return `${scopeText(observation.scope)}, place ${place + 1}: kept ${kept[place] ?? "nobody"}, by the facts ${meant[place] ?? "nobody"}`
  }
}

const rankingFor = ({ board, scope, setting }: KeptBoardObserved): Ranking | undefined => {
  switch (scope._tag) {
    case "Overall":
      return board.overall
    case "Teams":
      return board.teams
    case "Division": {
      const everybody = [...board.overall.ranked.map(({ standing }) => standing), ...board.overall.unranked]
      const { ranking } = setting.definition
      return rankWithin(ranking, everybody, scope.division, { missing: setting.rules.program.missing })
    }
  }
}

const linesOf = (ranking: Ranking | undefined): ReadonlyArray<string> =>
  (ranking?.ranked ?? []).map(({ rank, place, standing: { participantId, score } }) =>
    [rank, place, participantId, score].join(" ")
  )

const linesKept = ({ rows }: KeptBoardObserved): ReadonlyArray<string> =>
  rows.map(({ rank, place, participantId, score }) => [rank, place, participantId, score].join(" "))
