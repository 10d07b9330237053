import { Effect, Result, Schema, SchemaIssue } from "effect"
import { InvalidArgument } from "./errors.ts"

const issuesOf = SchemaIssue.makeFormatterStandardSchemaV1()

const sentenceOf = (issue: SchemaIssue.Issue): string =>
  issuesOf(issue)
    .issues.map(({ path = [], message }) => {
      const place = path.map((step) => String(typeof step === "object" ? step.key : step)).join(".")
      return place === "" ? message : `${place} ${message}`
    })
    .join("; ")

/** A function that reads what a caller passed; fails with one sentence that names everything wrong with it. */
export const reader = <A>(schema: Schema.Codec<A, unknown>): ((value: unknown) => Result.Result<A, string>) => {
  const decode = Schema.decodeUnknownResult(schema, { errors: "all", onExcessProperty: "error" })
  return (value) => Result.mapError(decode(value), ({ issue }) => sentenceOf(issue))
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
