import { Problem } from "../io/Problem.ts"

/** The fields of an activity that a column can be mapped to, besides the metrics of the definition. */
export const fields = [
  "user",
  "at",
  "metric",
  "quantity",
  "source",
  "key",
  "revision",
  "void",
  "receivedAt",
  "note",
  "evidence"
] as const

/** A field of an activity. */
export type Field = (typeof fields)[number]

/** What `--map` says: the column for a field or a metric. */
export type Mapping = ReadonlyMap<string, string>

/** Whether the name is one of a field of an activity. */
export const isField = (name: string): name is Field => fields.some((field) => field === name)

const usage = (title: string, where: string, remedy: string): Problem =>
  new Problem({ exit: "usage", code: "wrong-map", title, where, remedy })

/** Reads `--map KEY=COLUMN ...`; what is not of that form, or maps a key twice, is a problem (exit 64). */
export const parseMapping = (pairs: ReadonlyArray<string>): Mapping => {
  const mapping = new Map<string, string>()
  for (const pair of pairs) {
    const at = pair.indexOf("=")
    const [key, column] = [pair.slice(0, at).trim(), pair.slice(at + 1).trim()]
    if (at < 1 || key === "" || column === "")
      throw usage(`"${pair}" is not of the form KEY=COLUMN`, "--map", "write it as steps=TotalSteps")
    if (mapping.has(key)) throw usage(`--map gives ${key} twice`, "--map", "keep one of them")
    mapping.set(key, column)
  }
  return mapping
}
