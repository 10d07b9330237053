/** What a score is, in the words of the wire. */
export const statuses = { Scored: "scored", Missing: "missing", Unqualified: "unqualified" } as const
/** What a part of a score is. */
export const kinds = {
  Activity: "activity",
  Handicap: "handicap",
  Adjustment: "adjustment",
  Rounding: "rounding"
} as const
/** Which limit trimmed what an activity gave. */
export const limits = { perActivity: "per_activity", perDay: "per_day", perWeek: "per_week" } as const
/** Why an activity that is sound does not count. */
export const whys = { AnotherSourceCounts: "another_source_counts", AbovePlausibleDay: "above_plausible_day" } as const
/** What became of an activity that is held. */
export const heldOutcomes = { Quarantined: "quarantined", Refused: "refused", Rejected: "rejected" } as const
