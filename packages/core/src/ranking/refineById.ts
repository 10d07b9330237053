import { numberGroups, type Partition, refine } from "./Partition.ts"
import type { Standing } from "./Standing.ts"

/** Eight printable ASCII characters (95 of them, and 0 for the end of the id) make a number below 96^8 < 2^53. */
const asciiUnits = 8
const asciiRadix = 96
const beforeAscii = 0x1f

/** Three code units of any kind (an id has none that is 0, which stands for its end) make a number below 2^48. */
const anyUnits = 3
const anyRadix = 0x10000

/** Sorts the standings of each group by participant id, code unit by code unit. */
export const refineById = (partition: Partition, standings: ReadonlyArray<Standing>): void => {
  const { groups } = partition
  const idOf = (row: number): string => standings[row]?.participantId ?? ""
  if (!numberGroups(partition) || idsAscend(groups, idOf)) return
  let from = sharedLength(groups, idOf)
  do {
    if (refine(partition, (row) => asciiKey(idOf(row), from))) from += asciiUnits
    else {
      refine(partition, (row) => anyKey(idOf(row), from))
      from += anyUnits
    }
  } while (numberGroups(partition) && goOn(groups, idOf, from) && !idsAscend(groups, idOf))
}

/**
 * How many code units all ids of rows that are not alone begin with (`participant-` says nothing about their order); 0
 * when they are fewer than one key holds, for then skipping them saves nothing.
 */
const sharedLength = (groups: Uint32Array, idOf: (row: number) => string): number => {
  let first: string | undefined
  let shared = Number.POSITIVE_INFINITY
  for (let row = 0; row < groups.length; row++) {
    if (groups[row] === 0) continue
    const id = idOf(row)
    first ??= id
    shared = Math.min(shared, id.length)
    let same = 0
    while (same < shared && id.charCodeAt(same) === first.charCodeAt(same)) same++
    shared = same
    if (shared < asciiUnits) return 0
  }
  return shared
}

/** Whether an id of a row that is not alone goes on at `from`. Standings of one and the same id are never divided. */
const goOn = (groups: Uint32Array, idOf: (row: number) => string, from: number): boolean => {
  for (let row = 0; row < groups.length; row++) {
    if (groups[row] !== 0 && idOf(row).length > from) return true
  }
  return false
}

/** Whether the ids of rows that are not alone ascend, row by row: then they do so within each group, where rows ascend. */
const idsAscend = (groups: Uint32Array, idOf: (row: number) => string): boolean => {
  let before = ""
  for (let row = 0; row < groups.length; row++) {
    if (groups[row] === 0) continue
    const id = idOf(row)
    if (id < before) return false
    before = id
  }
  return true
}

/** The next eight characters of the id as a number, or NaN when one of them is not printable ASCII. */
const asciiKey = (id: string, from: number): number => {
  const high = asciiHalf(id, from)
  const low = asciiHalf(id, from + asciiUnits / 2)
  return high < 0 || low < 0 ? Number.NaN : high * asciiRadix ** (asciiUnits / 2) + low
}

/** Four of them: the number stays below 2^31, where arithmetic is fastest. -1 when one is not printable ASCII. */
const asciiHalf = (id: string, from: number): number => {
  let key = 0
  for (let at = from; at < from + asciiUnits / 2; at++) {
    // An id holds no control characters, so that 0 is left for its end.
    const digit = at < id.length ? id.charCodeAt(at) - beforeAscii : 0
    if (digit >= asciiRadix) return -1
    key = key * asciiRadix + digit
  }
  return key
}

const anyKey = (id: string, from: number): number => {
  let key = 0
  for (let at = from; at < from + anyUnits; at++) key = key * anyRadix + (at < id.length ? id.charCodeAt(at) : 0)
  return key
}
