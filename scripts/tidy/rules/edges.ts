import { type Import, importsOf } from "../imports.ts"
import { conceptsWithUseCases, type Zone, zones } from "../importTable.ts"
import { isDoor, packageOf, resolve, zoneOf } from "../resolve.ts"
import { type Rule, type Source, type Violation, violationAt } from "../Source.ts"

const matches = (zone: string, listed: string): boolean =>
  listed.endsWith("/*") ? zone.startsWith(listed.slice(0, -1)) && !zone.endsWith("/test") : zone === listed

/** The row of a zone: its own, or for the folders of the adapters the one they share. */
const rowOf = (zone: string): Zone | undefined =>
  zones.get(zone) ?? (zone.startsWith("adapters/") ? zones.get("adapters/*") : undefined)

const isUseCase = ({ code }: Source): boolean => /\bEffect\.fn(Untraced)?\b/.test(code)

/** A use case may load, decide and commit through the ports of `runtime`; a decision may not. */
const isRuntimeOfUseCase = (source: Source, from: string, to: string): boolean =>
  to === "core/runtime" && conceptsWithUseCases.some((concept) => from === `core/${concept}`) && isUseCase(source)

/** The files of a program, and a package's tests with their package, may reach past doors. */
const shareAHouse = (from: string, to: string, source: Source, target: string): boolean =>
  packageOf(source.path) === packageOf(target) && (/^(cli|http)\b/.test(to) || from.endsWith("/test"))

const wrongEdge = (source: Source, mention: Import, from: string, target: string): Violation | undefined => {
  const to = zoneOf(target)
  const say = (wrong: string, remedy: string) => violationAt(source, mention.offset, wrong, remedy)
  if (to === undefined)
    return say(`imports ${mention.specifier}, which is in no zone`, "move it, or extend zonePatterns")
  // The test of an example stands beside it.
  if (from === "examples" && mention.specifier.startsWith(".") && !source.path.endsWith(".test.ts"))
    return say(`an example imports ${mention.specifier}`, "import published entry points (@laurel/...) only")
  if (from === to) return undefined
  const row = rowOf(from)
  if (row === undefined)
    return say(`${from} has no row in the import table`, "add the folder to scripts/tidy/importTable.ts, on purpose")
  if (!row.mayImport.some((listed) => matches(to, listed)) && !isRuntimeOfUseCase(source, from, to))
    return say(
      `${from} imports ${to}`,
      "turn the dependency round, or move what both need (see scripts/tidy/importTable.ts)"
    )
  if (packageOf(source.path) !== packageOf(target) && mention.specifier.startsWith("."))
    return say(`${mention.specifier} leaves its package`, "import the package by its name, @laurel/...")
  if (!isDoor(target) && !shareAHouse(from, to, source, target))
    return say(
      `${mention.specifier} reaches past the door of ${to}`,
      `import its index.ts, and export there what is meant to be used`
    )
  return undefined
}

/** Imports inside the repository follow the table and go through doors. */
export const edges: Rule = ({ sources }) =>
  sources.flatMap((source) =>
    importsOf(source).flatMap((mention) => {
      const target = resolve(source.path, mention.specifier)
      const from = zoneOf(source.path)
      if (target === undefined || from === undefined) return []
      return wrongEdge(source, mention, from, target) ?? []
    })
  )
