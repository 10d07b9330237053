import { Schema } from "effect"
import { Instant } from "../../wire/text.ts"

/** A local day of a challenge, such as `2026-01-31`. */
export const DayText = Schema.String.check(
  Schema.isPattern(/^\d{4}-\d{2}-\d{2}$/, { message: "must be a date such as 2026-01-31" })
)

/** The board at the end of a day. */
export const DailyBoardJson = Schema.Struct({
  day: DayText,
  at: Instant,
  /** How many were ranked. */
  count: Schema.Int,
  unit: Schema.String,
  data: Schema.Array(Schema.Struct({ rank: Schema.Finite, participant_id: Schema.String, score: Schema.String })),
  has_more: Schema.Boolean,
  next_cursor: Schema.optionalKey(Schema.String)
}).annotate({ identifier: "DailyBoard" })

/** Where a participant stood, day by day; without `rank` it was not ranked. */
export const CourseJson = Schema.Struct({
  participant_id: Schema.String,
  unit: Schema.String,
  data: Schema.Array(
    Schema.Struct({
      day: DayText,
      rank: Schema.optionalKey(Schema.Finite),
      score: Schema.optionalKey(Schema.String)
    })
  )
}).annotate({ identifier: "Course" })
