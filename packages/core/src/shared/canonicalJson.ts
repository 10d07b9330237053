/** What canonical JSON can hold: integers only, so that every reader prints the same digits. */
export type Canonical =
  | string
  | number
  | boolean
  | null
  | ReadonlyArray<Canonical>
  | { readonly [key: string]: Canonical | undefined }

/**
 * JSON in one canonical form (RFC 8785): keys in code unit order, no blanks, absent keys left out. Equal values give
 * equal bytes, so a hash over them is a hash over the value. A number that is no safe integer is a defect: amounts and
 * fractions are text.
 */
export const canonicalJson = (value: Canonical): string => {
  if (typeof value === "string") return quoted(value)
  if (typeof value === "number" && !Number.isSafeInteger(value)) {
    throw new RangeError(`canonical JSON holds whole numbers only, not ${value}`)
  }
  if (value === null || typeof value !== "object") return JSON.stringify(value)
  return isList(value) ? `[${value.map(canonicalJson).join(",")}]` : `{${fieldsOf(value).join(",")}}`
}

const fieldsOf = (value: { readonly [key: string]: Canonical | undefined }): ReadonlyArray<string> => {
  const fields: Array<string> = []
  for (const key of Object.keys(value).sort()) {
    const field = value[key]
    if (field !== undefined) fields.push(`${quoted(key)}:${canonicalJson(field)}`)
  }
  return fields
}

/** Text that stands in JSON as it is; most does, and testing is much cheaper than escaping. */
const plain = /^[ !#-[\]-~]*$/

const quoted = (text: string): string => (plain.test(text) ? `"${text}"` : JSON.stringify(text))

const isList = (value: object): value is ReadonlyArray<Canonical> => Array.isArray(value)
