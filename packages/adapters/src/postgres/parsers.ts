import pg from "pg"

const int8 = 20
const numeric = 1700
const timestamptz = 1184
const date = 1082

const readTimestamp = pg.types.getTypeParser(timestamptz)

/** An instant in milliseconds; a text that is none is a defect of the driver. */
const instant = (text: string): number => new Date(readTimestamp(text)).getTime()

/**
 * How column types come out: whole numbers of any size as `bigint`, instants in milliseconds, dates as text. Postgres and
 * the embedded store give the same.
 */
export const types: pg.CustomTypesConfig = {
  getTypeParser: (oid, format) => {
    if (oid === int8 || oid === numeric) return BigInt
    if (oid === date) return String
    return oid === timestamptz ? instant : pg.types.getTypeParser(oid, format)
  }
}
