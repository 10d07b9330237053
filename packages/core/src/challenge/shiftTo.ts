import { Cron, Result } from "effect"
import {
  type ChallengeId,
  type Day,
  firstInstantOf,
  formatDay,
  formatInstant,
  type Instant,
  startOfDay,
  wallClock
} from "../shared/index.ts"
import type { ChallengeDefinition } from "./ChallengeDefinition.ts"
import { dayOfDate, instantOf, Moment } from "./Moment.ts"
import { scheduleOf } from "./schedule.ts"

const dayMillis = 86_400_000

/** A moment is looked for among so many occurrences after the start: a season has fewer. */
const maximumOccurrences = 400

/**
 * The definition as it would be with another start and id: window, entries, freeze and the dates of fees move along, by the
 * calendar of the zone and never by milliseconds.
 *
 * **Details**: a moment keeps its time on the wall clock. Its date moves, in this order of precedence: between
 * occurrences, what was the n-th after the start stays the n-th; on the start's day of another month it stays on that day, as many months away (where that
 * month has such a day); otherwise it stays as many days away. What would come after the end of the window is at the end.
 */
export const shiftTo = (definition: ChallengeDefinition, id: ChallengeId, start: Instant): ChallengeDefinition => {
  const move = mover(definition, start)
  const { window, entries, freezeAt, prizes } = definition
  const end = move(window.end)
  const latest = at(definition, end)
  const within = (moment: Moment): Moment => {
    const moved = move(moment)
    return at(definition, moved) > latest ? end : moved
  }
  return {
    ...definition,
    id,
    window: { start: move(window.start), end },
    entries: {
      ...entries,
      ...(entries.opens === undefined ? {} : { opens: move(entries.opens) }),
      ...(entries.closes === undefined ? {} : { closes: within(entries.closes) })
    },
    ...(freezeAt === undefined ? {} : { freezeAt: within(freezeAt) }),
    ...(prizes === undefined ? {} : { prizes: { ...prizes, funding: shiftFees(prizes.funding, definition, move) } })
  }
}

type Funding = NonNullable<ChallengeDefinition["prizes"]>["funding"]

const shiftFees = (funding: Funding, definition: ChallengeDefinition, move: (moment: Moment) => Moment): Funding => {
  const { entryFee } = funding
  if (entryFee === undefined || typeof entryFee === "bigint") return funding
  const [first, ...rest] = entryFee
  const moved = (fee: typeof first) => ({ ...fee, until: at(definition, move(Moment.make(formatInstant(fee.until)))) })
  return { ...funding, entryFee: [moved(first), ...rest.map(moved)] }
}

const at = ({ zone, dayStartsAt }: ChallengeDefinition, moment: Moment): Instant => instantOf(moment, zone, dayStartsAt)

/** Moves moments of a definition along with its start. */
const mover = (definition: ChallengeDefinition, start: Instant): ((moment: Moment) => Moment) => {
  const { zone, dayStartsAt } = definition
  const from = scheduleOf(definition).start
  const before = dateOf(wallClock(zone, from))
  const after = dateOf(wallClock(zone, start))
  const startsOf = (day: Day): Instant => startOfDay(zone, dayStartsAt, day)
  /** As a date where it was one, and still is the start of a day. */
  const written = (instant: Instant, day: Day | undefined): Moment =>
    Moment.make(day !== undefined && startsOf(day) === instant ? formatDay(day) : formatInstant(instant))
  return (moment) => {
    const date = dayOfDate(moment)
    const instant = at(definition, moment)
    const wall = date === undefined ? wallClock(zone, instant) : date * dayMillis
    const day = dateOf(wall)
    const movedDay = sameDayOfMonth(before, after, day) ?? after + day - before
    const again = instant === from ? start : sameOccurrence(definition, from, start, instant)
    if (again !== undefined) return written(again, date === undefined ? undefined : dateOf(wallClock(zone, again)))
    if (date !== undefined) return Moment.make(formatDay(movedDay))
    return Moment.make(formatInstant(firstInstantOf(zone, movedDay * dayMillis + (wall - day * dayMillis))))
  }
}

const dateOf = (wall: number): Day => Math.floor(wall / dayMillis)

/** Where both starts are occurrences: the n-th after the new one for what was the n-th after the old one. */
const sameOccurrence = (
  { recurrence, zone }: ChallengeDefinition,
  from: Instant,
  start: Instant,
  instant: Instant
): Instant | undefined => {
  if (recurrence === undefined || instant <= from) return undefined
  const found = Result.flatMap(Cron.parse(recurrence.cron, zone), (cron) =>
    Result.try(() => {
      const isOccurrence = (when: Instant): boolean => Cron.next(cron, when - 1).getTime() === when
      if (!isOccurrence(from) || !isOccurrence(start)) return undefined
      let [old, young] = [from, start]
      for (let count = 0; old < instant && count < maximumOccurrences; count++) {
        old = Cron.next(cron, old).getTime()
        young = Cron.next(cron, young).getTime()
      }
      return old === instant ? young : undefined
    })
  )
  return Result.getOrUndefined(found)
}

/** For a day on the same day of another month than `before`: as many months from `after`, if that month has the day. */
const sameDayOfMonth = (before: Day, after: Day, day: Day): Day | undefined => {
  const [a, b, c] = [before, day, after].map((each) => new Date(each * dayMillis))
  if (a === undefined || b === undefined || c === undefined || a.getUTCDate() !== b.getUTCDate()) return undefined
  const months = (b.getUTCFullYear() - a.getUTCFullYear()) * 12 + b.getUTCMonth() - a.getUTCMonth()
  if (months === 0) return undefined
  const moved = new Date(Date.UTC(c.getUTCFullYear(), c.getUTCMonth() + months, c.getUTCDate()))
  return moved.getUTCDate() === c.getUTCDate() ? moved.getTime() / dayMillis : undefined
}
