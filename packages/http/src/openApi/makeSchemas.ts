import { JsonSchema, Schema } from "effect"
import type { Wire } from "../operation/Operation.ts"
import type { Json } from "./Json.ts"
import { meaningsOfFields } from "./meanings.ts"

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
        const written = explained(withoutTwins(plainlyNamed(JsonSchema.toMultiDocumentOpenApi3_1(multi(schema)))))
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

/** A rule that is made of rules comes twice, under a name with a number: what is the same has one name. */
const withoutTwins = (written: Written): Written => {
  const twins = Object.keys(written.definitions).filter((name) => {
    const [, first] = /^(\w+)_\d+$/.exec(name) ?? []
    const same = (one: string): string =>
      JSON.stringify(written.definitions[one]).replaceAll(refTo(name), refTo(first ?? ""))
    return first !== undefined && first in written.definitions && same(name) === same(first)
  })
  const all: Written = JSON.parse(
    twins.reduce(
      (text, name) => text.replaceAll(refTo(name), refTo(name.replace(/_\d+$/, ""))),
      JSON.stringify({ schemas: written.schemas, definitions: written.definitions })
    )
  )
  const kept = Object.entries(all.definitions).filter(([name]) => !twins.includes(name))
  return { schemas: all.schemas, definitions: Object.fromEntries(kept) }
}

const refTo = (name: string): string => `"#/components/schemas/${name}"`

/** Fields say what they mean, where their schema does not and their name does; those of definitions are told of elsewhere. */
const explained = ({ schemas, definitions }: Written): Written => ({
  schemas: schemas.map(withMeanings),
  definitions: Object.fromEntries(
    Object.entries(definitions).map(([name, one]) => [
      name,
      /^(ChallengeDefinition|ScoringRule)/.test(name) ? one : withMeanings(one)
    ])
  )
})

const isObject = (value: unknown): value is Json => typeof value === "object" && value !== null && !Array.isArray(value)

const withMeanings = (schema: unknown): unknown => {
  if (Array.isArray(schema)) return schema.map(withMeanings)
  if (!isObject(schema)) return schema
  return Object.fromEntries(
    Object.entries(schema).map(([name, one]) => [
      name,
      // The definition of a challenge has words of its own.
      name === "properties" && isObject(one)
        ? Object.fromEntries(Object.entries(one).map(fieldWithMeaning))
        : withMeanings(one)
    ])
  )
}

const fieldWithMeaning = ([name, field]: readonly [string, unknown]): readonly [string, unknown] => {
  if (name === "definition") return [name, field]
  const meaning = meaningsOfFields[name]
  const one = withMeanings(field)
  // Beside a reference nothing else is said.
  return [name, meaning === undefined || !isObject(one) || "$ref" in one ? one : { description: meaning, ...one }]
}

/** A schema as the document takes it, with what it refers to. */
export const multi = (schema: Wire<unknown>): JsonSchema.MultiDocument<"draft-2020-12"> => {
  const { dialect, schema: one, definitions } = Schema.toJsonSchemaDocument(schema, { onExcessProperty: "error" })
  return { dialect, schemas: [one], definitions }
}
