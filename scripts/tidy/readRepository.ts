import { readdirSync, readFileSync } from "node:fs"
import { join } from "node:path"
import { type Repository, repositoryOf } from "./Source.ts"

const skipped = new Set(["node_modules", "dist", "reports", "coverage", "golden", "laurel-data"])
const readable = /(\.[cm]?[jt]s|\.md|package\.json)$/

const pathsUnder = (root: string, folder: string): ReadonlyArray<string> =>
  readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = folder === "" ? entry.name : `${folder}/${entry.name}`
    if (entry.isDirectory()) return skipped.has(entry.name) || isHidden(entry.name) ? [] : pathsUnder(root, path)
    return entry.isFile() && readable.test(entry.name) ? [path] : []
  })

const isHidden = (name: string): boolean => name.startsWith(".") && name !== ".changeset" && name !== ".github"

/** Reads every file the rules look at: code, documents and package manifests, in the order of their paths. */
export const readRepository = (root: string): Repository =>
  repositoryOf(
    new Map(
      pathsUnder(root, "")
        .toSorted()
        .map((path) => [path, readFileSync(join(root, path), "utf8")])
    )
  )
