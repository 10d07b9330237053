import type { Rows } from "./Rows.ts"

/** Marks an entry whose row is the first of those it is tied with. Slots are below. */
const first = 0x80000000
const slotBits = 0x7fffffff

/** Arrays that are full grow by a quarter, so that little of them lies idle. */
const growth = 1.25

/**
 * Pages of slots, each in the order of the listing. A page has a number from 1, and its entries lie one after the other from `start`.
 *
 * **Details**: beside each slot lies one of the numbers that its row is compared by, the first in which the rows of the page differ: to find
 * a place in a page one stretch of memory is searched, and rows all over only where that number is the same. Of a slot the page is
 * known, so that a row is found without comparing it with any other.
 */
export class Pages {
  readonly #rows: Rows
  readonly #capacity: number
  #entries = new Int32Array(0)
  #leads = new Float64Array(0)
  /** The page that a slot is in; 0 where it is in none. */
  #pageOf = new Uint32Array(0)
  readonly #sizes: Array<number> = []
  /** How many entries of the page begin a group. */
  readonly #firsts: Array<number> = []
  /** Which of their numbers the leads of the page are: in those before, all of its rows agree. */
  readonly #depths: Array<number> = []
  #free: Array<number> = []

  constructor(rows: Rows, capacity: number) {
    this.#rows = rows
    this.#capacity = capacity
    this.clear(0)
  }

  /** Gives up all pages, and makes room for so many. */
  clear(pages: number): void {
    this.#sizes.length = this.#firsts.length = this.#depths.length = 1
    this.#free = []
    this.#entries = new Int32Array((pages + 1) * this.#capacity)
    this.#leads = new Float64Array((pages + 1) * this.#capacity)
    this.#pageOf = new Uint32Array(this.#rows.size)
  }

  open(): number {
    const page = this.#free.pop() ?? Math.max(1, this.#sizes.length)
    this.#sizes[page] = this.#firsts[page] = 0
    // A page of one row agrees in everything.
    this.#depths[page] = this.#rows.keys - 1
    if ((page + 1) * this.#capacity > this.#entries.length) this.#grow(page + 1)
    return page
  }

  close(page: number): void {
    this.#free.push(page)
  }

  start(page: number): number {
    return page * this.#capacity
  }

  size(page: number): number {
    return this.#sizes[page] ?? 0
  }

  firsts(page: number): number {
    return this.#firsts[page] ?? 0
  }

  pageOf(slot: number): number {
    return this.#pageOf[slot] ?? 0
  }

  slotAt(at: number): number {
    return (this.#entries[at] ?? 0) & slotBits
  }

  isFirstAt(at: number): boolean {
    return (this.#entries[at] ?? 0) < 0
  }

  /** Where the slot is, which is in the page. */
  find(page: number, slot: number): number {
    const entries = this.#entries
    let at = page * this.#capacity
    while (((entries[at] ?? 0) & slotBits) !== slot) at++
    return at
  }

  /** Where in the page the first row is that comes after this one, which need not be in it. */
  placeOf(page: number, slot: number): number {
    const rows = this.#rows
    const start = page * this.#capacity
    const end = start + this.size(page)
    const depth = this.#depths[page] ?? 0
    const agreed = this.#agreed(page, slot)
    if (agreed < depth) return rows.number(slot, agreed) < rows.number(this.slotAt(start), agreed) ? start : end
    const lead = rows.number(slot, depth)
    let low = this.#firstLead(start, end, (other) => other >= lead)
    if (this.#leads[low] !== lead) return low
    let high = this.#firstLead(low, end, (other) => other > lead)
    while (low < high) {
      const middle = (low + high) >> 1
      if (rows.compare(this.slotAt(middle), slot) <= 0) low = middle + 1
      else high = middle
    }
    return low
  }

  /** Puts a slot at its place, in a page that is not full. */
  insert(page: number, at: number, slot: number, isFirst: boolean): void {
    const end = page * this.#capacity + this.size(page)
    const depth = this.#depths[page] ?? 0
    const agreed = this.#agreed(page, slot)
    this.#entries.copyWithin(at + 1, at, end)
    this.#leads.copyWithin(at + 1, at, end)
    this.#entries[at] = isFirst ? slot | first : slot
    this.#leads[at] = this.#rows.number(slot, depth)
    this.#setPage(slot, page)
    this.#sizes[page] = this.size(page) + 1
    if (isFirst) this.#firsts[page] = this.firsts(page) + 1
    if (agreed < depth) this.lead(page)
  }

  remove(page: number, at: number): void {
    const end = page * this.#capacity + this.size(page)
    this.#pageOf[this.slotAt(at)] = 0
    if (this.isFirstAt(at)) this.#firsts[page] = this.firsts(page) - 1
    this.#entries.copyWithin(at, at + 1, end)
    this.#leads.copyWithin(at, at + 1, end)
    this.#sizes[page] = this.size(page) - 1
  }

  /** Says of an entry whether its row is the first of its group. */
  mark(page: number, at: number, isFirst: boolean): void {
    if (isFirst === this.isFirstAt(at)) return
    const slot = this.slotAt(at)
    this.#entries[at] = isFirst ? slot | first : slot
    this.#firsts[page] = this.firsts(page) + (isFirst ? 1 : -1)
  }

  /** Fills an empty page with a stretch of slots, in order, which follow the one before them. */
  fill(page: number, slots: Uint32Array, from: number, to: number): void {
    const start = page * this.#capacity - from
    let firsts = 0
    for (let index = from; index < to; index++) {
      const slot = slots[index] ?? 0
      const isFirst = index === 0 || !this.#rows.isTied(slots[index - 1] ?? 0, slot)
      if (isFirst) firsts++
      this.#entries[start + index] = isFirst ? slot | first : slot
      this.#setPage(slot, page)
    }
    this.#sizes[page] = to - from
    this.#firsts[page] = firsts
    this.lead(page)
  }

  /** Moves what is in a page from an offset on to the end of another, where there is room for it. */
  move(page: number, offset: number, other: number): void {
    const entries = this.#entries
    const end = page * this.#capacity + this.size(page)
    let to = other * this.#capacity + this.size(other)
    let firsts = 0
    for (let from = page * this.#capacity + offset; from < end; from++, to++) {
      const entry = entries[from] ?? 0
      entries[to] = entry
      this.#pageOf[entry & slotBits] = other
      if (entry < 0) firsts++
    }
    this.#sizes[page] = offset
    this.#sizes[other] = to - other * this.#capacity
    this.#firsts[page] = this.firsts(page) - firsts
    this.#firsts[other] = this.firsts(other) + firsts
    this.lead(page)
    this.lead(other)
  }

  /** Takes as leads of the page the first numbers in which its rows differ: in which the first of them and the last do. */
  lead(page: number): void {
    const start = page * this.#capacity
    const end = start + this.size(page)
    if (start === end) return
    this.#depths[page] = this.#rows.keys - 1
    const depth = this.#agreed(page, this.slotAt(end - 1))
    this.#depths[page] = depth
    for (let at = start; at < end; at++) this.#leads[at] = this.#rows.number(this.slotAt(at), depth)
  }

  /** How many groups begin in the page up to this entry, itself included. */
  firstsUpTo(page: number, at: number): number {
    const entries = this.#entries
    let firsts = 0
    for (let index = page * this.#capacity; index <= at; index++) firsts += (entries[index] ?? 0) >>> 31
    return firsts
  }

  /** Where in the page group number `index` of those that begin there does, from 0. */
  beginning(page: number, index: number): number {
    let at = page * this.#capacity - 1
    for (let left = index; left >= 0; ) if ((this.#entries[++at] ?? 0) < 0) left--
    return at
  }

  /** In how many of the numbers that all rows of the page agree in this row does too. */
  #agreed(page: number, slot: number): number {
    const depth = this.#depths[page] ?? 0
    if (this.size(page) === 0) return depth
    const head = this.slotAt(page * this.#capacity)
    let key = 0
    while (key < depth && this.#rows.number(head, key) === this.#rows.number(slot, key)) key++
    return key
  }

  #firstLead(from: number, to: number, test: (lead: number) => boolean): number {
    const leads = this.#leads
    let [low, high] = [from, to]
    while (low < high) {
      const middle = (low + high) >> 1
      if (test(leads[middle] ?? 0)) high = middle
      else low = middle + 1
    }
    return low
  }

  #setPage(slot: number, page: number): void {
    if (slot >= this.#pageOf.length) {
      const larger = new Uint32Array(Math.ceil(this.#rows.size * growth))
      larger.set(this.#pageOf)
      this.#pageOf = larger
    }
    this.#pageOf[slot] = page
  }

  #grow(pages: number): void {
    const length = Math.ceil(pages * growth) * this.#capacity
    const [entries, leads] = [new Int32Array(length), new Float64Array(length)]
    entries.set(this.#entries)
    leads.set(this.#leads)
    this.#entries = entries
    this.#leads = leads
  }
}
