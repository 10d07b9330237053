import type { Rows } from "./Rows.ts"

const firstHeads = 8

/**
 * Of each page of a listing, in order, the first row, with a copy of what decides whether it is tied: to find the page for a row, one
 * stretch of memory is searched and not rows all over.
 */
export class Heads {
  readonly #rows: Rows
  readonly #keys: number
  #slots = new Uint32Array(firstHeads)
  #numbers: Float64Array
  #count = 0

  constructor(rows: Rows) {
    this.#rows = rows
    this.#keys = rows.tieKeys
    this.#numbers = new Float64Array(firstHeads * this.#keys)
  }

  clear(): void {
    this.#count = 0
  }

  set(box: number, slot: number): void {
    const keys = this.#keys
    this.#slots[box] = slot
    for (let key = 0; key < keys; key++) this.#numbers[box * keys + key] = this.#rows.number(slot, key)
  }

  insert(box: number, slot: number): void {
    if (this.#count === this.#slots.length) this.#grow()
    this.#move(box, box + 1)
    this.#count++
    this.set(box, slot)
  }

  remove(box: number): void {
    this.#move(box + 1, box)
    this.#count--
  }

  /** The last of the boxes whose first row is not listed after this one; the first box where none is. */
  boxFor(slot: number): number {
    let low = 1
    let high = this.#count
    while (low < high) {
      const middle = (low + high) >> 1
      if (this.#isAfter(middle, slot)) high = middle
      else low = middle + 1
    }
    return low - 1
  }

  #isAfter(box: number, slot: number): boolean {
    const keys = this.#keys
    for (let key = 0; key < keys; key++) {
      const [one, other] = [this.#numbers[box * keys + key] ?? 0, this.#rows.number(slot, key)]
      if (one !== other) return one > other
    }
    return this.#rows.compare(this.#slots[box] ?? 0, slot) > 0
  }

  #move(from: number, to: number): void {
    this.#slots.copyWithin(to, from, this.#count)
    this.#numbers.copyWithin(to * this.#keys, from * this.#keys, this.#count * this.#keys)
  }

  #grow(): void {
    const [slots, numbers] = [new Uint32Array(2 * this.#slots.length), new Float64Array(2 * this.#numbers.length)]
    slots.set(this.#slots)
    numbers.set(this.#numbers)
    this.#slots = slots
    this.#numbers = numbers
  }
}
