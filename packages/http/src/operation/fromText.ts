import { Schema } from "effect"
import type { Wire } from "./Operation.ts"

/** What text stands for, in the terms of a schema: a number, a truth value, or itself. */
type Reading = (text: string) => unknown

interface Described {
  readonly type?: unknown
}

const isDescribed = (value: unknown): value is Described => typeof value === "object" && value !== null

/** Text as it came: once, or each of several under the same name. */
export type Texts = Readonly<Record<string, string | ReadonlyArray<string>>>

const readings: Readonly<Record<string, Reading>> = {
  integer: (text) => (/^-?\d{1,15}$/.test(text) ? Number(text) : text),
  number: (text) => (/^-?\d{1,15}(\.\d{1,15})?$/.test(text) ? Number(text) : text),
  boolean: (text) => (text === "true" ? true : text === "false" ? false : text)
}

const typesOf = (schema: Wire<unknown>): ReadonlyMap<string, unknown> => {
  const document = Schema.toJsonSchemaDocument(schema).schema
  const properties = isDescribed(document) && "properties" in document ? document.properties : {}
  return new Map(
    Object.entries(isDescribed(properties) ? properties : {}).map(([name, one]) => [
      name,
      isDescribed(one) ? one.type : undefined
    ])
  )
}

/** A list comes separated by commas, or one by one, where one may have a comma in it; what is empty there is left out. */
const listOf = (given: string | ReadonlyArray<string>): ReadonlyArray<string> => {
  if (typeof given !== "string") return given.filter((one) => one !== "")
  return given === "" ? [] : given.split(",")
}

/** How the fields of a schema are read from text, by their names on the wire. */
export const fromText = (schema: Wire<unknown>): ((given: Texts) => unknown) => {
  const types = typesOf(schema)
  const read = (name: string, given: string | ReadonlyArray<string>): unknown => {
    const type = types.get(name)
    if (type === "array") return listOf(given)
    return typeof given === "string" && typeof type === "string" ? (readings[type]?.(given) ?? given) : given
  }
  return (given) => Object.fromEntries(Object.entries(given).map(([name, text]) => [name, read(name, text)]))
}

/** The names under which several came where one is meant. */
export const repeatedIn = (schema: Wire<unknown>): ((given: Texts) => ReadonlyArray<string>) => {
  const types = typesOf(schema)
  return (given) =>
    Object.entries(given).flatMap(([name, text]) =>
      typeof text === "string" || types.get(name) === "array" ? [] : [name]
    )
}
