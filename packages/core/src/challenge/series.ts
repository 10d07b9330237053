import { Cron, Result } from "effect"
import {
  ChallengeId,
  formatDay,
  formatInstant,
  type Instant,
  localDay,
  sha256Hex,
  startOfDay
} from "../shared/index.ts"
import type { Challenge, PublishedChallenge } from "./Challenge.ts"
import type { ChallengeDefinition } from "./ChallengeDefinition.ts"
import { scheduleOf } from "./schedule.ts"
import { shiftTo } from "./shiftTo.ts"

/** One occurrence of a challenge that recurs: a challenge of its own, and when it is to be made. */
export interface Occurrence {
  readonly definition: ChallengeDefinition
  readonly start: Instant
  readonly due: Instant
}

/** The start of the latest occurrence of a series; before the first one that of the challenge itself. */
export const latestOf = ({ definition, series }: PublishedChallenge): Instant =>
  series?.through ?? scheduleOf(definition).start

/** Whether nothing follows any more: it never recurred, its organiser ended it, or the challenge is cancelled. */
export const isOver = (challenge: Challenge): boolean =>
  challenge.definition.recurrence === undefined ||
  challenge._tag === "Cancelled" ||
  ("series" in challenge && challenge.series?.endedAt !== undefined)

/**
 * The occurrence that comes next; nothing where none does. It is due when its entries open, and where no opening is declared
 * as the one before it starts; in any case before it starts itself.
 */
export const nextOccurrence = (challenge: Challenge): Occurrence | undefined => {
  if (challenge._tag === "Draft" || challenge._tag === "Cancelled" || isOver(challenge)) return undefined
  const { definition } = challenge
  const latest = latestOf(challenge)
  const start = nextStart(definition, latest)
  if (start === undefined) return undefined
  const { recurrence: _, ...once } = shiftTo(definition, occurrenceId(definition, start), start)
  const { entriesOpen = latest } = scheduleOf(once)
  return { definition: once, start, due: Math.min(entriesOpen, start) }
}

/** The next start after an instant by the clock of the zone; nothing for a date that never comes. */
export const nextStart = ({ recurrence, zone }: ChallengeDefinition, after: Instant): Instant | undefined => {
  if (recurrence === undefined) return undefined
  const next = Result.flatMap(Cron.parse(recurrence.cron, zone), (cron) =>
    Result.try(() => Cron.next(cron, after).getTime())
  )
  return Result.getOrUndefined(next)
}

/** The id of an occurrence follows from its start: none can be made twice. */
const occurrenceId = ({ id, zone, dayStartsAt }: ChallengeDefinition, start: Instant): ChallengeId => {
  const day = localDay(zone, dayStartsAt, start)
  const suffix = startOfDay(zone, dayStartsAt, day) === start ? formatDay(day) : formatInstant(start)
  const whole = `${id}@${suffix}`
  return ChallengeId.make(whole.length <= 128 ? whole : `${sha256Hex(id)}@${suffix}`)
}
