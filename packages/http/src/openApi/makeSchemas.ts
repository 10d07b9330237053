import { JsonSchema, Schema } from "effect"
import type { Wire } from "../operation/Operation.ts"
import type { Json } from "./Json.ts"

/** Gives the place of a schema in the document. */
export type Ref = (schema: Wire<unknown>) => Json

/** The schemas of many parts, written together so that what they share is said once. */
export const makeSchemas = () => {
  const asked: Array<Wire<unknown>> = []
  const placed: Array<Record<string, unknown>> = []
  return {
    /** The place of a schema in the document; filled once all are known. */
    ref: (schema: Wire<unknown>): Json => {
      const place: Record<string, unknown> = {}
      asked.push(schema)
      placed.push(place)
      return place
    },
    /** Fills the places and gives what the schemas share. */
    finish: (): Json => {
      const definitions: Record<string, unknown> = {}
      asked.forEach((schema, at) => {
        const written = plainlyNamed(JsonSchema.toMultiDocumentOpenApi3_1(multi(schema)))
        Object.assign(placed[at] ?? {}, written.schemas[0])
        Object.assign(definitions, written.definitions)
      })
      return Object.fromEntries(Object.entries(definitions).toSorted(([a], [b]) => (a < b ? -1 : 1)))
    }
  }
}

interface Written {
  readonly schemas: ReadonlyArray<unknown>
  readonly definitions: Json
}

/** What is sent has the name of what it is read as: that it is encoded is nothing to whoever sends it. */
const plainlyNamed = ({ schemas, definitions }: Written): Written =>
  JSON.parse(
    JSON.stringify({ schemas, definitions }).replace(/(?<=")((?:#\/components\/schemas\/)?[A-Z]\w*)Encoded(?=")/g, "$1")
  )

/** A schema as the document takes it, with what it refers to. */
export const multi = (schema: Wire<unknown>): JsonSchema.MultiDocument<"draft-2020-12"> => {
  const { dialect, schema: one, definitions } = Schema.toJsonSchemaDocument(schema, { onExcessProperty: "error" })
  return { dialect, schemas: [one], definitions }
}
