import { Problem } from "../io/Problem.ts"
import type { Column, Columns, MetricColumn } from "./Columns.ts"
import { type Field, fields, isField, type Mapping } from "./Mapping.ts"
import { didYouMean, nearest } from "./nearest.ts"

/** At most this many column names are listed in a message. */
const listedColumns = 40

/** A file's header and what it is to be read as. */
export interface Wanted {
  /** The name of the file. */
  readonly file: string
  readonly header: ReadonlyArray<string>
  readonly mapping: Mapping
  /** The metrics of the definition. */
  readonly metrics: ReadonlyArray<string>
}

/**
 * Finds the column of every field and metric. What is not mapped is looked for under its own name; `user`, `at` and
 * either `metric` with `quantity` or a column for every metric must be found. What is missing is a problem that names
 * the columns that exist and the nearest one.
 */
export const resolveColumns = (wanted: Wanted): Columns => {
  checkKeys(wanted)
  const { header, mapping, metrics } = wanted
  const found: Partial<Record<Field, Column>> = {}
  for (const field of fields) {
    const column = columnOf(wanted, field)
    if (column !== undefined) found[field] = column
  }
  for (const field of ["user", "at"] as const) if (found[field] === undefined) throw missing(wanted, field, field)

  const { metric, quantity, ...rest } = found
  const isLong = metric !== undefined && quantity !== undefined && !metrics.some((one) => mapping.has(one))
  return isLong
    ? { count: header.length, fields: found, metrics: [] }
    : { count: header.length, fields: rest, metrics: metrics.map((one) => metricColumn(wanted, one)) }
}

const columnOf = (wanted: Wanted, key: string): Column | undefined => {
  const mapped = wanted.mapping.get(key)
  const name = mapped ?? key
  const at = wanted.header.indexOf(name)
  if (at < 0 && mapped !== undefined) throw missing(wanted, key, name)
  if (at >= 0 && wanted.header.lastIndexOf(name) !== at) throw ambiguous(wanted, name)
  return at < 0 ? undefined : { at, name }
}

const metricColumn = (wanted: Wanted, metric: string): MetricColumn => {
  // A metric that is named like a field can only be read in the long format: its column would be the field's.
  const column = isField(metric) ? undefined : columnOf(wanted, metric)
  if (column === undefined) throw missing(wanted, metric, wanted.mapping.get(metric) ?? metric)
  return { metric, ...column }
}

const checkKeys = ({ mapping, metrics }: Wanted): void => {
  const known = new Set<string>([...fields, ...metrics])
  for (const key of mapping.keys()) {
    if (known.has(key)) continue
    throw new Problem({
      exit: "usage",
      code: "unknown-key",
      title: `--map knows no key "${key}"${didYouMean(key, known)}`,
      where: "--map",
      remedy: `the keys are ${fields.join(", ")} and the metrics of the definition: ${metrics.join(", ")}`
    })
  }
  const isLong = mapping.has("metric") || mapping.has("quantity")
  if (!isLong || !metrics.some((metric) => mapping.has(metric))) return
  throw new Problem({
    exit: "usage",
    code: "two-formats",
    title: "--map gives both a column for the name of the metric and columns for single metrics",
    where: "--map",
    remedy: "map metric and quantity (a row is one activity), or one column for each metric (a row is several)"
  })
}

const listed = (header: ReadonlyArray<string>): string =>
  header.length <= listedColumns
    ? header.join(", ")
    : `${header.slice(0, listedColumns).join(", ")} and ${header.length - listedColumns} more`

const quoted = (name: string): string => (/^[\w.-]+$/.test(name) ? name : `"${name}"`)

const missing = ({ file, header, metrics }: Wanted, key: string, name: string): Problem => {
  const [near] = nearest(name, header)
  const what = metrics.includes(key) && !isField(key) ? `the metric ${key}` : key
  const like = near === undefined ? "" : `, did you mean "${near}"?`
  return new Problem({
    exit: "badInput",
    code: "missing-column",
    title: `${file} has no column "${name}" for ${what}${like}\n  its columns: ${listed(header)}`,
    where: `${file}:1`,
    remedy: `say which column it is: --map ${quoted(key)}=${near === undefined ? "COLUMN" : quoted(near)}`
  })
}

const ambiguous = ({ file, header }: Wanted, name: string): Problem =>
  new Problem({
    exit: "badInput",
    code: "duplicate-column",
    title: `${file} has ${header.filter((one) => one === name).length} columns named "${name}"`,
    where: `${file}:1`,
    remedy: "rename all but the one that counts"
  })
