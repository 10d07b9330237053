import type { Instant, Window } from "../shared/index.ts"
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
  readonly command: "Archive" | "Start" | "Freeze" | "Close" | "Finish"
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
      return freezeDue(challenge, schedule) ?? { command: "Close", due: schedule.end }
    case "Closing":
      return freezeDue(challenge, schedule) ?? { command: "Finish", due: schedule.graceEnds }
    default:
      return undefined
  }
}

/** The declared freeze, once: not while the board stands still already, nor after an organiser let it move on. */
const freezeDue = (
  { frozenAt, thawedAt }: Extract<Challenge, { readonly _tag: "Running" | "Closing" }>,
  { freezeAt }: Schedule
): DueStep | undefined =>
  freezeAt === undefined || frozenAt !== undefined || (thawedAt !== undefined && thawedAt >= freezeAt)
    ? undefined
    : { command: "Freeze", due: freezeAt }
