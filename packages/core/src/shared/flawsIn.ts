import { Schema, SchemaAST, type SchemaIssue } from "effect"
import { type Flaw, missing, unknownKey } from "./Flaw.ts"

/**
 * What a schema found wrong, in plain words. Where the schema says it itself (`message`), in its words; else made of what
 * it asks for. Nothing of what was given is repeated, as it may be personal.
 */
export const flawsIn = (issue: SchemaIssue.Issue): ReadonlyArray<Flaw> => found(issue, [])

type Path = Flaw["path"]

const found = (issue: SchemaIssue.Issue, path: Path): ReadonlyArray<Flaw> => {
  switch (issue._tag) {
    case "Pointer":
      return found(issue.issue, [...path, ...issue.path.map((key) => (typeof key === "number" ? key : String(key)))])
    case "Encoding":
      return found(issue.issue, path)
    case "Composite":
      return issue.issues.flatMap((one) =>
        isFirstMissing(one) ? [{ path, message: "must not be empty" }] : found(one, path)
      )
    case "Filter":
      return filtered(issue, path)
    case "AnyOf":
      return issue.issues.length === 0 || said(issue.ast.annotations) !== undefined
        ? [noneOf(issue, path)]
        : issue.issues.flatMap((one) => found(one, path))
    case "InvalidType":
      return [{ path, message: said(issue.ast.annotations) ?? `must be ${kindOf(issue.ast)}` }]
    case "InvalidValue":
      return [{ path, message: said(issue.annotations) ?? "is not allowed" }]
    case "MissingKey":
      return [{ path, message: missing }]
    case "UnexpectedKey":
      return [{ path, message: unknownKey }]
    case "Forbidden":
      return [{ path, message: "is not allowed" }]
    case "OneOf":
      return [{ path, message: "fits more than one of the things that it can be" }]
  }
}

const said = (annotations: { readonly message?: unknown } | undefined): string | undefined =>
  typeof annotations?.message === "string" ? annotations.message : undefined

/** A list that must not be empty misses its first element. */
const isFirstMissing = (issue: SchemaIssue.Issue): boolean =>
  issue._tag === "Pointer" && issue.path.length === 1 && issue.path[0] === 0 && issue.issue._tag === "MissingKey"

const filtered = ({ filter, issue }: SchemaIssue.Filter, path: Path): ReadonlyArray<Flaw> => {
  const own = said(filter.annotations)
  if (own !== undefined) return [{ path, message: own }]
  if (issue._tag !== "InvalidValue" || issue.annotations !== undefined) return found(issue, path)
  return [{ path, message: limitOf(filter.annotations) }]
}

const isBounds = Schema.is(
  Schema.Struct({
    minimum: Schema.optionalKey(Schema.Number),
    maximum: Schema.optionalKey(Schema.Number),
    minLength: Schema.optionalKey(Schema.Number),
    maxLength: Schema.optionalKey(Schema.Number)
  })
)

/** What a check of effect asks for, from its own description of itself. */
const limitOf = (annotations: SchemaIssue.Filter["filter"]["annotations"]): string => {
  const { id, payload } = annotations?.representation ?? { id: "", payload: undefined }
  if (id === "effect/schema/isInt") return "must be a whole number"
  if (isBounds(payload)) {
    const { minimum, maximum, minLength, maxLength } = payload
    if (minimum !== undefined && maximum !== undefined) return `must be from ${minimum} to ${maximum}`
    if (minLength !== undefined) return minLength === 1 ? "must not be empty" : `must not be shorter than ${minLength}`
    if (maxLength !== undefined) return `must not be longer than ${maxLength}`
  }
  const expected: unknown = annotations?.expected
  return typeof expected === "string" ? `must be ${expected}` : "is not allowed"
}

/** Nothing of a choice fits: either a word that is none of those meant, or the `_tag` of an object. */
const noneOf = ({ ast, ...issue }: SchemaIssue.AnyOf, path: Path): Flaw => {
  const own = said(ast.annotations)
  if (own !== undefined) return { path, message: own }
  const members = ast.types.map(SchemaAST.toEncoded)
  const words = members.flatMap(wordOf)
  if (words.length === members.length) return { path, message: `must be one of ${words.join(", ")}`, choices: words }
  const tags = members.flatMap(tagOf)
  if (tags.length < members.length) return { path, message: `must be ${kindOf(ast)}` }
  const choices = tags.join(", ")
  const given: unknown = issue.input
  if (typeof given !== "object" || given === null || Array.isArray(given)) {
    return { path, message: `must be an object whose "_tag" is one of ${choices}` }
  }
  const message = Object.hasOwn(given, "_tag") ? `must be one of ${choices}` : `is missing; it can be ${choices}`
  return { path: [...path, "_tag"], message, choices: tags }
}

const wordOf = (ast: SchemaAST.AST): ReadonlyArray<string> =>
  ast._tag === "Literal" && typeof ast.literal === "string" ? [ast.literal] : []

const tagOf = (ast: SchemaAST.AST): ReadonlyArray<string> =>
  ast._tag === "Objects"
    ? ast.propertySignatures.flatMap(({ name, type }) => (name === "_tag" ? wordOf(type) : []))
    : []

const kinds: Readonly<Partial<Record<SchemaAST.AST["_tag"], string>>> = {
  String: "text",
  Number: "a number",
  Boolean: "true or false",
  BigInt: "a whole number of type bigint",
  Null: "null",
  Undefined: "left out",
  Arrays: "a list",
  Objects: "an object"
}

const kindOf = (ast: SchemaAST.AST): string => {
  if (ast._tag === "Literal") return typeof ast.literal === "bigint" ? `${ast.literal}` : JSON.stringify(ast.literal)
  if (ast._tag === "Union") return [...new Set(ast.types.map((type) => kindOf(SchemaAST.toEncoded(type))))].join(" or ")
  const { expected, title } = ast.annotations ?? {}
  return (
    kinds[ast._tag] ?? (typeof expected === "string" ? expected : typeof title === "string" ? title : "something else")
  )
}
