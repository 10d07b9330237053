import { importsOf } from "../imports.ts"
import { resolve } from "../resolve.ts"
import { type Rule, type Violation, violationAt } from "../Source.ts"

type Graph = ReadonlyMap<string, ReadonlyArray<string>>

/** The files of one circle through `start`, shortest first found, or nothing. */
const circleThrough = (graph: Graph, start: string): ReadonlyArray<string> | undefined => {
  const seen = new Set<string>()
  let frontier: ReadonlyArray<ReadonlyArray<string>> = [[start]]
  while (frontier.length > 0) {
    const steps = frontier.flatMap((path) => (graph.get(path.at(-1) ?? start) ?? []).map((next) => [...path, next]))
    const closed = steps.find((path) => path.at(-1) === start)
    if (closed !== undefined) return closed.slice(0, -1)
    frontier = steps.filter((path) => !seen.has(path.at(-1) ?? start) && seen.add(path.at(-1) ?? start))
  }
  return undefined
}

/** No file imports itself, directly or by way of others; types count. Each circle is reported once, at its first file. */
export const cycles: Rule = ({ sources }) => {
  const graph: Graph = new Map(
    sources.map((source) => [
      source.path,
      importsOf(source).flatMap(({ specifier }) => resolve(source.path, specifier) ?? [])
    ])
  )
  const reported = new Set<string>()
  return sources.flatMap((source): ReadonlyArray<Violation> => {
    const circle = reported.has(source.path) ? undefined : circleThrough(graph, source.path)
    if (circle === undefined) return []
    for (const path of circle) reported.add(path)
    return [
      violationAt(
        source,
        0,
        `a circle of imports: ${[...circle, source.path].join(" -> ")}`,
        "move what both sides need into a file of its own"
      )
    ]
  })
}
