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

/** A step that the clock takes, and when it is due. */
export interface DueStep {
  readonly command: "Start" | "Freeze" | "Close" | "Finish"
  readonly due: Instant
}

/** The next step that the clock takes; `undefined` when nothing waits for it. */
export const nextDue = (challenge: Challenge): DueStep | undefined => {
  const schedule = scheduleOf(challenge.definition)
  switch (challenge._tag) {
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
