import { Schema } from "effect"
import type { Wire } from "./Operation.ts"

/** What text stands for, in the terms of a schema: a number, a truth value, a list, or itself. */
type Reading = (text: string) => unknown

interface Described {
  readonly type?: unknown
  readonly items?: unknown
  readonly anyOf?: unknown
}

const isDescribed = (value: unknown): value is Described => typeof value === "object" && value !== null

const readings: Readonly<Record<string, Reading>> = {
  integer: (text) => (/^-?\d{1,15}$/.test(text) ? Number(text) : text),
  number: (text) => (/^-?\d{1,15}(\.\d{1,15})?$/.test(text) ? Number(text) : text),
  boolean: (text) => (text === "true" ? true : text === "false" ? false : text),
  array: (text) => (text === "" ? [] : text.split(","))
}

const readingOf = (described: unknown): Reading =>
  (isDescribed(described) && typeof described.type === "string" ? readings[described.type] : undefined) ??
  ((text) => text)

/** How the fields of a schema are read from text, by their names on the wire: lists are separated by commas. */
export const fromText = (schema: Wire<unknown>): ((given: Readonly<Record<string, string>>) => unknown) => {
  const document = Schema.toJsonSchemaDocument(schema).schema
  const properties = isDescribed(document) && "properties" in document ? document.properties : {}
  const fields = new Map(
    Object.entries(isDescribed(properties) ? properties : {}).map(([name, one]) => [name, readingOf(one)])
  )
  return (given) =>
    Object.fromEntries(Object.entries(given).map(([name, text]) => [name, fields.get(name)?.(text) ?? text]))
}
