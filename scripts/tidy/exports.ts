import { importsOf } from "./imports.ts"
import { once } from "./once.ts"
import { resolve } from "./resolve.ts"
import type { Repository, Source } from "./Source.ts"

/** A name a file gives away, and where it is declared or listed. */
export interface Export {
  readonly name: string
  /** Its name in the file it comes from; differs from `name` after `as`. */
  readonly localName: string
  readonly offset: number
  /** The module it is passed on from, if it is declared elsewhere. */
  readonly from: string | undefined
}

const declaration =
  /^export\s+(?:declare\s+)?(?:abstract\s+)?(?:async\s+)?(?:const\s+enum|const|let|var|function\s*\*?|class|interface|type|enum|namespace)\s+([\w$]+)/gm
const list = /^export\s+(?:type\s+)?\{([^}]*)\}(\s*from\b)?/gm

const listed = (body: string): ReadonlyArray<readonly [localName: string, name: string]> =>
  body
    .split(",")
    .map((item) => item.trim().replace(/^type\s+/, ""))
    .filter((item) => item !== "")
    .map((item) => {
      const [localName = "", name = localName] = item.split(/\s+as\s+/)
      return [localName, name]
    })

/** Every name the file exports itself; `export *` is followed by `publicExports`. */
export const exportsOf = once((source: Source): ReadonlyArray<Export> => {
  const specifiers = new Map(importsOf(source).map(({ offset, specifier }) => [offset, specifier]))
  const declared = [...source.code.matchAll(declaration)].map(({ index, 1: name = "" }) => ({
    name,
    localName: name,
    offset: index,
    from: undefined
  }))
  const passedOn = [...source.code.matchAll(list)].flatMap(({ index, 1: body = "", 2: from }) =>
    listed(body).map(([localName, name]) => ({
      name,
      localName,
      offset: index,
      from: from === undefined ? undefined : specifiers.get(index)
    }))
  )
  return [...declared, ...passedOn]
})

/** A name that can be reached through a door, with the file that declares it. */
export interface PublicExport {
  readonly source: Source
  readonly localName: string
  readonly offset: number
}

/** Every declaration reachable from a door by `export`, following lists and stars through the repository. */
export const publicExports = (repository: Repository, door: Source): ReadonlyArray<PublicExport> => {
  const byPath = new Map(repository.sources.map((source) => [source.path, source]))
  const found: Array<PublicExport> = []
  const visited = new Set<string>()

  const follow = (source: Source, specifier: string, visit: (target: Source) => void): void => {
    const target = byPath.get(resolve(source.path, specifier) ?? "")
    if (target !== undefined) visit(target)
  }
  const visitName = (source: Source, name: string): void => {
    if (visited.has(`${source.path}#${name}`)) return
    visited.add(`${source.path}#${name}`)
    for (const one of exportsOf(source).filter((candidate) => candidate.name === name)) {
      if (one.from !== undefined) follow(source, one.from, (target) => visitName(target, one.localName))
      else found.push({ source, localName: one.localName, offset: one.offset })
    }
    for (const specifier of stars(source)) follow(source, specifier, (target) => visitName(target, name))
  }
  const visitAll = (source: Source): void => {
    if (visited.has(source.path)) return
    visited.add(source.path)
    for (const one of exportsOf(source)) visitName(source, one.name)
    for (const specifier of stars(source)) follow(source, specifier, visitAll)
  }

  visitAll(door)
  return found
}

const stars = (source: Source): ReadonlyArray<string> =>
  importsOf(source)
    .filter(({ isExport, clause }) => isExport && clause.startsWith("*"))
    .map(({ specifier }) => specifier)
