import { formatInstant, type Instant } from "@laurel/core/shared"
import { type AliasedRawBuilder, sql } from "kysely"
import { arrayOf, type Value } from "./arrays.ts"

/** One column of rows that are given to a statement: its values, one for each row, and what they are to the database. */
export interface GivenColumn<Value> {
  readonly type: string
  readonly values: ReadonlyArray<Value>
}

export const texts = <Value extends string | null>(values: ReadonlyArray<Value>): GivenColumn<Value> => ({
  type: "text",
  values
})
export const ints = (values: ReadonlyArray<number>): GivenColumn<number> => ({ type: "int", values })
export const bigints = (values: ReadonlyArray<bigint>): GivenColumn<bigint> => ({ type: "bigint", values })
export const amounts = (values: ReadonlyArray<bigint>): GivenColumn<bigint> => ({ type: "numeric", values })
export const flags = (values: ReadonlyArray<boolean>): GivenColumn<boolean> => ({ type: "boolean", values })
export const jsons = (values: ReadonlyArray<unknown>): GivenColumn<string> => ({
  type: "json",
  values: values.map((value) => JSON.stringify(value))
})
export const instants = (values: ReadonlyArray<Instant>): GivenColumn<string> => ({
  type: "timestamptz",
  values: values.map(formatInstant)
})
export const instantsOrNone = (values: ReadonlyArray<Instant | undefined>): GivenColumn<string | null> => ({
  type: "timestamptz",
  values: values.map((value) => (value === undefined ? null : formatInstant(value)))
})

type Columns = Readonly<Record<string, GivenColumn<Value | null>>>
type RowOf<Given extends Columns> = { readonly [Name in keyof Given]: Given[Name]["values"][number] }

/**
 * Rows as a statement takes them, by the name `given`: one array a column, so that the statement is the same for any number
 * of rows. `place` counts them from 1, in the order given.
 */
export const given = <Given extends Columns>(
  columns: Given
): AliasedRawBuilder<RowOf<Given> & { readonly place: bigint }, "given"> => {
  const arrays = Object.values(columns).map(({ type, values }) => sql`${arrayOf(values)}::${sql.raw(type)}[]`)
  const names = [...Object.keys(columns), "place"].map((name) => sql.ref(name))
  return sql<RowOf<Given> & { readonly place: bigint }>`unnest(${sql.join(arrays)}) with ordinality`.as<"given">(
    sql`given(${sql.join(names)})`
  )
}

/** A statement takes no more rows than this: beyond it a longer one saves nothing and holds more memory. */
export const rowsAtOnce = 5_000

/** The rows in groups of what one statement takes. */
export const inStatements = <Row>(rows: ReadonlyArray<Row>): ReadonlyArray<ReadonlyArray<Row>> =>
  Array.from({ length: Math.ceil(rows.length / rowsAtOnce) }, (_, at) =>
    rows.slice(at * rowsAtOnce, (at + 1) * rowsAtOnce)
  )
