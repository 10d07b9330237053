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
