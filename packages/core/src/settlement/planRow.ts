/** A row of a long list of a plan as JSON has it. There may be a million: they are read by hand. */
export type PlanRow = Readonly<Record<string, unknown>>

const isRow = (row: unknown): row is PlanRow => typeof row === "object" && row !== null

/** The rows of a part of a list, each read in some way; throws where it is no list of objects. */
export const eachRow = (json: string, read: (row: PlanRow) => void): void => {
  const rows: unknown = JSON.parse(json)
  if (!Array.isArray(rows)) throw new TypeError("a list of a plan is none")
  for (const row of rows) {
    if (!isRow(row)) throw new TypeError("a row of a plan is an object")
    read(row)
  }
}

/** The text of a field; throws where it is none. */
export const textOf = (row: PlanRow, field: string): string => {
  const value = row[field]
  if (typeof value !== "string") throw new TypeError(`the ${field} of a row is no text`)
  return value
}

const digits = /^(0|[1-9]\d{0,29})$/

/** The amount of a field, in minor units; throws where it is none. */
export const amountOf = (row: PlanRow, field: string): bigint => {
  const value = textOf(row, field)
  if (!digits.test(value)) throw new TypeError(`the ${field} of a row is no amount`)
  return BigInt(value)
}
