import { Schema } from "effect"
import { type Import, importsOf, namesTaken } from "../imports.ts"
import { stableEffectFunctions, stableEffectModules, zones } from "../importTable.ts"
import { packageOf, resolve, zoneOf } from "../resolve.ts"
import { type Repository, type Rule, type Source, type Violation, violationAt } from "../Source.ts"

const Names = Schema.optionalKey(Schema.Record(Schema.String, Schema.String))
const Manifest = Schema.fromJsonString(
  Schema.Struct({ dependencies: Names, devDependencies: Names, peerDependencies: Names })
)

/** What the manifest nearest to a path lists; tests and scripts also have what the root has for development. */
const declared = ({ texts }: Repository, path: string): ReadonlySet<string> => {
  const isOwnCode = /^packages\/[^/]+\/(src|bin|contracts|simulation)\//.test(path)
  const manifests = [`${packageOf(path)}/package.json`, ...(isOwnCode ? [] : ["package.json"])]
  const lists = manifests
    .map((manifest) => Schema.decodeUnknownSync(Manifest)(texts.get(manifest) ?? "{}"))
    .flatMap(({ dependencies, devDependencies, peerDependencies }) => [dependencies, devDependencies, peerDependencies])
  return new Set(lists.flatMap((list) => Object.keys(list ?? {})))
}

const packageName = (specifier: string): string => specifier.match(/^(@[^/]+\/[^/]+|[^/]+)/)?.[1] ?? specifier

const isAllowed = (
  repository: Repository,
  source: Source,
  specifier: string,
  allowed: ReadonlyArray<string>
): boolean => {
  if (specifier.startsWith("node:")) return allowed.includes("node:")
  const name = packageName(specifier)
  return allowed.includes(name) || (allowed.includes("declared") && declared(repository, source.path).has(name))
}

const unstableNames = (mention: Import): ReadonlyArray<string> => {
  if (mention.specifier !== "effect") {
    const name = mention.specifier.slice("effect/".length)
    return stableEffectModules.has(name) ? [] : [mention.specifier]
  }
  const names = namesTaken(mention.clause)
  if (names.length === 0) return [`all of effect (${mention.clause})`]
  return names.filter((name) => !stableEffectModules.has(name) && !stableEffectFunctions.has(name))
}

/** The core is built on the modules of effect that are tagged stable. */
export const stableEffect: Rule = ({ sources }) =>
  sources
    .filter(({ path }) => path.startsWith("packages/core/src/"))
    .flatMap((source) =>
      importsOf(source)
        .filter(({ specifier }) => packageName(specifier) === "effect")
        .flatMap((mention) =>
          unstableNames(mention).map((name) =>
            violationAt(
              source,
              mention.offset,
              `the core imports ${name}, which is not a stable module of effect`,
              "name stable modules one by one, or keep this outside the core"
            )
          )
        )
    )

/** Third parties come from the zone's row of the table; core has effect and @noble/hashes, and nothing of Node. */
export const thirdParties: Rule = (repository) =>
  repository.sources.flatMap((source) => {
    const zone = zoneOf(source.path)
    const row = zone === undefined ? undefined : (zones.get(zone) ?? zones.get(zone.replace(/\/.*/, "/*")))
    if (zone === undefined || row === undefined) return []
    return importsOf(source)
      .filter(({ specifier }) => resolve(source.path, specifier) === undefined)
      .filter(({ specifier }) => !isAllowed(repository, source, specifier, row.thirdParties))
      .map(
        (mention): Violation =>
          violationAt(
            source,
            mention.offset,
            `${zone} imports ${mention.specifier}`,
            row.thirdParties.includes("declared")
              ? "list it in the package's own package.json, with a decision record"
              : `allowed here: ${row.thirdParties.join(", ")}`
          )
      )
  })
