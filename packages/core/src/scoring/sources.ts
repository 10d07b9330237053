import { compareIds } from "../shared/index.ts"
import type { MetricProgram } from "./Program.ts"

/**
 * A source as a number that a cell can hold: its place in the declared precedence, or behind it the place of its name
 * among the other sources seen, which grows by this one if it is new.
 */
export const sourceCode = (precedence: ReadonlyMap<string, number>, others: Array<string>, source: string): number => {
  const listed = precedence.get(source)
  if (listed !== undefined) return listed
  const known = others.indexOf(source)
  return precedence.size + (known >= 0 ? known : others.push(source) - 1)
}

/** Which of two codes comes first: the declared order, then by name, so that the order of arrival does not matter. */
export const compareCodes = (
  precedence: ReadonlyMap<string, number>,
  others: ReadonlyArray<string>,
  a: number,
  b: number
): number => {
  const listed = precedence.size
  if (a < listed || b < listed) return a - b
  return compareIds(others[a - listed] ?? "", others[b - listed] ?? "")
}

/** Which of two sources of a metric comes first. */
export const compareSources = (metric: MetricProgram, a: string, b: string): number => {
  const [first, second] = [metric.precedence?.get(a), metric.precedence?.get(b)]
  if (first !== undefined || second !== undefined) {
    return (first ?? Number.POSITIVE_INFINITY) - (second ?? Number.POSITIVE_INFINITY)
  }
  return compareIds(a, b)
}
