import { formatInstant, type Instant } from "@laurel/core/shared"
import { type AliasedRawBuilder, type RawBuilder, sql } from "kysely"
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
  const arrays = Object.entries(columns).map(([name, { type, values }]): [string, GivenArray<unknown>] => [
    name,
    { type, array: sql`${arrayOf(values)}` }
  ])
  return unnested<RowOf<Given>>(arrays)
}

/** One column of rows, whose values are an array that `arrayOf` writes. */
export interface GivenArray<Value> {
  readonly type: string
  readonly array: RawBuilder<string>
  /** What a value is, to the types alone. */
  readonly value?: Value
}

const arrayColumn =
  <Value>(type: string) =>
  (array: RawBuilder<string>): GivenArray<Value> => ({ type, array })

/** Columns of a statement that is built once. */
export const textArrays = arrayColumn<string>("text")
export const textOrNoneArrays = arrayColumn<string | null>("text")
export const intArrays = arrayColumn<number>("int")
export const intOrNoneArrays = arrayColumn<number | null>("int")
export const bigintArrays = arrayColumn<bigint>("int8")
export const bigintOrNoneArrays = arrayColumn<bigint | null>("int8")
export const amountOrNoneArrays = arrayColumn<bigint | null>("numeric")

/** As `given`, for a statement that is built once: the arrays are put in each time. */
export const givenArrays = <Columns extends Readonly<Record<string, GivenArray<unknown>>>>(columns: Columns) =>
  unnested<{ readonly [Name in keyof Columns]: Exclude<Columns[Name]["value"], undefined> }>(Object.entries(columns))

const unnested = <Row>(columns: ReadonlyArray<readonly [name: string, column: GivenArray<unknown>]>) => {
  const arrays = columns.map(([, { type, array }]) => sql`${array}::${sql.raw(type)}[]`)
  const names = [...columns.map(([name]) => name), "place"].map((name) => sql.ref(name))
  return sql<Row & { readonly place: bigint }>`unnest(${sql.join(arrays)}) with ordinality`.as<"given">(
    sql`given(${sql.join(names)})`
  )
}

/**
 * As `given`, for rows that are only added: a column that is the same in all of them is sent once. An array of five thousand costs
 * the database more to read than the column costs it to write.
 */
export const givenToAdd = <Given extends Columns>(
  columns: Given
): AliasedRawBuilder<RowOf<Given> & { readonly place: bigint }, "given"> => {
  const [first, ...others] = Object.entries(columns)
  const each: Array<readonly [string, GivenColumn<Value | null>]> = first === undefined ? [] : [first]
  const shared: Array<RawBuilder<unknown>> = []
  for (const [name, column] of others) {
    const { type, values } = column
    if (values.some((value) => value !== values[0])) each.push([name, column])
    else shared.push(sql`, ${values[0] ?? null}::${sql.raw(type)} as ${sql.ref(name)}`)
  }
  const rows = given(Object.fromEntries(each))
  return sql<RowOf<Given> & { readonly place: bigint }>`(select given.*${sql.join(shared, sql``)} from ${rows})`.as(
    "given"
  )
}

/** A statement takes no more rows than this: beyond it a longer one saves nothing and holds more memory. */
export const rowsAtOnce = 5_000

/** The rows in groups of what one statement takes, each group made when it is asked for. */
export function* inStatements<Row>(rows: Iterable<Row>): Generator<ReadonlyArray<Row>, void, undefined> {
  let group: Array<Row> = []
  for (const row of rows) {
    if (group.push(row) < rowsAtOnce) continue
    yield group
    group = []
  }
  if (group.length > 0) yield group
}

interface Sendable {
  readonly execute: () => Promise<unknown>
}

/**
 * Sends a statement for each of these one after the other, each made while the database still does the one before: neither waits
 * for the other longer than it has to.
 */
export const sendInTurn = async <Item>(
  items: Iterable<Item>,
  statementOf: (item: Item) => Sendable | Promise<Sendable>
): Promise<void> => {
  let underWay: Promise<unknown> = Promise.resolve()
  for (const item of items) {
    const next = await statementOf(item)
    await underWay
    underWay = next.execute()
    // Where the next one cannot be made, what this one comes to is nobody's to hear.
    underWay.catch(() => undefined)
  }
  await underWay
}
