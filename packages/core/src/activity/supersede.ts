import type { Activity } from "./Activity.ts"
import { accepted, duplicate, type Outcome, outdated, type RefusalReason, replaced, voided } from "./Outcome.ts"

/** What becomes of a row, given what its key holds. */
export interface Succession {
  readonly outcome: Outcome
  /** Whether the row is from now on what its key holds. If not it changes nothing, and is kept aside if it says anything new. */
  readonly takesKey: boolean
  /** Whether it counts in the score. What the key held before counts no more when `takesKey`. */
  readonly counts: boolean
}

/** In the order in which a conflict names them; user and metric first, for they are part of what a key means. */
const meaning = ["userId", "metric"] as const
const content = ["void", "quantity", "at", "note", "evidence"] as const

/** A row refused for one of these never stood: what it says of its key is not heard. */
export const neverStood: ReadonlySet<RefusalReason> = new Set<RefusalReason>([
  "ChallengeNotOpen",
  "UnknownParticipant",
  "UnknownMetric",
  "RevisionConflict",
  "Late",
  "Future"
])
const beforeConflict: ReadonlySet<RefusalReason> = new Set<RefusalReason>([
  "ChallengeNotOpen",
  "UnknownParticipant",
  "UnknownMetric"
])

const nothing = (outcome: Outcome): Succession => ({ outcome, takesKey: false, counts: false })
const unchanged = nothing(duplicate)
const tooOld = nothing(outdated)
const removes: Succession = { outcome: voided, takesKey: true, counts: false }
const begins: Succession = { outcome: accepted, takesKey: true, counts: true }
const renews: Succession = { outcome: replaced, takesKey: true, counts: true }

/**
 * Decides between what a key holds and a further row with that key: the last revision wins.
 *
 * **Details**
 * - `existing` is what the key holds, also if it was refused for its content, quarantined or is a void; `verdict` is what
 *   `judge` says of the incoming row by itself.
 * - The same revision with the same content is a duplicate, before all else; with other content it is a conflict that
 *   names the first field that differs (I15). Another user or metric under a key is a conflict at any revision.
 * - A row that came late, from nobody or about an unknown metric, and one that claims to come from the future, never
 *   takes its key. A higher revision that is refused for its content (window, range) does: the old no longer counts.
 * - A void of an unseen key takes it, so that a lower revision that arrives later does not count.
 * - What counts in the end is a function of the set of keys, revisions and contents, whatever the order, the batching
 *   and the duplicates; of rows that conflict the first stands.
 */
export const supersede = (existing: Activity | undefined, incoming: Activity, verdict: Outcome): Succession => {
  if (existing === undefined) return succeed(incoming, verdict, undefined)
  const field =
    firstDifference(meaning, existing, incoming) ??
    (existing.revision === incoming.revision ? firstDifference(content, existing, incoming) : undefined)
  if (field === undefined && existing.revision === incoming.revision) return unchanged
  if (verdict._tag === "Refused" && beforeConflict.has(verdict.reason)) return nothing(verdict)
  if (field !== undefined) return nothing({ _tag: "Refused", reason: "RevisionConflict", field })
  return existing.revision > incoming.revision ? tooOld : succeed(incoming, verdict, existing)
}

const succeed = (incoming: Activity, verdict: Outcome, existing: Activity | undefined): Succession => {
  if (verdict._tag === "Refused") return { outcome: verdict, takesKey: !neverStood.has(verdict.reason), counts: false }
  if (incoming.void) return removes
  if (verdict._tag === "Quarantined") return { outcome: verdict, takesKey: true, counts: false }
  return existing === undefined ? begins : renews
}

const firstDifference = <K extends keyof Activity>(
  fields: ReadonlyArray<K>,
  a: Activity,
  b: Activity
): K | undefined => {
  for (const field of fields) if (a[field] !== b[field]) return field
  return undefined
}
