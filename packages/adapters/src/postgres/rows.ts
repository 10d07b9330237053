import { Effect, Schema } from "effect"
import { DbFailed } from "./errors.ts"

/**
 * A reader of rows by a schema: a row is decoded, never believed. One that is not what was written is as bad as a statement
 * that failed.
 */
export const readerOf = <A>(schema: Schema.Codec<A, unknown>): ((rows: unknown) => Effect.Effect<A, DbFailed>) => {
  const decode = Schema.decodeUnknownEffect(schema)
  return (rows) => Effect.mapError(decode(rows), (cause) => new DbFailed({ cause }))
}
