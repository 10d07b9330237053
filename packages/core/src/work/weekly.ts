import { Effect } from "effect"
import { DueDates, DueKind } from "../runtime/index.ts"
import { ChallengeId, type Instant } from "../shared/index.ts"
import { missingDates, restoreOf } from "./restoreDates.ts"

/** The due date of the weekly round, in which whatever was lost of the others is made anew. */
export const weeklyDue = DueKind.make("work.restore-dates")

/** The rounds of a store have one subject. */
export const everything = "laurel"

const day = 86_400_000
const hour = day / 24

/** 1970-01-01 was a Thursday: the first Sunday was three days later. At three in the morning, UTC. */
const firstSunday = 3 * day + 3 * hour

/** The next Sunday at 03:00 UTC after an instant. */
export const nextWeekly = (after: Instant): Instant =>
  firstSunday + (Math.floor((after - firstSunday) / (7 * day)) + 1) * 7 * day

/** Keeps the date of the next weekly round, where there is none. */
export const keepWeekly = Effect.fnUntraced(function* (now: Instant) {
  const dates = yield* DueDates
  if ((yield* dates.of([everything])).some(({ kind }) => kind === weeklyDue)) return
  yield* dates.set([{ kind: weeklyDue, subject: everything, due: nextWeekly(now) }])
})

/** Makes anew whatever due date was lost; a challenge at a time, so that nobody waits for the round. */
export const restoreAll = Effect.fnUntraced(function* () {
  const subjects = new Set((yield* missingDates()).map(({ subject }) => subject))
  for (const subject of subjects) yield* restoreOf(ChallengeId.make(subject))
})
