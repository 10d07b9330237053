import type { Activity, Appended, Arrival, Counted, Outcome } from "../activity/index.ts"
import { empty, fold, refoldDay, type ScoreState, withheldOn } from "../scoring/index.ts"
import type { Day, UserId } from "../shared/index.ts"
import type { Entry } from "./Entry.ts"
import type { Rules } from "./Rules.ts"

/** What a batch changes in the score of one user. */
interface Change {
  readonly added: Array<Activity>
  removed: Array<Activity> | undefined
}

/** The states after a batch, and the days of users that are to be folded again from facts. */
export interface BatchFolded {
  readonly states: ReadonlyMap<UserId, ScoreState>
  readonly refold: ReadonlyMap<UserId, ReadonlyArray<Day>>
}

/** Folds what a batch added and took away into the states of its users. */
export const foldBatch = (
  rules: Rules,
  entries: ReadonlyMap<UserId, Entry>,
  before: ReadonlyMap<UserId, ScoreState>,
  arrivals: ReadonlyArray<Arrival>,
  appended: ReadonlyArray<Appended>
): BatchFolded => {
  const states = new Map<UserId, ScoreState>()
  const refold = new Map<UserId, ReadonlyArray<Day>>()
  for (const [userId, { added, removed }] of changesOf(arrivals, appended)) {
    const calendar = rules.calendarOf(entries.get(userId))
    const folded = fold(rules.program, calendar, before.get(userId) ?? empty(rules.program), added, removed)
    states.set(userId, folded.state)
    if (folded.refold.length > 0) refold.set(userId, folded.refold)
  }
  return { states, refold }
}

/** The states with the named days folded again from the activities that count. */
export const refoldFrom = (
  rules: Rules,
  entries: ReadonlyMap<UserId, Entry>,
  { states, refold }: BatchFolded,
  facts: ReadonlyMap<UserId, ReadonlyArray<Counted>>
): ReadonlyMap<UserId, ScoreState> => {
  if (refold.size === 0) return states
  const renewed = new Map(states)
  for (const [userId, days] of refold) {
    const calendar = rules.calendarOf(entries.get(userId))
    const activities = facts.get(userId) ?? []
    const state = states.get(userId) ?? empty(rules.program)
    renewed.set(
      userId,
      days.reduce((folded, day) => refoldDay(rules.program, calendar, folded, day, activities), state)
    )
  }
  return renewed
}

/** The outcomes of a batch; those that the plausible limit of their day withholds are in quarantine. */
export const outcomesOf = (
  rules: Rules,
  entries: ReadonlyMap<UserId, Entry>,
  arrivals: ReadonlyArray<Arrival>,
  appended: ReadonlyArray<Appended>,
  refold: BatchFolded["refold"],
  facts: ReadonlyMap<UserId, ReadonlyArray<Counted>>
): ReadonlyArray<Outcome> => {
  const outcomes = appended.map(({ outcome }) => outcome)
  if (refold.size === 0) return outcomes
  const withheld = new Set<string>()
  for (const [userId, days] of refold) {
    const calendar = rules.calendarOf(entries.get(userId))
    for (const day of days) {
      for (const activity of withheldOn(rules.program, calendar, day, facts.get(userId) ?? []))
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

const changesOf = (
  arrivals: ReadonlyArray<Arrival>,
  appended: ReadonlyArray<Appended>
): ReadonlyMap<UserId, Change> => {
  const changes = new Map<UserId, Change>()
  const changeOf = (userId: UserId): Change => {
    const known = changes.get(userId)
    if (known !== undefined) return known
    const change: Change = { added: [], removed: undefined }
    changes.set(userId, change)
    return change
  }
  for (let index = 0; index < appended.length; index++) {
    const row = appended[index]
    const activity = arrivals[index]?.activity
    if (row === undefined || activity === undefined) continue
    if (counts(row.outcome)) changeOf(activity.userId).added.push(activity)
    if (row.removed === undefined) continue
    const change = changeOf(row.removed.userId)
    change.removed ??= []
    change.removed.push(row.removed)
  }
  return changes
}
