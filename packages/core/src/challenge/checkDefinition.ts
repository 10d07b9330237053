import { Cron, Result } from "effect"
import { checkPlan, type PlanField, type ValueDecimals } from "../prize/index.ts"
import { compile, type Program, teamDecimals } from "../scoring/index.ts"
import type { Flaw } from "../shared/index.ts"
import type { ChallengeDefinition } from "./ChallengeDefinition.ts"
import { scheduleOf } from "./schedule.ts"
import { scoringOf } from "./scoringOf.ts"
import { nextStart } from "./series.ts"

/** A window is at most ten years long: scores keep a few numbers for each of its days. */
export const maximumWindowDays = 3660

const dayMillis = 86_400_000

const checked = new WeakMap<ChallengeDefinition, ReadonlyArray<Flaw>>()

/**
 * Every mistake in a definition that its parts alone do not show, each with its path; none when it is sound. Checked once
 * for each definition: it is asked for whenever one is decoded, defined or published.
 */
export const checkDefinition = (definition: ChallengeDefinition): ReadonlyArray<Flaw> => {
  const flaws = checked.get(definition) ?? flawsOf(definition)
  checked.set(definition, flaws)
  return flaws
}

const flawsOf = (definition: ChallengeDefinition): ReadonlyArray<Flaw> => {
  const compiled = compile(scoringOf(definition))
  return [
    ...scheduleFlaws(definition),
    ...fieldFlaws(definition),
    ...rankingFlaws(definition),
    ...(Result.isFailure(compiled) ? compiled.failure.flaws : []),
    ...prizeFlaws(definition, Result.isFailure(compiled) ? {} : decimalsOf(compiled.success, definition)),
    ...recurrenceFlaws(definition)
  ]
}

const flaw = (path: Flaw["path"], message: string): Flaw => ({ path, message })

const scheduleFlaws = (definition: ChallengeDefinition): ReadonlyArray<Flaw> => {
  const { start, end, entriesOpen, entriesClose, freezeAt } = scheduleOf(definition)
  const flaws: Array<Flaw> = []
  if (end <= start) flaws.push(flaw(["window", "end"], "must be after `window.start`"))
  if (end - start > maximumWindowDays * dayMillis) {
    flaws.push(flaw(["window"], `must not be longer than ${maximumWindowDays} days`))
  }
  if (entriesClose > end) flaws.push(flaw(["entries", "closes"], "must not be after the end of the window"))
  if (entriesOpen !== undefined && entriesOpen >= entriesClose) {
    flaws.push(flaw(["entries", "opens"], "must be before entries close"))
  }
  if (freezeAt !== undefined && (freezeAt < start || freezeAt > end)) {
    flaws.push(flaw(["freezeAt"], "must lie in the window"))
  }
  return flaws
}

const fieldFlaws = ({ entries, divisions, teams }: ChallengeDefinition): ReadonlyArray<Flaw> => {
  const flaws: Array<Flaw> = []
  if (entries.maximum !== undefined && entries.maximum < entries.minimum) {
    flaws.push(flaw(["entries", "maximum"], `must be at least the minimum of ${entries.minimum}`))
  }
  divisions.forEach((division, index) => {
    if (divisions.indexOf(division) < index) flaws.push(flaw(["divisions", index], `"${division}" is listed twice`))
  })
  if (teams?.maximum !== undefined && teams.maximum < teams.minimum) {
    flaws.push(flaw(["teams", "maximum"], `must be at least the minimum of ${teams.minimum}`))
  }
  return flaws
}

const rankingFlaws = ({ ranking, measures }: ChallengeDefinition): ReadonlyArray<Flaw> =>
  ranking.tieBreaks.flatMap((link, index) =>
    link._tag === "Measure" && !Object.hasOwn(measures, link.measure)
      ? [flaw(["ranking", "tieBreaks", index, "measure"], `there is no measure "${link.measure}"; ${known(measures)}`)]
      : []
  )

const known = (measures: ChallengeDefinition["measures"]): string => {
  const names = Object.keys(measures)
  return names.length === 0 ? "define it under `measures`" : `there are: ${names.join(", ")}`
}

/** The decimals of participants' and of teams' scores and measures. */
const decimalsOf = (program: Program, { teams }: ChallengeDefinition): Pick<PlanField, "decimals" | "teamDecimals"> => {
  const { score, measures } = program
  const shown = (places: (decimals: number) => number): ValueDecimals => ({
    score: places(score.decimals),
    measures: new Map(measures.map(({ name, decimals }) => [name, places(decimals)]))
  })
  const ofTeams = teams === undefined ? {} : { teamDecimals: shown((decimals) => teamDecimals(teams.score, decimals)) }
  return { decimals: shown((decimals) => decimals), ...ofTeams }
}

const prizeFlaws = (
  definition: ChallengeDefinition,
  decimals: Pick<PlanField, "decimals" | "teamDecimals">
): ReadonlyArray<Flaw> => {
  const { prizes, currency, entries, divisions, measures, teams, ranking } = definition
  if (prizes === undefined) return []
  const missing = currency === undefined ? [flaw(["currency"], "say in which currency prizes are, such as EUR")] : []
  const flaws = checkPlan(prizes, ranking, {
    minimum: entries.minimum,
    ...(entries.maximum === undefined ? {} : { maximum: entries.maximum }),
    divisions,
    measures: Object.keys(measures),
    teams: teams !== undefined,
    ...decimals
  })
  return [...missing, ...flaws.map(({ path, message }) => flaw(["prizes", ...path], message))]
}

const recurrenceFlaws = (definition: ChallengeDefinition): ReadonlyArray<Flaw> => {
  const { recurrence, zone } = definition
  if (recurrence === undefined) return []
  if (Result.isFailure(Cron.parse(recurrence.cron, zone))) {
    return [flaw(["recurrence", "cron"], 'is not a cron expression of five or six fields, such as "0 0 1 * *"')]
  }
  return nextStart(definition, scheduleOf(definition).start) === undefined
    ? [flaw(["recurrence", "cron"], "names a date that never comes")]
    : []
}
