/** A record is four unsigned numbers of 32 bits: a key of three words, the least significant first, and a payload. */
export const recordLength = 4
const keyLength = 3

/** Eleven bits a digit: the 2 048 counters of a digit fit the first-level cache, and 32 bits take three passes. */
const digitBits = 11
const buckets = 1 << digitBits
const digitsPerWord = 3

/**
 * Sorts the first `count` records by their key, keeping the order of equal ones, in linear time. The result is in one
 * of the two arrays, which is returned; the other then holds nothing of use.
 *
 * **Details**: least-significant-digit radix sort. A digit that is the same in all keys costs no pass. Whole records
 * are moved, for following an index to a key at random costs more than moving the key.
 */
export const sortRecords = (records: Uint32Array, spare: Uint32Array, count: number): Uint32Array => {
  let [from, to] = [records, spare]
  for (let word = 0; word < keyLength; word++) {
    const counts = countDigits(from, count, word)
    for (let digit = 0; digit < digitsPerWord; digit++) {
      const starts = counts.subarray(digit * buckets, (digit + 1) * buckets)
      const shift = digit * digitBits
      if (starts[digitAt(from, word, shift)] === count) continue
      turnIntoStarts(starts)
      distribute(from, to, count, word, shift, starts)
      ;[from, to] = [to, from]
    }
  }
  return from
}

/** How often each digit of a word has each value: 2 048 counters for the lowest digit, then those for the next. */
const countDigits = (records: Uint32Array, count: number, offset: number): Uint32Array => {
  const counts = new Uint32Array(digitsPerWord * buckets)
  const end = recordLength * count
  for (let at = offset; at < end; at += recordLength) {
    const word = records[at] ?? 0
    const low = word & (buckets - 1)
    const middle = buckets + ((word >>> digitBits) & (buckets - 1))
    const high = 2 * buckets + (word >>> (2 * digitBits))
    counts[low] = (counts[low] ?? 0) + 1
    counts[middle] = (counts[middle] ?? 0) + 1
    counts[high] = (counts[high] ?? 0) + 1
  }
  return counts
}

/** Turns how many records each bucket has into where it starts. */
const turnIntoStarts = (counts: Uint32Array): void => {
  let start = 0
  for (let bucket = 0; bucket < buckets; bucket++) {
    const size = counts[bucket] ?? 0
    counts[bucket] = start
    start += size
  }
}

const digitAt = (records: Uint32Array, at: number, shift: number): number =>
  ((records[at] ?? 0) >>> shift) & (buckets - 1)

const distribute = (
  from: Uint32Array,
  to: Uint32Array,
  count: number,
  offset: number,
  shift: number,
  starts: Uint32Array
): void => {
  const end = recordLength * count
  for (let at = 0; at < end; at += recordLength) {
    const bucket = digitAt(from, at + offset, shift)
    const place = starts[bucket] ?? 0
    starts[bucket] = place + 1
    const target = recordLength * place
    to[target] = from[at] ?? 0
    to[target + 1] = from[at + 1] ?? 0
    to[target + 2] = from[at + 2] ?? 0
    to[target + 3] = from[at + 3] ?? 0
  }
}
