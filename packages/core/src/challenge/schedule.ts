import { type Day, type Instant, localDay, startOfDay, type Window } from "../shared/index.ts"
import type { Challenge } from "./Challenge.ts"
import type { ChallengeDefinition } from "./ChallengeDefinition.ts"
import { instantOf } from "./Moment.ts"

const hour = 3_600_000

/** The instants at which a challenge changes by the clock. */
export interface Schedule extends Window {
  /** Entries are taken from `entriesOpen` (absent: from publication) until before `entriesClose`. */
  readonly entriesOpen?: Instant
  readonly entriesClose: Instant
  /** Late activities are taken up to and including this instant. */
  readonly graceEnds: Instant
  readonly freezeAt?: Instant
}

type Running = Extract<Challenge, { readonly _tag: "Running" }>

const known = new WeakMap<ChallengeDefinition, Schedule>()

/** The schedule that a definition lays down, in instants; worked out once for each. */
export const scheduleOf = (definition: ChallengeDefinition): Schedule => {
  const schedule = known.get(definition) ?? laidDown(definition)
  known.set(definition, schedule)
  return schedule
}

const laidDown = (definition: ChallengeDefinition): Schedule => {
  const at = (moment: ChallengeDefinition["window"]["start"]) =>
    instantOf(moment, definition.zone, definition.dayStartsAt)
  const { opens, closes } = definition.entries
  const end = at(definition.window.end)
  return {
    start: at(definition.window.start),
    end,
    graceEnds: end + definition.graceHours * hour,
    entriesClose: closes === undefined ? end : at(closes),
    ...(opens === undefined ? {} : { entriesOpen: at(opens) }),
    ...(definition.freezeAt === undefined ? {} : { freezeAt: at(definition.freezeAt) })
  }
}

const day = 24 * hour

/** A draft that nobody revised or published for so many days is archived: a season later nobody comes back to it. */
export const draftKeptDays = 90

/** The hour of the day, UTC, at which what is left over is cleared away: most people's night. */
const nightlyHour = 2

/** When a draft is archived: in the first night after it was kept for its time. */
export const archiveDue = ({ draftedAt }: Extract<Challenge, { readonly _tag: "Draft" }>): Instant => {
  const nightly = nightlyHour * hour
  return Math.ceil((draftedAt + draftKeptDays * day - nightly) / day) * day + nightly
}

/** A step that the clock takes, and when it is due. */
export interface DueStep {
  readonly command: "Archive" | "Start" | "KeepBoards" | "Freeze" | "Close" | "Finish"
  readonly due: Instant
}

/** The next step that the clock takes; `undefined` when nothing waits for it. */
export const nextDue = (challenge: Challenge): DueStep | undefined => {
  const schedule = scheduleOf(challenge.definition)
  switch (challenge._tag) {
    case "Draft":
      return challenge.archivedAt === undefined ? { command: "Archive", due: archiveDue(challenge) } : undefined
    case "Published":
      return { command: "Start", due: schedule.start }
    case "Running":
      return earliest([boardDue(challenge), freezeDue(challenge, schedule), { command: "Close", due: schedule.end }])
    case "Closing":
      return freezeDue(challenge, schedule) ?? { command: "Finish", due: schedule.graceEnds }
    default:
      return undefined
  }
}

/** Of steps that are due at the same instant the first. */
const earliest = (steps: ReadonlyArray<DueStep | undefined>): DueStep | undefined =>
  steps.reduce((first, step) => (first === undefined || (step !== undefined && step.due < first.due) ? step : first))

const boardDue = (challenge: Running): DueStep | undefined => {
  const next = nextDay(challenge)
  return next === undefined ? undefined : { command: "KeepBoards", due: next.due }
}

/** When a local day of a challenge is over: as the next one begins, or with the window. */
export const endOfDay = (definition: ChallengeDefinition, day: Day): Instant =>
  Math.min(startOfDay(definition.zone, definition.dayStartsAt, day + 1), scheduleOf(definition).end)

/** The last local day that is over by an instant; of those that the window has, and of all before them. */
export const lastDayOver = (definition: ChallengeDefinition, instant: Instant): Day => {
  const day = localDay(definition.zone, definition.dayStartsAt, instant)
  return endOfDay(definition, day) <= instant ? day : day - 1
}

/**
 * The next local day of which the board is to be kept, and when: as it is over. A date that the zone skips is none. Days are
 * those of the challenge's zone, also where activities count by the participant's.
 */
export const nextDay = ({
  definition,
  keptThrough
}: Pick<Running, "definition" | "keptThrough">): { readonly day: Day; readonly due: Instant } | undefined => {
  const { zone, dayStartsAt } = definition
  const { start, end } = scheduleOf(definition)
  const last = localDay(zone, dayStartsAt, end - 1)
  let day = keptThrough === undefined ? localDay(zone, dayStartsAt, start) : keptThrough + 1
  while (day <= last && startOfDay(zone, dayStartsAt, day) >= endOfDay(definition, day)) day++
  return day > last ? undefined : { day, due: endOfDay(definition, day) }
}

/** The declared freeze, once: not while the board stands still already, nor after an organiser let it move on. */
const freezeDue = (
  { frozenAt, thawedAt }: Extract<Challenge, { readonly _tag: "Running" | "Closing" }>,
  { freezeAt }: Schedule
): DueStep | undefined =>
  freezeAt === undefined || frozenAt !== undefined || (thawedAt !== undefined && thawedAt >= freezeAt)
    ? undefined
    : { command: "Freeze", due: freezeAt }
