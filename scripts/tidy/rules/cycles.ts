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

/** The folder of a package's sources that a file belongs to; files beside the folders are one of their own. */
const folderOf = (path: string): string | undefined => path.match(/^packages\/[^/]+\/src(?=\/)(?:\/[^/]+(?=\/))?/)?.[0]

/**
 * The folders of a package form no circle: what one needs of another is below it. Each circle is reported once, at the
 * first import of its first folder that takes part.
 */
export const folderCycles: Rule = ({ sources }) => {
  const graph = new Map<string, Map<string, Violation>>()
  for (const source of sources) {
    const from = folderOf(source.path)
    for (const { specifier, offset } of from === undefined ? [] : importsOf(source)) {
      const to = folderOf(resolve(source.path, specifier) ?? "")
      if (from === undefined || to === undefined || to === from) continue
      const edges = graph.get(from) ?? new Map<string, Violation>()
      graph.set(from, edges)
      if (!edges.has(to)) edges.set(to, violationAt(source, offset, to, ""))
    }
  }
  const folders: Graph = new Map([...graph].map(([from, edges]) => [from, [...edges.keys()]]))
  const reported = new Set<string>()
  return [...folders.keys()].flatMap((start) => {
    const circle = reported.has(start) ? undefined : circleThrough(folders, start)
    const first = graph.get(start)?.get(circle?.[1] ?? "")
    if (circle === undefined || first === undefined) return []
    for (const folder of circle) reported.add(folder)
    return [
      {
        ...first,
        wrong: `a circle of folders: ${[...circle, start].join(" -> ")}`,
        remedy: "move the file to the folder that it serves, or what both need into one of its own"
      }
    ]
  })
}
