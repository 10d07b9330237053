import { InvalidCursor } from "@laurel/core/board"
import { Effect, Schema } from "effect"

/** How long a list is where nothing is said. */
export const usualPage = 20
/** How long a list may be. */
export const largestPage = 100

/** How many at most. */
export const limit = Schema.Int.check(Schema.isBetween({ minimum: 1, maximum: largestPage })).pipe(
  Schema.withDecodingDefaultKey(Effect.succeed(usualPage))
)

/** `next_cursor` of the page before. */
export const cursor = Schema.optionalKey(Schema.String.check(Schema.isMaxLength(2_000)))

/** A page of a list. */
export const pageOf = <S extends Schema.Codec<unknown, unknown>>(item: S) =>
  Schema.Struct({
    data: Schema.Array(item),
    has_more: Schema.Boolean,
    /** What to pass as `cursor` for the next page; absent at the end. */
    next_cursor: Schema.optionalKey(Schema.String)
  })

/** A page of what was found, of which one more than `limit` was asked for; `cursorOf` is where the next one goes on. */
export const pageJson = <Found, Json>(
  found: ReadonlyArray<Found>,
  limit: number,
  write: (one: Found) => Json,
  cursorOf: (last: Found) => string
) => {
  const page = found.slice(0, limit)
  const last = page.at(-1)
  const next = found.length > limit && last !== undefined ? { next_cursor: cursorOf(last) } : {}
  return { data: page.map(write), has_more: found.length > limit, ...next }
}

/** Where a page begins, as `read` has it from its cursor; the first one has none. */
export const placeAfter = <Place>(
  cursor: string | undefined,
  read: (cursor: string) => Place | undefined
): Effect.Effect<Place | undefined, InvalidCursor> => {
  if (cursor === undefined) return Effect.succeed(undefined)
  const place = read(cursor)
  return place === undefined ? Effect.fail(new InvalidCursor({ cursor })) : Effect.succeed(place)
}

/** Reads a cursor that is a whole number, as it is written. */
export const numberIn = (cursor: string): number | undefined => (/^\d{1,15}$/.test(cursor) ? Number(cursor) : undefined)
