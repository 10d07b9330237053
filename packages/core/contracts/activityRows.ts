import { Effect } from "effect"
import {
  type Activity,
  ActivityLog,
  accepted,
  type Held,
  type Judged,
  type Outcome,
  type RefusalReason
} from "../src/activity/index.ts"
import { type ChallengeId, UserId } from "../src/shared/index.ts"
import { ada, steps } from "./cast.ts"

/** An activity to vary. */
export const walk: Activity = {
  userId: ada,
  metric: steps,
  quantity: 5000,
  at: 1000,
  source: "watch",
  sourceKey: "walk",
  revision: 0,
  void: false
}

/** A row of a batch: the walk with changes, accepted unless said otherwise. */
export const row = (changed: Partial<Activity> = {}, verdict: Outcome = accepted, receivedAt = 2000): Judged => ({
  arrival: { activity: { ...walk, ...changed }, receivedAt },
  verdict
})

/** Appends rows that were judged before. */
export const appendTo = (challengeId: ChallengeId, rows: ReadonlyArray<Judged>) =>
  ActivityLog.use((log) =>
    log.append(
      challengeId,
      rows.map(({ arrival }) => arrival),
      Effect.succeed((_, at) => rows[at]?.verdict ?? accepted)
    )
  )

type Judgement = Extract<Outcome, { readonly _tag: "Quarantined" | "Refused" }>

export const refused = (reason: RefusalReason): Judgement => ({ _tag: "Refused", reason })
export const conflictOn = (field: string): Judgement => ({ _tag: "Refused", reason: "RevisionConflict", field })
export const quarantined: Judgement = { _tag: "Quarantined", limit: "perActivity" }
export const rejected: Held["outcome"] = { _tag: "Rejected" }
export const heldAs = ({ arrival }: Judged, outcome: Held["outcome"]): Held => ({ arrival, outcome })

/** Refusals of a row that never stood: its key does not hear of it. */
export const neverStood = ["ChallengeNotOpen", "UnknownParticipant", "UnknownMetric", "Late", "Future"] as const

/** Refusals of what a row says: it takes its key nevertheless. */
export const forContent = ["BeforeWindow", "AfterWindow", "OutOfRange"] as const

/** Rows by arithmetic: keys that meet again three times, in any order of revisions, some void, held or refused. */
export const numbered = (index: number): Judged => {
  const verdicts = [accepted, accepted, accepted, quarantined, refused("Late"), refused("OutOfRange")]
  const key = (index * 7919) % 6661
  return row(
    {
      userId: UserId.make(`user ${key % 50}`),
      sourceKey: `k${key}`,
      quantity: index % 11,
      at: (index * 31) % 997,
      revision: Math.floor((index * 13) / 7) % 4,
      void: index % 17 === 0
    },
    index % 17 === 0 ? accepted : verdicts[index % 6]
  )
}
