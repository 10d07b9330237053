import { Result, Schema, SchemaIssue } from "effect"
import { ChallengeDefinition } from "./ChallengeDefinition.ts"
import { checkDefinition } from "./checkDefinition.ts"
import { type Flaw, InvalidDefinition } from "./errors.ts"

const decode = Schema.decodeUnknownResult(ChallengeDefinition, { errors: "all", onExcessProperty: "error" })
const report = SchemaIssue.makeFormatterStandardSchemaV1()

/**
 * Reads a definition from JSON and checks all of it. Refused with every mistake and its path: first what cannot be read,
 * and when all can be read, what contradicts itself.
 */
export const decodeDefinition = (json: unknown): Result.Result<ChallengeDefinition, InvalidDefinition> => {
  const decoded = decode(json)
  if (Result.isFailure(decoded)) {
    return refuse(report(decoded.failure.issue).issues.map(({ path, message }) => ({ path: keysOf(path), message })))
  }
  const flaws = checkDefinition(decoded.success)
  return flaws.length === 0 ? Result.succeed(decoded.success) : refuse(flaws)
}

/** The refusal of a definition for these mistakes. */
export const refuse = (flaws: ReadonlyArray<Flaw>): Result.Result<never, InvalidDefinition> => {
  const [first = { path: [], message: "is not a definition" }, ...others] = flaws
  return Result.fail(new InvalidDefinition({ flaws: [first, ...others] }))
}

const keysOf = (path: ReadonlyArray<PropertyKey | { readonly key: PropertyKey }> | undefined): Flaw["path"] =>
  (path ?? []).map((step) => {
    const key = typeof step === "object" ? step.key : step
    return typeof key === "number" ? key : String(key)
  })
