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
  if (isInOrder(value)) return JSON.stringify(value)
  if (isList(value)) return `[${value.map(canonicalJson).join(",")}]`
  return `{${fieldsOf(value).join(",")}}`
}

/** What JSON shows as it is: printable ASCII without quotes and backslashes. */
const plain = /^[ !#-[\]-~]*$/

/** As `canonicalJson` of a text, in a third of the time for what nearly all texts are. */
export const quoted = (text: string): string => (plain.test(text) ? `"${text}"` : JSON.stringify(text))

const fieldsOf = (value: { readonly [key: string]: Canonical | undefined }): ReadonlyArray<string> => {
  const fields: Array<string> = []
  for (const key of Object.keys(value).sort()) {
    const field = value[key]
    if (field !== undefined) fields.push(`${JSON.stringify(key)}:${canonicalJson(field)}`)
  }
  return fields
}

type Nested = Extract<Canonical, object>

/**
 * Whether all keys are in order already: then the engine writes the canonical form, much faster than we could. What is
 * hashed in great numbers is written with its keys in order.
 */
const isInOrder = (value: Canonical): value is Exclude<Canonical, Nested> => {
  if (typeof value === "number" && !Number.isSafeInteger(value)) {
    throw new RangeError(`canonical JSON holds whole numbers only, not ${value}`)
  }
  if (value === null || typeof value !== "object") return true
  return isList(value) ? value.every(isInOrder) : hasKeysInOrder(value)
}

const hasKeysInOrder = (value: { readonly [key: string]: Canonical | undefined }): boolean => {
  let last = ""
  for (const key in value) {
    if (key < last) return false
    last = key
    const field = value[key]
    if (field !== undefined && !isInOrder(field)) return false
  }
  return true
}

const isList = (value: object): value is ReadonlyArray<Canonical> => Array.isArray(value)
