/** The reasons for which an activity is kept but refused. Most fundamental first; the first that applies is the one reported. */
export const refusalReasons = [
  /** The challenge takes no activities in its state. */
  "ChallengeNotOpen",
  /** The user takes part in no entry of the challenge. */
  "UnknownParticipant",
  /** The challenge does not measure this metric. */
  "UnknownMetric",
  /** The same key and revision came before with other content; `field` names the first field that differs. */
  "RevisionConflict",
  /** It arrived after the grace period. */
  "Late",
  /** It claims to have happened after it arrived (more than five minutes of clock skew). */
  "Future",
  /** It happened before the window. */
  "BeforeWindow",
  /** It happened at or after the end of the window. */
  "AfterWindow",
  /** Its quantity is below the metric's `min` or above its `max`. */
  "OutOfRange"
] as const
/** Why an activity is kept but refused. */
export type RefusalReason = (typeof refusalReasons)[number]

/** What became of one row of a batch. Every row has exactly one outcome, and no row blocks another. */
export type Outcome =
  | { readonly _tag: "Accepted" }
  /** The same key, revision and content was there already: nothing changed. */
  | { readonly _tag: "Duplicate" }
  /** It took the place of an earlier revision. */
  | { readonly _tag: "Replaced" }
  /** It removed the activity of its key (also one that is yet to arrive at a lower revision). */
  | { readonly _tag: "Voided" }
  /** A higher revision of its key was there already: kept out, nothing changed. */
  | { readonly _tag: "Outdated" }
  /** Above the plausible limit; kept, and not counted until an organiser decides. */
  | { readonly _tag: "Quarantined"; readonly limit: "perActivity" | "perDay" }
  | { readonly _tag: "Refused"; readonly reason: RefusalReason; readonly field?: string }

/** Why an activity is kept and does not count: as it was judged, or because an organiser rejected it since. */
export type HeldOutcome = Extract<Outcome, { readonly _tag: "Quarantined" | "Refused" }> | { readonly _tag: "Rejected" }

/** The outcome `Accepted`. It counts. */
export const accepted: Extract<Outcome, { readonly _tag: "Accepted" }> = { _tag: "Accepted" }
/** The outcome `Duplicate`. Nothing changed: it was there already. */
export const duplicate: Outcome = { _tag: "Duplicate" }
/** The outcome `Replaced`. It took the place of an earlier revision. */
export const replaced: Outcome = { _tag: "Replaced" }
/** The outcome `Voided`. It removed the activity of its key. */
export const voided: Outcome = { _tag: "Voided" }
/** The outcome `Outdated`. Nothing changed: a higher revision was there already. */
export const outdated: Outcome = { _tag: "Outdated" }

/** Whether a row that was answered so says something that was not there before. */
export const wasKept = ({ outcome, again }: { readonly outcome: Outcome; readonly again?: true }): boolean =>
  again !== true && outcome._tag !== "Duplicate" && outcome._tag !== "Outdated"
