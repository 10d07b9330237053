/**
 * Reading by hand what most rows are: for lists as long as the field, where a schema takes four times as long. A reader gives nothing
 * for whatever is not plainly so; a schema then reads the row, or says what is wrong with it.
 */

/** Fields of whatever was read. */
export const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !Array.isArray(value)

/** Whether a list has nothing in it. */
export const isEmptyList = (value: unknown): boolean => Array.isArray(value) && value.length === 0

/** Whether a list has whole numbers alone. */
export const isListOfInts = (value: unknown): value is ReadonlyArray<number> =>
  Array.isArray(value) && value.every(Number.isSafeInteger)
