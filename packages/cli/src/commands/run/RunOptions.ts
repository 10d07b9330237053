import { Schema } from "effect"
import type { FileFormat } from "../../input/activityRows.ts"
import { Problem } from "../../io/Problem.ts"

/** The options of `laurel run` as the command line gives them. */
const RunOptions = Schema.Struct({
  activities: Schema.String,
  entries: Schema.optionalKey(Schema.String),
  map: Schema.optionalKey(Schema.Array(Schema.String)),
  dates: Schema.optionalKey(Schema.String),
  delimiter: Schema.optionalKey(Schema.String),
  format: Schema.optionalKey(Schema.Literals(["csv", "jsonl"])),
  out: Schema.optionalKey(Schema.String),
  force: Schema.optionalKey(Schema.Boolean),
  secretFile: Schema.optionalKey(Schema.String),
  strict: Schema.optionalKey(Schema.Boolean),
  top: Schema.String,
  json: Schema.optionalKey(Schema.Boolean)
})
export type RunOptions = typeof RunOptions.Type

/** Reads what the command line gave. */
export const readRunOptions = Schema.decodeUnknownSync(RunOptions)

const usage = (code: string, title: string, where: string, remedy: string): Problem =>
  new Problem({ exit: "usage", code, title, where, remedy })

/** How many rows of the board are printed. */
export const readTop = (text: string): number => {
  if (/^\d{1,7}$/.test(text)) return Number(text)
  throw usage("wrong-top", `"${text}" is no number of rows`, "--top", "give a whole number, such as 50")
}

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
  throw usage("wrong-delimiter", `"${text}" is no delimiter`, "--delimiter", 'give one character, or "tab"')
}

/** How a file is written, by its name unless it is said. */
export const formatOf = (path: string, said?: FileFormat): FileFormat =>
  said ?? (/\.(jsonl|ndjson)$/i.test(path) ? "jsonl" : "csv")
