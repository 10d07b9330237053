import { decoderOf, formatPath } from "@laurel/core/shared"
import { Effect, Result, type Schema } from "effect"
import { InvalidArgument } from "./errors.ts"

/** A function that reads what a caller passed; fails with one sentence that names everything wrong with it. */
export const reader = <A>(schema: Schema.Codec<A, unknown>): ((value: unknown) => Result.Result<A, string>) => {
  const decode = decoderOf(schema)
  return (value) =>
    Result.mapError(decode(value), (flaws) =>
      flaws.map(({ path, message }) => (path.length === 0 ? message : `${formatPath(path)} ${message}`)).join("; ")
    )
}

/** As `reader`, for one argument of a method: what is wrong with it is an `InvalidArgument`. */
export const argument = <A>(
  name: string,
  schema: Schema.Codec<A, unknown>
): ((value: unknown) => Effect.Effect<A, InvalidArgument>) => {
  const read = reader(schema)
  return (value) =>
    Effect.fromResult(Result.mapError(read(value), (problem) => new InvalidArgument({ argument: name, problem })))
}

/** The list that a caller passed, its rows still unread; what is no list is an `InvalidArgument`. */
export const list = <Row>(
  name: string,
  given: ReadonlyArray<Row>
): Effect.Effect<ReadonlyArray<Row>, InvalidArgument> =>
  Array.isArray(given)
    ? Effect.succeed(given)
    : Effect.fail(new InvalidArgument({ argument: name, problem: "must be a list" }))
