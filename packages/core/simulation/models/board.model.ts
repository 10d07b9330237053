import type { Counted } from "../../src/activity/index.ts"
import { type AdjustmentWanted, type Entry, scheduleOf } from "../../src/challenge/index.ts"
import type { Standing, TieBreak } from "../../src/ranking/index.ts"
import type { Scored, TeamScore } from "../../src/scoring/index.ts"
import { type Instant, maxMagnitude, Rational as R } from "../../src/shared/index.ts"
import type { Setting } from "../Setting.ts"
import { type RankedByModel, rankedByModel } from "./ranking.model.ts"
import { scoredByModel } from "./scoring.model.ts"

/** The board of a challenge as the models have it. */
export interface BoardByModel {
  readonly standings: ReadonlyArray<Standing>
  readonly overall: ReadonlyArray<RankedByModel>
  readonly teamStandings: ReadonlyArray<Standing>
  readonly teams: ReadonlyArray<RankedByModel>
}

interface Member {
  readonly entry: Entry
  readonly scored: Scored
  readonly standing: Standing
}

/** Scores and ranks everybody, from the activities that count, the words of the rules, and what scores are adjusted by. */
export const boardByModel = (
  setting: Setting,
  at: Instant,
  entries: ReadonlyArray<Entry>,
  counted: ReadonlyMap<string, ReadonlyArray<Counted>>,
  adjustments: ReadonlyArray<AdjustmentWanted> = []
): BoardByModel => {
  const { ranking, score } = setting.definition
  const members = entries.map((entry) =>
    memberOf(setting, at, entry, counted.get(entry.userId) ?? [], amountsFor(entry, adjustments))
  )
  const standings = members.map(({ standing }) => standing)
  const teamStandings = teamsOf(setting, members)
  const missing = score.missing ?? "Excluded"
  return {
    standings,
    overall: rankedByModel(ranking, standings, missing),
    teamStandings,
    teams: rankedByModel(ranking, teamStandings, missing)
  }
}

const amountsFor = (
  { participantId }: Entry,
  adjustments: ReadonlyArray<AdjustmentWanted>
): ReadonlyArray<R.Rational> =>
  adjustments.filter((one) => one.participantId === participantId).map(({ amount }) => R.rational(BigInt(amount)))

/** Whoever has a score has it with what it is adjusted by, up to the most that there is. */
const withAdjustments = (scored: Scored, amounts: ReadonlyArray<R.Rational>): Scored =>
  scored.status === "Missing"
    ? scored
    : { ...scored, score: clamped(R.sum([R.rational(BigInt(scored.score)), ...amounts]).numerator) }

const memberOf = (
  setting: Setting,
  at: Instant,
  entry: Entry,
  activities: ReadonlyArray<Counted>,
  amounts: ReadonlyArray<R.Rational>
): Member => {
  const { definition } = setting
  const { start, end } = scheduleOf(definition)
  const calendar = setting.calendarIn(entry.zone ?? definition.zone)
  const given = scoredByModel(
    {
      rule: definition.score,
      measures: definition.measures,
      metrics: definition.metrics,
      direction: definition.ranking.direction,
      measureDirections: new Map(
        Object.keys(definition.measures).map((name) => [name, directionOf(definition, name)] as const)
      ),
      start,
      calendar,
      needsReachedAt: definition.ranking.tieBreaks.some(({ _tag }) => _tag === "EarliestReached"),
      asOf: at >= end ? calendar.last + 1 : calendar.dayOf(at),
      ...(entry.handicap === undefined ? {} : { handicap: entry.handicap })
    },
    activities
  )
  const scored = withAdjustments(given, amounts)
  const standing: Standing = {
    participantId: entry.participantId,
    status: entry.status === "Active" ? scored.status : entry.status,
    score: scored.score,
    tieBreak: definition.ranking.tieBreaks.map((link) => tieBreakOf(link, scored, entry.enteredAt)),
    measures: scored.measures
  }
  return { entry, scored, standing }
}

/** Which values of a measure are better: as those say who are ranked by it, first of all a tie-break. */
const directionOf = ({ ranking, prizes }: Setting["definition"], measure: string): "highest" | "lowest" => {
  const link = ranking.tieBreaks.find((one) => one._tag === "Measure" && one.measure === measure)
  if (link?._tag === "Measure") return link.direction
  return prizes?.stages.find(({ by }) => by?.measure === measure)?.by?.direction ?? ranking.direction
}

type Decisive = Pick<Scored, "reachedAt" | "activeDays" | "measures">

const tieBreakOf = (link: TieBreak, { reachedAt, activeDays, measures }: Decisive, enteredAt: Instant): number => {
  switch (link._tag) {
    case "EarliestReached":
      return reachedAt ?? maxMagnitude
    case "MoreActiveDays":
      return 0 - activeDays
    case "EarlierEntry":
      return enteredAt
    case "Measure": {
      const value = measures[link.measure]
      return value === undefined ? maxMagnitude : link.direction === "highest" ? 0 - value : value
    }
  }
}

const teamsOf = (setting: Setting, members: ReadonlyArray<Member>): ReadonlyArray<Standing> => {
  const { teams } = setting.definition
  if (teams === undefined) return []
  const names = [
    ...new Set(members.filter(({ entry }) => entry.status === "Active").flatMap(({ entry }) => entry.team ?? []))
  ]
  return names.map((team) => {
    const all = members.filter(({ entry }) => entry.team === team && entry.status === "Active")
    return teamOf(setting, teams, team, all)
  })
}

const teamOf = (
  { definition, rules: { program } }: Setting,
  teams: { readonly minimum: number; readonly score: TeamScore },
  team: Standing["participantId"],
  all: ReadonlyArray<Member>
): Standing => {
  const scoring = all.filter(({ standing }) => standing.status === "Scored")
  const together = (values: ReadonlyArray<number>, decimals: number, better: "highest" | "lowest") =>
    teamScoreOf(teams.score, values, decimals, better)
  const measures: Record<string, number> = {}
  for (const { name, decimals } of program.measures) {
    const value = together(
      scoring.flatMap(({ scored }) => scored.measures[name] ?? []),
      decimals,
      directionOf(definition, name)
    )
    if (value !== undefined) measures[name] = value
  }
  const score = together(
    scoring.map(({ standing }) => standing.score),
    program.score.decimals,
    definition.ranking.direction
  )
  const reached = scoring.flatMap(({ scored }) => scored.reachedAt ?? []).sort((a, b) => b - a)
  const decisive = {
    ...(reached[0] === undefined ? {} : { reachedAt: reached[0] }),
    activeDays: scoring.reduce((sum, { scored }) => sum + scored.activeDays, 0),
    measures
  }
  const enteredAt = Math.max(...all.map(({ entry }) => entry.enteredAt))
  return {
    participantId: team,
    status: all.length < teams.minimum ? "Unqualified" : score === undefined ? "Missing" : "Scored",
    score: score ?? 0,
    tieBreak: definition.ranking.tieBreaks.map((link) => tieBreakOf(link, decisive, enteredAt)),
    measures
  }
}

const teamScoreOf = (
  rule: TeamScore,
  scores: ReadonlyArray<number>,
  decimals: number,
  direction: "highest" | "lowest"
): number | undefined => {
  if (scores.length === 0) return undefined
  const sum = (values: ReadonlyArray<number>): R.Rational => R.sum(values.map((value) => R.rational(BigInt(value))))
  if (rule._tag === "Sum") return clamped(sum(scores).numerator)
  if (rule._tag === "Best") {
    const best = scores.toSorted((a, b) => (direction === "highest" ? b - a : a - b)).slice(0, rule.k)
    return clamped(sum(best).numerator)
  }
  const mean = R.divide(sum(scores), R.rational(BigInt(scores.length) * 10n ** BigInt(decimals)))
  return clamped(R.roundHalfEven(R.multiply(mean, R.rational(10n ** BigInt(rule.decimals)))))
}

const clamped = (value: bigint): number => Math.max(-maxMagnitude, Math.min(maxMagnitude, Number(value)))
