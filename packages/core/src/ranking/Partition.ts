import { maxMagnitude } from "../shared/index.ts"
import { recordLength, sortRecords } from "./sortRecords.ts"

/** What a word of 32 bits counts up to, and how many words 2^53 has: keeps the upper word of a key from being negative. */
const wordSize = 0x100000000
const bias = 0x200000

/**
 * Rows (numbers from 0) in order, divided into groups of rows that are still equal. Rows of one group stand in
 * ascending order.
 *
 * **Gotchas**: `refine` changes it in place and it keeps its working memory, so that a million rows do not cost fresh
 * arrays for each column: those would make the garbage collector walk through all standings.
 */
export interface Partition {
  /** The row at each position. */
  readonly order: Uint32Array
  /** For each position 1 where a group begins. */
  readonly begins: Uint8Array
  /** For each row the number of its group, from 1; 0 when it is alone in it. As of the last `numberGroups`. */
  readonly groups: Uint32Array
  readonly records: Uint32Array<ArrayBuffer>
  readonly spare: Uint32Array<ArrayBuffer>
}

/** All rows in one group. */
export const undivided = (size: number): Partition => {
  const order = new Uint32Array(size)
  for (let row = 0; row < size; row++) order[row] = row
  const begins = new Uint8Array(size)
  begins[0] = 1
  const [records, spare] = [new Uint32Array(recordLength * size), new Uint32Array(recordLength * size)]
  return { order, begins, groups: new Uint32Array(size), records, spare }
}

/** Whether the row at this position shares its group with another. */
const isShared = (begins: Uint8Array, at: number): boolean => begins[at] === 0 || begins[at + 1] === 0

/** Numbers the groups that hold several rows, in their order; false when every row is alone. */
export const numberGroups = ({ order, begins, groups }: Partition): boolean => {
  let group = 0
  for (let at = 0; at < order.length; at++) {
    const shared = isShared(begins, at)
    if (shared) group += begins[at] ?? 0
    groups[order[at] ?? 0] = shared ? group : 0
  }
  return group > 0
}

/**
 * Sorts the rows within each group by their value, the smaller first, and divides the groups where values differ.
 * Values are whole numbers of at most 2^53 in magnitude; only those of rows that are not alone are asked for, in
 * ascending order of rows. When one of them is NaN nothing changes and the answer is false.
 */
export const refine = (partition: Partition, valueOf: (row: number) => number): boolean => {
  if (!numberGroups(partition)) return true
  const count = makeRecords(partition, valueOf)
  if (count === 0) return false
  divide(partition, sortRecords(partition.records, partition.spare, count))
  return true
}

/**
 * Makes a record of each row that is not alone: its value as a key of two words, its group, the row. Answers how many
 * there are; none when a value is NaN.
 *
 * **Details**: in ascending order of rows, for standings lie in memory as they were made, and reading them at random
 * costs more than sorting. Keys are relative to the least value: values close to one another then share all but their
 * low digits. A value waits for its key in the same place.
 */
const makeRecords = ({ groups, records }: Partition, valueOf: (row: number) => number): number => {
  const values = new Float64Array(records.buffer)
  let [least, greatest] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]
  let end = 0
  for (let row = 0; row < groups.length; row++) {
    const group = groups[row] ?? 0
    if (group === 0) continue
    const value = valueOf(row)
    if (Number.isNaN(value)) return 0
    if (value < least) least = value
    if (value > greatest) greatest = value
    values[end / 2] = value
    records[end + 2] = group
    records[end + 3] = row
    end += recordLength
  }
  const base = greatest - least <= maxMagnitude ? least : 0
  for (let at = 0; at < end; at += recordLength) {
    const value = (values[at / 2] ?? 0) - base
    const high = Math.floor(value / wordSize)
    records[at] = value - high * wordSize
    records[at + 1] = high + bias
  }
  return end / recordLength
}

/** Puts the sorted rows at the positions they share, and lets a group begin where the key is another than before. */
const divide = ({ order, begins }: Partition, sorted: Uint32Array): void => {
  let [low, high] = [-1, -1]
  for (let at = 0, record = 0; at < order.length; at++) {
    if (!isShared(begins, at)) continue
    const [nextLow, nextHigh] = [sorted[record] ?? 0, sorted[record + 1] ?? 0]
    order[at] = sorted[record + 3] ?? 0
    if (nextLow !== low || nextHigh !== high) begins[at] = 1
    low = nextLow
    high = nextHigh
    record += recordLength
  }
}
