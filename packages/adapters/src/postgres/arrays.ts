/** Characters that end, or are more than themselves in, an element between quotes. */
const special = /["\\]/
const specials = /["\\]/g

/**
 * An array of text as Postgres writes it; cast it to `text[]`. One parameter for any number of rows, and quicker to make
 * than what the driver makes of an array.
 */
export const textArray = (texts: ReadonlyArray<string>): string =>
  texts.length === 0
    ? "{}"
    : // Most have nothing in any of them that would have to be written otherwise.
      texts.some((text) => text.includes('"') || text.includes("\\"))
      ? `{${texts.map(quoted).join(",")}}`
      : `{"${texts.join('","')}"}`

/** As `textArray`, of text that may be missing; where all is missing it is empty, which `unnest` fills up with nulls. */
export const nullableTextArray = (texts: ReadonlyArray<string | undefined>): string =>
  texts.every((text) => text === undefined)
    ? "{}"
    : `{${texts.map((text) => (text === undefined ? "null" : quoted(text))).join(",")}}`

const quoted = (text: string): string => `"${special.test(text) ? text.replace(specials, "\\$&") : text}"`

/** An array of whatever values a column has, as Postgres writes it; cast it to what they are. */
export const arrayOf = (values: ReadonlyArray<Value | null>): string =>
  values.every((value) => typeof value === "string")
    ? textArray(values)
    : `{${values.map((value) => (typeof value === "string" ? quoted(value) : `${value}`)).join(",")}}`

/** A value of a column. */
export type Value = string | number | bigint | boolean

/** An array of numbers or truth values as Postgres writes it; cast it to `int8[]`, `boolean[]` and the like. */
export const plainArray = (values: ReadonlyArray<number | boolean>): string => `{${values.join(",")}}`
