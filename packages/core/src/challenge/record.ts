import { Effect } from "effect"
import { ActivityLog, type Arrival, judge, type Outcome } from "../activity/index.ts"
import { Transaction } from "../runtime/index.ts"
import type { ChallengeId, UserId } from "../shared/index.ts"
import { advance } from "./advance.ts"
import { Entries } from "./Entries.ts"
import { foldBatch, outcomesOf, refoldFrom } from "./foldBatch.ts"
import { rulesOf } from "./Rules.ts"
import { Scores } from "./Scores.ts"

const notOpen: Outcome = { _tag: "Refused", reason: "ChallengeNotOpen" }

/**
 * Records a batch of activities and brings the scores of its users up to date, in one transaction of a constant number
 * of steps; one outcome for each row, in the order given. A bad row never blocks the others.
 *
 * **Details**: `receivedAt` of each row is supplied by the edge: for devices the present, for an import what it knows.
 */
export const record = Effect.fn("Challenge.record")(function* (
  challengeId: ChallengeId,
  arrivals: ReadonlyArray<Arrival>
) {
  const { transact } = yield* Transaction
  return yield* transact(
    Effect.gen(function* () {
      const challenge = yield* advance(challengeId)
      const open = challenge._tag === "Running" || challenge._tag === "Closing"
      const rules = rulesOf(challenge.definition)
      const userIds = usersOf(arrivals)
      const entries = yield* (yield* Entries).ofUsers(challengeId, userIds)
      const terms = rules.terms((userId) => isIn(entries, userId))
      const log = yield* ActivityLog
      const appended = yield* log.append(
        challengeId,
        arrivals.map((arrival) => ({ arrival, verdict: open ? judge(terms, arrival) : notOpen }))
      )
      const scores = yield* Scores
      const before = yield* scores.load(challengeId, userIds)
      const folded = foldBatch(rules, entries, before, arrivals, appended)
      const facts = yield* log.counted(challengeId, [...folded.refold.keys()])
      yield* scores.save(challengeId, refoldFrom(rules, entries, folded, facts))
      return outcomesOf(rules, entries, arrivals, appended, folded.refold, facts)
    })
  )
})

const usersOf = (arrivals: ReadonlyArray<Arrival>): ReadonlyArray<UserId> => [
  ...new Set(arrivals.map(({ activity }) => activity.userId))
]

const isIn = (entries: ReadonlyMap<string, unknown>, userId: string): boolean => entries.has(userId)
