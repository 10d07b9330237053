import { posix } from "node:path"
import { proseOf } from "./blocks.ts"

const link = /\]\(([^)\s]+)(?:\s+"[^"]*")?\)|^\[[^\]]+\]:\s+(\S+)/gm

/** The relative links of a document: where they stand, and the path they mean from the root of the repository. */
export const relativeLinksOf = (
  path: string,
  markdown: string
): ReadonlyArray<{ readonly line: number; readonly target: string }> => {
  const prose = proseOf(markdown)
  return [...prose.matchAll(link)].flatMap(({ index, 1: inline, 2: reference }) => {
    const target = (inline ?? reference ?? "").replace(/#.*$/, "")
    if (target === "" || /^[a-z][a-z+.-]*:/i.test(target)) return []
    return [{ line: prose.slice(0, index).split("\n").length, target: posix.join(posix.dirname(path), target) }]
  })
}
