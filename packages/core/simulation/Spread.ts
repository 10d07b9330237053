/** The least, the middle and the greatest of some values; of an even number the lower of the two in the middle. */
export interface Spread<Value> {
  readonly count: number
  readonly min: Value
  readonly median: Value
  readonly max: Value
}

/** The spread of values in ascending order; nothing without any. */
export const spreadOf = <Value>(ascending: ReadonlyArray<Value>): Spread<Value> | undefined => {
  const [min, median, max] = [ascending[0], ascending[(ascending.length - 1) >> 1], ascending[ascending.length - 1]]
  return min === undefined || median === undefined || max === undefined
    ? undefined
    : { count: ascending.length, min, median, max }
}
