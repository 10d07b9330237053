import { formatPath } from "@laurel/core/shared"
import type { Difference } from "./firstDifference.ts"

type Path = ReadonlyArray<string | number>

/** So much of a value is shown. */
const shown = 80

const parsed = (text: string): { readonly value: unknown } | undefined => {
  try {
    return { value: JSON.parse(text) }
  } catch {
    return undefined
  }
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null

const textOf = (value: unknown): string => {
  const text = value === undefined ? "nothing" : JSON.stringify(value)
  return text.length > shown ? `${text.slice(0, shown)}…` : text
}

/** The first place at which two values differ, depth first in the order of the expected one. */
const search = (
  expected: unknown,
  found: unknown,
  path: Path
): Pick<Difference, "path" | "expected" | "found"> | undefined => {
  if (Object.is(expected, found)) return undefined
  if (!isObject(expected) || !isObject(found) || Array.isArray(expected) !== Array.isArray(found))
    return { path: formatPath(path), expected: textOf(expected), found: textOf(found) }
  for (const key of new Set([...Object.keys(expected), ...Object.keys(found)])) {
    const step = Array.isArray(expected) ? Number(key) : key
    const difference = search(expected[key], found[key], [...path, step])
    if (difference !== undefined) return difference
  }
  return undefined
}

/** Where two JSON documents differ; nothing where one cannot be read or only its spelling differs. */
export const firstJsonDifference = (expected: string, found: string): Partial<Difference> => {
  const [a, b] = [parsed(expected), parsed(found)]
  return (a === undefined || b === undefined ? undefined : search(a.value, b.value, [])) ?? {}
}
