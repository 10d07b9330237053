import { Clock, Effect } from "effect"
import { ActivityLog } from "../activity/index.ts"
import { Transaction } from "../runtime/index.ts"
import { empty, evaluate, rebuild, type ScoreState } from "../scoring/index.ts"
import type { ChallengeId, UserId } from "../shared/index.ts"
import { find } from "./advance.ts"
import { Entries } from "./Entries.ts"
import type { Entry } from "./Entry.ts"
import { rulesOf } from "./Rules.ts"
import { Scores } from "./Scores.ts"

/** Scores are compared in groups of this many users, so that memory does not grow with the field. */
const groupUsers = 500

/** Stored scores held against a replay of the activities. */
export interface Drift {
  /** How many were compared. */
  readonly compared: number
  /** Whose stored score is not what their activities come to. */
  readonly users: ReadonlyArray<UserId>
}

/** Compares the stored score of everybody who entered with a replay of their activities: none may differ (I33). */
export const drift = Effect.fn("Challenge.drift")(function* (challengeId: ChallengeId) {
  const { snapshot } = yield* Transaction
  return yield* snapshot(compared(challengeId))
})

const compared = Effect.fnUntraced(function* (challengeId: ChallengeId) {
  const { definition } = yield* find(challengeId)
  const entries = yield* (yield* Entries).all(challengeId)
  const users: Array<UserId> = []
  for (let start = 0; start < entries.length; start += groupUsers) {
    const group = entries.slice(start, start + groupUsers)
    const ids = group.map(({ userId }) => userId)
    const states = yield* (yield* Scores).load(challengeId, ids)
    const facts = yield* (yield* ActivityLog).counted(challengeId, ids)
    const now = yield* Clock.currentTimeMillis
    for (const [at, entry] of group.entries()) {
      const { userId } = entry
      const { program, schedule, calendarOf } = rulesOf(definition)
      const activities = facts.get(userId) ?? []
      const calendar = calendarOf(entry)
      const context = {
        ...handicapOf(entry),
        asOf: now >= schedule.end ? calendar.last + 1 : calendar.dayOf(now),
        factsOf: (day: number) => activities.filter((activity) => calendar.dayOf(activity.at) === day)
      }
      const scored = (state: ScoreState): string => JSON.stringify(evaluate(program, calendar, state, context))
      const stored = scored(states[at] ?? empty(program))
      if (stored !== scored(rebuild(program, calendar, activities))) users.push(userId)
    }
  }
  const found: Drift = { compared: entries.length, users }
  return found
})

const handicapOf = ({ handicap }: Entry) => (handicap === undefined ? {} : { handicap })
