import type { Rows } from "./Rows.ts"

/** Stretches as short as this are sorted row by row. */
const short = 24

/** A stretch of the slots that agree in all keys before this one. */
interface Stretch {
  readonly from: number
  readonly to: number
  readonly key: number
}

/**
 * Sorts slots into the order of the listing, in pieces: each step does a part of the work, at most one pass over all.
 *
 * **Details**: quicksort into less, equal and greater, key by key (Bentley and Sedgewick): what is sorted are the keys, in one piece of
 * memory beside their slots, and the rows are only read where the keys before were equal.
 */
export function* sortSlots(rows: Rows, slots: Uint32Array): Generator<number, void> {
  const keys = new Float64Array(slots.length)
  const next = numbers()
  const stretches: Array<Stretch> = []
  const begin = (from: number, to: number, key: number): void => {
    if (to - from < 2) return
    if (to - from > short && key < rows.keys)
      for (let at = from; at < to; at++) keys[at] = rows.number(slots[at] ?? 0, key)
    stretches.push({ from, to, key })
  }
  begin(0, slots.length, 0)
  for (let stretch = stretches.pop(); stretch !== undefined; stretch = stretches.pop()) {
    const { from, to, key } = stretch
    if (key === rows.keys) slots.subarray(from, to).sort((a, b) => rows.compareById(a, b))
    else if (to - from <= short) insertionSort(rows, slots, from, to)
    else {
      const [less, greater] = divide(keys, slots, from, to, next)
      stretches.push({ from, to: less, key }, { from: greater, to, key })
      begin(less, greater, key + 1)
    }
    yield to - from
  }
}

/** Puts the keys that are less than one of them to the front, the greater ones to the end; gives where the equal ones begin and end. */
const divide = (
  keys: Float64Array,
  slots: Uint32Array,
  from: number,
  to: number,
  next: () => number
): readonly [number, number] => {
  const pick = (): number => keys[from + Math.floor(next() * (to - from))] ?? 0
  const pivot = middleOf(pick(), pick(), pick())
  let [less, at, greater] = [from, from, to]
  const swap = (a: number, b: number): void => {
    const [key, slot] = [keys[a] ?? 0, slots[a] ?? 0]
    keys[a] = keys[b] ?? 0
    slots[a] = slots[b] ?? 0
    keys[b] = key
    slots[b] = slot
  }
  while (at < greater) {
    const key = keys[at] ?? 0
    if (key < pivot) swap(at++, less++)
    else if (key > pivot) swap(at, --greater)
    else at++
  }
  return [less, greater]
}

const middleOf = (a: number, b: number, c: number): number => Math.max(Math.min(a, b), Math.min(Math.max(a, b), c))

const insertionSort = (rows: Rows, slots: Uint32Array, from: number, to: number): void => {
  for (let at = from + 1; at < to; at++) {
    const slot = slots[at] ?? 0
    let place = at
    for (; place > from && rows.compare(slots[place - 1] ?? 0, slot) > 0; place--) slots[place] = slots[place - 1] ?? 0
    slots[place] = slot
  }
}

/** Numbers from 0 to below 1 that no order of rows was made for: with them no order is a slow one. */
const numbers = (): (() => number) => {
  let state = 1
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state / 2 ** 32
  }
}
