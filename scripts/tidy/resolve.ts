import { posix } from "node:path"
import { zonePatterns } from "./importTable.ts"

const homes: Readonly<Record<string, string>> = {
  contracts: "packages/core/contracts/index.ts",
  simulation: "packages/core/simulation/index.ts"
}

const published = (name: string, entry: string | undefined): string => {
  if (entry === undefined) return `packages/${name}/src/index.ts`
  return (name === "core" ? homes[entry] : undefined) ?? `packages/${name}/src/${entry}/index.ts`
}

/** The file of this repository that a specifier means, or nothing for a third party. */
export const resolve = (from: string, specifier: string): string | undefined => {
  if (specifier.startsWith(".")) return posix.normalize(posix.join(posix.dirname(from), specifier))
  const [, name, entry] = specifier.match(/^@laurel\/([^/]+)(?:\/(.+))?$/) ?? []
  return name === undefined ? undefined : published(name, entry)
}

/** The zone a path belongs to, or nothing outside the table. */
export const zoneOf = (path: string): string | undefined => {
  const found = zonePatterns.find(([pattern]) => pattern.test(path))
  return found === undefined ? undefined : path.replace(found[0], found[1])
}

/** Whether a file is the door of its zone. */
export const isDoor = (path: string): boolean =>
  /^packages\/[^/]+\/src\/([^/]+\/)?index\.ts$/.test(path) || Object.values(homes).includes(path)

/** The package a path belongs to (`packages/core`), or its top folder; nothing at the root. */
export const packageOf = (path: string): string | undefined => path.match(/^(packages\/[^/]+|[^/]+)\//)?.[1]
