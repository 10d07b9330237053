import type { Counted } from "../../src/activity/index.ts"
import type { Standing } from "../../src/ranking/index.ts"
import { empty, evaluate, rebuild, type ScoreState } from "../../src/scoring/index.ts"
import type { Check } from "../Check.ts"
import { boardByModel } from "../models/board.model.ts"
import { linesOf, type RankedByModel } from "../models/ranking.model.ts"
import type { BoardObserved } from "../Observation.ts"

/** I33: stored states equal a replay of the log, the log is what its model says, and the board is the models' board. */
export const incrementalEqualsReplay: Check = {
  invariant: "I33",
  promise: "incremental equals replay, and the board is the one that the models have",
  sees: "Board",
  find: (observation) =>
    observation._tag === "Board"
      ? (logFlaw(observation) ?? stateFlaw(observation) ?? boardFlaw(observation))
      : undefined
}

const logFlaw = ({ entries, counted, expected }: BoardObserved): string | undefined => {
  const listed = (activities: ReadonlyArray<Counted> = []): ReadonlyArray<string> =>
    activities
      .map(
        ({ source, sourceKey, revision, quantity, at, released }) =>
          `${source} ${sourceKey} r${revision} ${quantity} at ${at}${released === true ? " released" : ""}`
      )
      .sort()
  for (const { userId } of entries) {
    const [is, ought] = [listed(counted.get(userId)), listed(expected.get(userId))]
    const length = Math.max(is.length, ought.length)
    for (let at = 0; at < length; at++) {
      if (is[at] !== ought[at])
        return `of ${userId} the log counts ${is[at] ?? "no more"}, the model ${ought[at] ?? "no more"}`
    }
  }
  return undefined
}

const stateFlaw = ({ setting, at, entries, counted, states }: BoardObserved): string | undefined => {
  const { program, schedule } = setting.rules
  for (const entry of entries) {
    const activities = counted.get(entry.userId) ?? []
    const calendar = setting.rules.calendarOf(entry)
    const scored = (state: ScoreState) =>
      JSON.stringify(
        evaluate(program, calendar, state, {
          ...(entry.handicap === undefined ? {} : { handicap: entry.handicap }),
          asOf: at >= schedule.end ? calendar.last + 1 : calendar.dayOf(at),
          factsOf: (day) => activities.filter((activity) => calendar.dayOf(activity.at) === day)
        })
      )
    const [is, ought] = [
      scored(states.get(entry.userId) ?? empty(program)),
      scored(rebuild(program, calendar, activities))
    ]
    if (is !== ought) return `the stored state of ${entry.userId} gives ${is}, a replay ${ought}`
  }
  return undefined
}

const boardFlaw = ({ setting, at, board, entries, expected, adjustments }: BoardObserved): string | undefined => {
  const model = boardByModel(setting, at, entries, expected, adjustments)
  const standings = [...board.overall.ranked.map(({ standing }) => standing), ...board.overall.unranked]
  return (
    standingsFlaw(standings, model.standings) ??
    linesFlaw(linesOf(board.overall), model.overall) ??
    standingsFlaw(
      board.teamStandings.map(({ standing }) => standing),
      model.teamStandings
    ) ??
    linesFlaw(board.teams === undefined ? [] : linesOf(board.teams), model.teams)
  )
}

const standingsFlaw = (is: ReadonlyArray<Standing>, ought: ReadonlyArray<Standing>): string | undefined => {
  const byId = new Map(ought.map((standing) => [standing.participantId, standing]))
  const text = ({ status, score, tieBreak, measures }: Standing) => {
    const named = Object.entries(measures)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, value]) => `${name} ${value}`)
    return `${status} ${score} (${tieBreak.map((value) => value + 0).join(", ")}) ${named.join(", ")}`
  }
  for (const standing of is) {
    const other = byId.get(standing.participantId)
    if (other === undefined || text(standing) !== text(other)) {
      return `${standing.participantId} stands at ${text(standing)}, by the model ${other === undefined ? "nowhere" : text(other)}`
    }
  }
  return is.length === ought.length ? undefined : `${is.length} standings, by the model ${ought.length}`
}

const linesFlaw = (is: ReadonlyArray<RankedByModel>, ought: ReadonlyArray<RankedByModel>): string | undefined => {
  const text = (line: RankedByModel | undefined) =>
    line === undefined ? "nobody" : `${line.participantId} with rank ${line.rank} at place ${line.place}`
  for (let at = 0; at < Math.max(is.length, ought.length); at++) {
    if (text(is[at]) !== text(ought[at])) return `the board lists ${text(is[at])}, the model ${text(ought[at])}`
  }
  return undefined
}
