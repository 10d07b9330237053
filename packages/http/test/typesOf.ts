/** A JSON schema, as far as types are made of it. */
interface Shape {
  readonly $ref?: string
  readonly type?: string | ReadonlyArray<string>
  readonly enum?: ReadonlyArray<unknown>
  readonly const?: unknown
  readonly anyOf?: ReadonlyArray<Shape>
  readonly oneOf?: ReadonlyArray<Shape>
  readonly allOf?: ReadonlyArray<Shape>
  readonly items?: Shape | false
  readonly prefixItems?: ReadonlyArray<Shape>
  readonly properties?: Readonly<Record<string, Shape>>
  readonly required?: ReadonlyArray<string>
  readonly additionalProperties?: Shape | boolean
}

interface Answer {
  readonly content?: Readonly<Record<string, { readonly schema: Shape }>>
}

/** An operation of the document. */
export interface DocumentedOperation {
  readonly operationId: string
  readonly parameters: ReadonlyArray<{
    readonly $ref?: string
    readonly name?: string
    readonly in?: string
    readonly required?: boolean
    readonly schema?: Shape
  }>
  readonly requestBody?: {
    readonly required: boolean
    readonly content: Readonly<Record<string, { readonly schema: Shape }>>
  }
  readonly responses: Readonly<Record<string, Answer>>
}

/** The document, as it is read over HTTP. */
export interface Document {
  readonly paths: Readonly<Record<string, Readonly<Record<string, DocumentedOperation>>>>
  readonly components: { readonly schemas: Readonly<Record<string, Shape>> }
}

const plain: Readonly<Record<string, string>> = {
  string: "string",
  integer: "number",
  number: "number",
  boolean: "boolean",
  null: "null",
  object: "Readonly<Record<string, unknown>>"
}

const either = (parts: ReadonlyArray<string>, by = " | "): string => {
  const all = [...new Set(parts)]
  return all.length === 1 ? (all[0] ?? "never") : `(${all.join(by)})`
}

/** What a schema takes, as a type. */
const typeOf = (shape: Shape): string => {
  const { $ref, anyOf = shape.oneOf, allOf = [], properties } = shape
  if ($ref !== undefined) return `Schemas[${JSON.stringify($ref.slice($ref.lastIndexOf("/") + 1))}]`
  if (shape.const !== undefined) return JSON.stringify(shape.const)
  if (shape.enum !== undefined) return either(shape.enum.map((one) => JSON.stringify(one)))
  if (anyOf !== undefined) return either(anyOf.map(typeOf))
  if (properties !== undefined) return objectOf(shape)
  const limits = allOf.map(typeOf).filter((one) => one !== "unknown")
  if (shape.type === undefined) return limits.length === 0 ? "unknown" : either(limits, " & ")
  if (shape.type === "array") return arrayOf(shape)
  if (typeof shape.additionalProperties === "object")
    return `Readonly<Record<string, ${typeOf(shape.additionalProperties)}>>`
  return either([shape.type].flat().map((one) => plain[one] ?? "unknown"))
}

const arrayOf = ({ prefixItems = [], items }: Shape): string => {
  const first = prefixItems.map(typeOf)
  const rest = typeof items === "object" ? typeOf(items) : items === false ? undefined : "unknown"
  if (first.length === 0) return `ReadonlyArray<${rest ?? "never"}>`
  return `readonly [${[...first, ...(rest === undefined ? [] : [`...ReadonlyArray<${rest}>`])].join(", ")}]`
}

const objectOf = ({ properties = {}, required = [] }: Shape): string =>
  fieldsOf(
    Object.entries(properties).map(([name, one]) => ({ name, isNeeded: required.includes(name), type: typeOf(one) }))
  )

interface Field {
  readonly name: string
  readonly isNeeded: boolean
  readonly type: string
}

const fieldsOf = (fields: ReadonlyArray<Field>): string =>
  fields.length === 0
    ? "Readonly<Record<string, never>>"
    : `{ ${fields.map(({ name, isNeeded, type }) => `readonly ${JSON.stringify(name)}${isNeeded ? "" : "?"}: ${type}`).join("; ")} }`

const operationType = ({ parameters, requestBody, responses }: DocumentedOperation): string => {
  const sent = (place: string): string =>
    fieldsOf(
      parameters.flatMap(({ name, in: where, required = false, schema = {} }) =>
        name === undefined || where !== place ? [] : [{ name, isNeeded: required, type: typeOf(schema) }]
      )
    )
  const body = requestBody?.content["application/json"]?.schema
  const answers = Object.entries(responses)
    .filter(([status]) => Number(status) < 300)
    .map(([, { content = {} }]) => Object.entries(content)[0])
    .map((one) => (one === undefined ? "undefined" : typeOf(one[1].schema)))
  return [
    "{",
    `    readonly path: ${sent("path")}`,
    `    readonly query: ${sent("query")}`,
    `    readonly headers: ${sent("header")}`,
    `    readonly body: ${body === undefined ? "undefined" : typeOf(body)}${requestBody?.required === false ? " | undefined" : ""}`,
    `    readonly answer: ${either(answers)}`,
    "  }"
  ].join("\n")
}

/** The types of a client, made of the document alone. */
export const typesOf = ({ paths, components }: Document): string => {
  const operations = Object.values(paths)
    .flatMap((methods) => Object.values(methods))
    .toSorted((a, b) => (a.operationId < b.operationId ? -1 : 1))
  return [
    "// Made of /openapi.json: `UPDATE_GOLDEN=1` with documentAlone.test.ts writes it anew, for another review.",
    "",
    "/** What is sent and answered, by its name in the document. */",
    "export interface Schemas {",
    ...Object.entries(components.schemas).map(([name, one]) => `  readonly ${JSON.stringify(name)}: ${typeOf(one)}`),
    "}",
    "",
    "/** What each operation takes and answers. */",
    "export interface Operations {",
    ...operations.map((one) => `  readonly ${one.operationId}: ${operationType(one)}`),
    "}",
    ""
  ].join("\n")
}
