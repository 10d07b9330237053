import type { Activity, Appended, Arrival, Counted, Outcome } from "../activity/index.ts"
import { empty, fold, refoldDay, type ScoreState, withheldOn } from "../scoring/index.ts"
import type { Calendar, Day, UserId } from "../shared/index.ts"
import type { Batch } from "./Batch.ts"
import type { Entry } from "./Entry.ts"
import type { Rules } from "./Rules.ts"
import type { UserScore } from "./Scores.ts"

/** The days of a user that are to be folded again from facts. */
interface Refold {
  readonly calendar: Calendar
  readonly days: ReadonlyArray<Day>
}

/** The scores that a batch changes, and the days of users that are to be folded again from facts. */
export interface BatchFolded {
  readonly scores: ReadonlyArray<UserScore>
  readonly refold: ReadonlyMap<UserId, Refold>
}

/** Folds what a batch added and took away into the states of its users; `entries` and `before` are those of its users. */
export const foldBatch = (
  rules: Rules,
  entries: ReadonlyArray<Entry | undefined>,
  before: ReadonlyArray<ScoreState | undefined>,
  batch: Batch,
  appended: ReadonlyArray<Appended>
): BatchFolded => {
  const scores: Array<UserScore> = []
  const refold = new Map<UserId, Refold>()
  const added = addedOf(batch, appended)
  const removed = removedOf(batch, appended)
  // By index, here and below: a pair for each row of a batch would be most of what the garbage collector has to do with it.
  for (let at = 0; at < batch.userIds.length; at++) {
    const userId = batch.userIds[at]
    const more = added[at]
    const less = removed.get(at)
    if (userId === undefined || (more === undefined && less === undefined)) continue
    const calendar = rules.calendarOf(entries[at])
    const folded = fold(rules.program, calendar, before[at] ?? empty(rules.program), more ?? none, less)
    scores.push({ userId, state: folded.state })
    if (folded.refold.length > 0) refold.set(userId, { calendar, days: folded.refold })
  }
  return { scores, refold }
}

const none: ReadonlyArray<never> = []

/** The scores with the named days folded again from the activities that count. */
export const refoldFrom = (
  rules: Rules,
  { scores, refold }: BatchFolded,
  facts: ReadonlyMap<UserId, ReadonlyArray<Counted>>
): ReadonlyArray<UserScore> => {
  if (refold.size === 0) return scores
  return scores.map((score) => {
    const { userId } = score
    const { calendar, days } = refold.get(userId) ?? {}
    if (calendar === undefined || days === undefined) return score
    const activities = facts.get(userId) ?? none
    return {
      userId,
      state: days.reduce((state, day) => refoldDay(rules.program, calendar, state, day, activities), score.state)
    }
  })
}

/** The outcomes of a batch; those that the plausible limit of their day withholds are in quarantine. */
export const outcomesOf = (
  rules: Rules,
  arrivals: ReadonlyArray<Arrival>,
  appended: ReadonlyArray<Appended>,
  { refold }: BatchFolded,
  facts: ReadonlyMap<UserId, ReadonlyArray<Counted>>
): ReadonlyArray<Outcome> => {
  const outcomes = appended.map(({ outcome }) => outcome)
  if (refold.size === 0) return outcomes
  const withheld = new Set<string>()
  for (const [userId, { calendar, days }] of refold) {
    for (const day of days) {
      for (const activity of withheldOn(rules.program, calendar, day, facts.get(userId) ?? none))
        withheld.add(identityOf(activity))
    }
  }
  return outcomes.map((outcome, index) => {
    const activity = arrivals[index]?.activity
    return activity !== undefined && counts(outcome) && withheld.has(identityOf(activity)) ? abovePlausibleDay : outcome
  })
}

const abovePlausibleDay: Outcome = { _tag: "Quarantined", limit: "perDay" }

const identityOf = ({ source, sourceKey }: Activity): string => `${source}\n${sourceKey}`

const counts = ({ _tag }: Outcome): boolean => _tag === "Accepted" || _tag === "Replaced"

/** What each user of a batch has more. */
const addedOf = (
  { arrivals, userIds, userAt }: Batch,
  appended: ReadonlyArray<Appended>
): ReadonlyArray<ReadonlyArray<Activity> | undefined> => {
  const added = Array.from<unknown, Array<Activity> | undefined>(userIds, () => undefined)
  for (let row = 0; row < appended.length; row++) {
    const activity = arrivals[row]?.activity
    const at = userAt[row]
    const outcome = appended[row]?.outcome
    if (activity === undefined || at === undefined || outcome === undefined || !counts(outcome)) continue
    const known = added[at]
    if (known === undefined) added[at] = [activity]
    else known.push(activity)
  }
  return added
}

/** What some users of a batch have no more. A key never changes hands, so what a row removes is of the row's own user. */
const removedOf = (
  { userAt }: Batch,
  appended: ReadonlyArray<Appended>
): ReadonlyMap<number, ReadonlyArray<Activity>> => {
  const removed = new Map<number, Array<Activity>>()
  for (let row = 0; row < appended.length; row++) {
    const activity = appended[row]?.removed
    const at = userAt[row]
    if (activity === undefined || at === undefined) continue
    const known = removed.get(at)
    if (known === undefined) removed.set(at, [activity])
    else known.push(activity)
  }
  return removed
}
