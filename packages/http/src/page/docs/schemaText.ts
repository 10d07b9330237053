import { Schema } from "effect"
import { withCode } from "../site/withCode.ts"
import { type Html, html, nothing } from "../visit/Html.ts"

const many = Schema.optionalKey(Schema.Array(Schema.Unknown))

const Shape = Schema.Struct({
  $ref: Schema.optionalKey(Schema.String),
  type: Schema.optionalKey(Schema.Unknown),
  format: Schema.optionalKey(Schema.String),
  description: Schema.optionalKey(Schema.String),
  enum: many,
  const: Schema.optionalKey(Schema.Unknown),
  anyOf: many,
  oneOf: many,
  allOf: many,
  items: Schema.optionalKey(Schema.Unknown),
  properties: Schema.optionalKey(Schema.Record(Schema.String, Schema.Unknown)),
  required: Schema.optionalKey(Schema.Array(Schema.String)),
  additionalProperties: Schema.optionalKey(Schema.Unknown)
})
type Shape = typeof Shape.Type

const read = Schema.decodeUnknownOption(Shape)
const empty: Shape = {}

/** A JSON schema as far as people are told of it. */
const shapeOf = (schema: unknown): Shape => {
  const found = read(schema)
  return found._tag === "Some" ? found.value : empty
}

const plain: Readonly<Record<string, string>> = {
  string: "text",
  integer: "whole number",
  number: "number",
  boolean: "true or false",
  null: "null",
  array: "list",
  object: "object"
}

/** A schema deeper than this is said to be an object, and no more. */
const deepest = 4

/** What a schema takes, in a few words; what has a name is linked. */
export const schemaText = (schema: unknown, depth = 0): Html => {
  const shape = shapeOf(schema)
  const { $ref, enum: values, anyOf, oneOf, allOf, items, properties, type, format } = shape
  if ($ref !== undefined) return named($ref)
  if (values !== undefined)
    return joined(
      values.map((value) => html`<code>${JSON.stringify(value)}</code>`),
      " or "
    )
  if (shape.const !== undefined) return html`<code>${JSON.stringify(shape.const)}</code>`
  const either = anyOf ?? oneOf
  if (either !== undefined)
    return joined(
      either.map((one) => schemaText(one, depth + 1)),
      " or "
    )
  // What a schema is beside what all of it says: limits, mostly.
  if (allOf !== undefined && properties === undefined && type === undefined)
    return joined(
      allOf.map((one) => schemaText(one, depth + 1)),
      " and "
    )
  if (type === "array") return html`list of ${schemaText(items, depth + 1)}`
  if (properties !== undefined && depth < deepest) return html`object: ${fields(shape, depth)}`
  const text = typeof type === "string" ? (plain[type] ?? type) : "anything"
  return html`${text}${format === undefined ? nothing : ` (${format})`}`
}

const fields = ({ properties = {}, required = [] }: Shape, depth: number): Html =>
  html`<ul>${Object.entries(properties).map(
    ([name, one]) =>
      html`<li><code>${name}</code>${required.includes(name) ? nothing : " (optional)"}: ${schemaText(one, depth + 1)}${describedAs(one)}</li>`
  )}</ul>`

const describedAs = (schema: unknown): Html | typeof nothing => {
  const { description } = shapeOf(schema)
  return description === undefined ? nothing : html` <span class="muted">${withCode(description)}</span>`
}

const named = (ref: string): Html => {
  const name = ref.slice(ref.lastIndexOf("/") + 1)
  return html`<a href="#schema-${name}">${name}</a>`
}

const joined = (parts: ReadonlyArray<Html>, between: string): Html =>
  html`${parts.map((part, at) => html`${at === 0 ? "" : between}${part}`)}`
