import { Context, type Effect, Schema } from "effect"
import type { ChallengeId, Instant, UserId } from "../shared/index.ts"
import type { Activity, Arrival, Counted } from "./Activity.ts"
import type { Listed, LogChange, Logged, LogPage } from "./Logged.ts"
import type { HeldOutcome, Outcome } from "./Outcome.ts"

/** The log of activities cannot be reached or failed; nothing was written. */
export class ActivityLogUnavailable extends Schema.TaggedError<ActivityLogUnavailable>()("ActivityLogUnavailable", {
  operation: Schema.String,
  cause: Schema.Defect()
}) {
  override get message() {
    return `The log of activities failed at ${this.operation}; nothing was written, try again`
  }
}

/** An arrival with the verdict of the challenge's terms on it, before its key is looked up. */
export interface Judged {
  readonly arrival: Arrival
  readonly verdict: Outcome
}

/** An activity that is kept but does not count, with the reason. */
export interface Held {
  readonly arrival: Arrival
  readonly outcome: HeldOutcome
}

/** What one row of a batch came to, and the activity that it took out of the count, if any. */
export interface Appended {
  readonly outcome: Outcome
  readonly removed?: Activity
  /** The row is refused, and had been kept before with that content: nothing changed. */
  readonly again?: true
}

/** An activity that was reviewed, and what had been decided about it before. */
export interface Reviewed {
  readonly activity: Activity
  readonly before: "Undecided" | "Released" | "Rejected"
  /** Whether it counted before. */
  readonly didCount: boolean
}

/**
 * Every activity that ever arrived for a challenge, but rows that say nothing new (`Duplicate`, `Outdated`).
 * Append-only: nothing is deleted, a later revision takes the place of an earlier one.
 *
 * - `append` takes a batch atomically, in the order given, and answers each row with its outcome: the verdict, or what
 *   its key decides (`Duplicate`, `Outdated`, `Replaced`, `Voided`, `RevisionConflict`), as `supersede` says. The effect that makes the
 *   verdicts runs once, in the transaction and perhaps while keys are looked up; where it fails nothing is appended, and `append` fails alike.
 * - Identity is (source, source key); appending the same batch again changes nothing: a refused row that did not take its
 *   key is kept once, with the reason for which it was refused first, and its next answers say that it came `again`.
 * - `counted` gives, for each user asked for, the activities that count now (latest revisions, neither void nor refused
 *   nor in quarantine), in the order of `byHappening`.
 * - `countedAt` gives what counted of what had arrived by an instant: of each key the last revision that had. What an organiser decided
 *   is taken as it is now; what was decided about an activity that was replaced since is forgotten.
 * - `held` gives what is refused, rejected or in quarantine, in the order in which it was appended; with a user only that
 *   user's, at a cost that does not grow with what others sent.
 * - `page` lists what was appended, refused rows and earlier revisions too, each with what it is now: the newest first, at most `limit`
 *   of them, and only those with a place below `before`. What is appended between two pages is in neither. The cost grows with the page,
 *   of one user with what that user sent to the challenge.
 * - `changes` gives what was appended of a user, or decided about, after a change: each activity once, with what it is now, in the order in
 *   which they last changed, and at most `limit` of them. A decision that had been made already changes nothing. `lastChange` is the last
 *   there is of a user, 0 where there is none. Both cost what a page does.
 * - `countHeld` counts what is in quarantine, at a cost that does not grow with what counts.
 * - `review` decides about the activity that holds a key, in quarantine or not: released it counts whatever the limits,
 *   rejected it does not. It gives the activity and what had been decided about it before, or nothing when no activity, a void
 *   or a refused one holds the key.
 */
export class ActivityLog extends Context.Service<
  ActivityLog,
  {
    readonly append: <E>(
      challengeId: ChallengeId,
      arrivals: ReadonlyArray<Arrival>,
      verdicts: Effect.Effect<(arrival: Arrival, row: number) => Outcome, E>
    ) => Effect.Effect<ReadonlyArray<Appended>, E | ActivityLogUnavailable>
    readonly counted: (
      challengeId: ChallengeId,
      userIds: ReadonlyArray<UserId>
    ) => Effect.Effect<ReadonlyMap<UserId, ReadonlyArray<Counted>>, ActivityLogUnavailable>
    readonly countedAt: (
      challengeId: ChallengeId,
      userIds: ReadonlyArray<UserId>,
      by: Instant
    ) => Effect.Effect<ReadonlyMap<UserId, ReadonlyArray<Counted>>, ActivityLogUnavailable>
    readonly held: (
      challengeId: ChallengeId,
      userId?: UserId
    ) => Effect.Effect<ReadonlyArray<Held>, ActivityLogUnavailable>
    readonly page: (
      challengeId: ChallengeId,
      which: Listed,
      page: LogPage
    ) => Effect.Effect<ReadonlyArray<Logged>, ActivityLogUnavailable>
    readonly changes: (
      challengeId: ChallengeId,
      userId: UserId,
      after: number,
      limit: number
    ) => Effect.Effect<ReadonlyArray<LogChange>, ActivityLogUnavailable>
    readonly lastChange: (challengeId: ChallengeId, userId: UserId) => Effect.Effect<number, ActivityLogUnavailable>
    readonly countHeld: (challengeId: ChallengeId) => Effect.Effect<number, ActivityLogUnavailable>
    readonly review: (
      challengeId: ChallengeId,
      identity: Pick<Activity, "source" | "sourceKey">,
      verdict: "Released" | "Rejected"
    ) => Effect.Effect<Reviewed | undefined, ActivityLogUnavailable>
  }
>()("@laurel/core/activity/ActivityLog") {}
