import { didYouMean } from "../input/nearest.ts"

const literals = (text: string): ReadonlyArray<string> | undefined => {
  const parts = text.split(" | ")
  const names = parts.map(
    (part) => /^"([^"]*)"$/.exec(part)?.[1] ?? /^\{ readonly "_tag": "(\w+)", \.\.\. \}$/.exec(part)?.[1]
  )
  return names.every((name) => name !== undefined) ? names : undefined
}

const tagOf = (value: unknown): unknown =>
  typeof value === "object" && value !== null && "_tag" in value ? value._tag : undefined

/** A value as a message shows it. */
const shown = (value: unknown): string => {
  const text = JSON.stringify(value) ?? "nothing"
  return text.length > 40 ? `${text.slice(0, 40)}…` : text
}

/**
 * A message of a schema in plain words. What was written is looked up, so that a wrong name among a few gets the nearest
 * one suggested.
 */
export const plainMessage = (message: string, written: unknown): string => {
  if (message === "Missing key") return "is missing"
  if (/(excess property|^unexpected key)/i.test(message)) return "is no key that belongs here"
  const expected = /^Expected (.+?)(?:, got .*)?$/s.exec(message)?.[1]
  if (expected === undefined) return message
  const names = literals(expected)
  if (names === undefined) return `must be ${expected}, not ${shown(written)}`
  const isTagged = expected.startsWith("{")
  const given = isTagged ? tagOf(written) : written
  const near = typeof given === "string" ? didYouMean(given, names) : ""
  return isTagged
    ? `${given === undefined ? 'needs a "_tag"' : `has the "_tag" ${shown(given)}`}${near}; it can be ${names.join(", ")}`
    : `${shown(written)} is not one of ${names.join(", ")}${near}`
}

/** What stands at a path of a JSON document. */
export const valueAt = (json: unknown, path: ReadonlyArray<string | number>): unknown =>
  path.reduce<unknown>(
    (value, key) =>
      typeof value === "object" && value !== null && Object.hasOwn(value, key) ? Reflect.get(value, key) : undefined,
    json
  )
