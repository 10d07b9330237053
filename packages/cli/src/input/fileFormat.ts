import { Problem } from "../io/Problem.ts"
import type { FileFormat } from "./activityRows.ts"

const namedDelimiters: ReadonlyMap<string, string> = new Map([
  ["tab", "\t"],
  ["\\t", "\t"],
  ["comma", ","],
  ["semicolon", ";"]
])

/** The delimiter that was asked for. */
export const readDelimiter = (text: string): string => {
  const delimiter = namedDelimiters.get(text) ?? text
  if (delimiter.length === 1 && !/["\r\n]/.test(delimiter)) return delimiter
  throw new Problem({
    exit: "usage",
    code: "wrong-delimiter",
    title: `"${text}" is no delimiter`,
    where: "--delimiter",
    remedy: 'give one character, or "tab"'
  })
}

/** How a file is written, by its name unless it is said. */
export const formatOf = (path: string, said?: FileFormat): FileFormat =>
  said ?? (/\.(jsonl|ndjson)$/i.test(path) ? "jsonl" : "csv")
