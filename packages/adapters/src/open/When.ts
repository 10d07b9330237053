import { formatInstant, type Instant, parseInstant } from "@laurel/core/shared"
import { Effect, Schema, SchemaIssue, SchemaTransformation } from "effect"

/** An instant as programs have it: ISO 8601 text with `Z` or an offset, milliseconds since 1970, or a `Date`. */
export type When = string | number | Date

/** The farthest instant from 1970 that a `Date` can hold, in milliseconds. */
const farthest = 8.64e15

const instantOf = (when: When): Instant | undefined => {
  if (typeof when === "string") return parseInstant(when)
  const millis = typeof when === "number" ? when : when.getTime()
  return Number.isInteger(millis) && Math.abs(millis) <= farthest ? millis : undefined
}

const message = "must be an instant with a zone, such as 2026-01-31T08:00:00Z"

/** Reads a `When` as a UTC instant in whole milliseconds. */
export const InstantFromWhen = Schema.Union([Schema.String, Schema.Number, Schema.Date])
  .annotate({ message })
  .pipe(
    Schema.decodeTo(
      Schema.Int,
      SchemaTransformation.transformEffect({
        decode: (when: When) => {
          const instant = instantOf(when)
          return instant === undefined
            ? Effect.fail(new SchemaIssue.InvalidValue({ message }))
            : Effect.succeed(instant)
        },
        encode: (instant: Instant): Effect.Effect<When> => Effect.succeed(formatInstant(instant))
      })
    )
  )
