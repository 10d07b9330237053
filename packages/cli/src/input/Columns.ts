import type { Field } from "./Mapping.ts"

/** A field or metric and the column it is read from. */
export interface Column {
  /** Position in the record. */
  readonly at: number
  /** Its name in the file. */
  readonly name: string
}

/** A metric of the definition that has a column of its own. */
export interface MetricColumn extends Column {
  readonly metric: string
}

/**
 * Where in a record everything is.
 *
 * **Details**: either `metric` and `quantity` are there (one row, one activity), or `metrics` holds a column for each
 * metric (one row, one activity for each cell that is not empty).
 */
export interface Columns {
  readonly count: number
  readonly fields: Readonly<Partial<Record<Field, Column>>>
  readonly metrics: ReadonlyArray<MetricColumn>
}
