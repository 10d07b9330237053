import { Counts } from "./Counts.ts"
import type { Rows } from "./Rows.ts"

/**
 * Entries a page holds at most: a page is searched through for a row and half of it moved for an insertion, while the pages themselves are
 * few enough that counting them anew costs nothing beside the insertions that led to it.
 */
const usualCapacity = 256

/** Marks an entry whose row is the first of those it is tied with. Slots are below. */
const first = 0x80000000
const slotBits = 0x7fffffff

/** Where a row stands: its index in the listing, that of the first it is tied with, and the number of their group; all from 0. */
export interface Spot {
  readonly index: number
  readonly start: number
  readonly group: number
}

/**
 * The slots of rows in the order of the listing, with the groups of tied ones: a row is put in, taken away, found, and its group bounded in
 * logarithmic time, however many are tied.
 *
 * **Details**: slots lie in pages of bounded size; two trees count the rows and the beginnings of groups in the pages before one. Of a slot
 * the page is known, so that a row is found without comparing it with any other.
 */
export class Listing {
  readonly #rows: Rows
  readonly #capacity: number
  /** The pages, by their number from 1: each as many entries as a page can hold. */
  #entries: Int32Array
  /** The page that a slot is in; 0 where it is not listed. */
  #pageOf = new Uint32Array(64)
  /** Of each page how many entries it has, how many of them begin a group, and where it is in the order. */
  readonly #sizes: Array<number> = [0]
  readonly #firsts: Array<number> = [0]
  readonly #boxes: Array<number> = [0]
  #order: Array<number> = []
  #free: Array<number> = []
  readonly #rowCounts = new Counts()
  readonly #groupCounts = new Counts()
  #count = 0
  #groups = 0

  constructor(rows: Rows, capacity = usualCapacity) {
    this.#rows = rows
    this.#capacity = capacity
    this.#entries = new Int32Array(2 * capacity)
  }

  get count(): number {
    return this.#count
  }

  has(slot: number): boolean {
    return (this.#pageOf[slot] ?? 0) !== 0
  }

  /** Takes these slots in place of all, page by page; they come in the order of the listing. */
  *load(slots: Uint32Array): Generator<number, void> {
    this.#pageOf = new Uint32Array(this.#rows.size)
    this.#order = []
    this.#free = []
    this.#sizes.length = this.#firsts.length = this.#boxes.length = 1
    this.#count = slots.length
    this.#groups = 0
    const filled = (3 * this.#capacity) >> 2
    this.#entries = new Int32Array((Math.ceil(slots.length / filled) + 1) * this.#capacity)
    for (let from = 0; from < slots.length; from += filled) {
      const size = Math.min(filled, slots.length - from)
      this.#append(slots, from, size)
      yield size
    }
    this.#recount()
  }

  /** Puts a row in that is not listed. */
  insert(slot: number): void {
    if (this.#order.length === 0) this.#begin()
    const box = this.#boxFor(slot)
    const page = this.#order[box] ?? 0
    const size = this.#sizes[page] ?? 0
    if (size === this.#capacity) {
      this.#split(box)
      this.insert(slot)
      return
    }
    const start = page * this.#capacity
    const at = this.#placeIn(page, slot)
    const entries = this.#entries
    // The first row of any page but the first comes before: where there is none before it in the page there is none at all.
    const isFirst = at === start || !this.#rows.isTied((entries[at - 1] ?? 0) & slotBits, slot)
    entries.copyWithin(at + 1, at, start + size)
    entries[at] = isFirst ? slot | first : slot
    this.#setPage(slot, page)
    this.#count++
    this.#sizes[page] = size + 1
    this.#rowCounts.add(box, 1)
    if (!isFirst) return
    this.#addFirsts(box, 1)
    const next = this.#following(box, at)
    const entry = entries[next] ?? 0
    if (next >= 0 && entry < 0 && this.#rows.isTied(slot, entry & slotBits)) {
      entries[next] = entry & slotBits
      this.#addFirsts(this.#boxAt(next), -1)
    }
  }

  /** Takes a listed row away. What it is ranked by may have changed already. */
  remove(slot: number): void {
    const page = this.#pageOf[slot] ?? 0
    const box = this.#boxes[page] ?? 0
    const start = page * this.#capacity
    const size = this.#sizes[page] ?? 0
    const entries = this.#entries
    let at = start
    while (((entries[at] ?? 0) & slotBits) !== slot) at++
    if ((entries[at] ?? 0) < 0) {
      this.#addFirsts(box, -1)
      const next = this.#following(box, at)
      const entry = entries[next] ?? 0
      if (next >= 0 && entry > 0) {
        entries[next] = entry | first
        this.#addFirsts(this.#boxAt(next), 1)
      }
    }
    entries.copyWithin(at, at + 1, start + size)
    this.#pageOf[slot] = 0
    this.#count--
    this.#sizes[page] = size - 1
    this.#rowCounts.add(box, -1)
    if (size - 1 < this.#capacity >> 2) this.#shrink(box)
  }

  /** Where a listed row stands. */
  spotOf(slot: number): Spot {
    const page = this.#pageOf[slot] ?? 0
    const box = this.#boxes[page] ?? 0
    const start = page * this.#capacity
    const entries = this.#entries
    let at = start
    let groups = 0
    let begins = -1
    for (; ; at++) {
      const entry = entries[at] ?? 0
      if (entry < 0) {
        groups++
        begins = at
      }
      if ((entry & slotBits) === slot) break
    }
    const before = this.#rowCounts.before(box)
    const group = this.#groupCounts.before(box) + groups - 1
    return { index: before + at - start, start: begins < 0 ? this.startOf(group) : before + begins - start, group }
  }

  /** The index of the first row of this group; after the last group that of the end. */
  startOf(group: number): number {
    if (group >= this.#groups) return this.#count
    const box = this.#groupCounts.boxOf(group)
    const start = (this.#order[box] ?? 0) * this.#capacity
    let at = start - 1
    for (let left = group - this.#groupCounts.before(box); left >= 0; ) if ((this.#entries[++at] ?? 0) < 0) left--
    return this.#rowCounts.before(box) + at - start
  }

  /** The index of the first row that comes after this one, which need not be listed. */
  after(slot: number): number {
    if (this.#order.length === 0) return 0
    const box = this.#boxFor(slot)
    const page = this.#order[box] ?? 0
    return this.#rowCounts.before(box) + this.#placeIn(page, slot) - page * this.#capacity
  }

  /** The slot of the row at this index. */
  at(index: number): number {
    const box = this.#rowCounts.boxOf(index)
    const start = (this.#order[box] ?? 0) * this.#capacity
    return (this.#entries[start + index - this.#rowCounts.before(box)] ?? 0) & slotBits
  }

  /** Visits the rows of a stretch in order, each with whether it is the first of its group. */
  each(from: number, to: number, visit: (slot: number, isFirst: boolean) => void): void {
    if (from >= to) return
    let box = this.#rowCounts.boxOf(from)
    let offset = from - this.#rowCounts.before(box)
    for (let left = to - from; left > 0; box++, offset = 0) {
      const page = this.#order[box] ?? 0
      const size = this.#sizes[page] ?? 0
      for (; offset < size && left > 0; offset++, left--) {
        const entry = this.#entries[page * this.#capacity + offset] ?? 0
        visit(entry & slotBits, entry < 0)
      }
    }
  }

  /** The last of the pages that begin before this row; the first where none does. */
  #boxFor(slot: number): number {
    const [rows, order, entries, capacity] = [this.#rows, this.#order, this.#entries, this.#capacity]
    let low = 1
    let high = order.length
    while (low < high) {
      const middle = (low + high) >> 1
      const head = (entries[(order[middle] ?? 0) * capacity] ?? 0) & slotBits
      if (rows.compare(head, slot) <= 0) low = middle + 1
      else high = middle
    }
    return low - 1
  }

  /** Where in the page the first row is that comes after this one. */
  #placeIn(page: number, slot: number): number {
    const [rows, entries] = [this.#rows, this.#entries]
    let low = page * this.#capacity
    let high = low + (this.#sizes[page] ?? 0)
    while (low < high) {
      const middle = (low + high) >> 1
      if (rows.compare((entries[middle] ?? 0) & slotBits, slot) <= 0) low = middle + 1
      else high = middle
    }
    return low
  }

  /** Where the entry after this one is, in its page or the next; -1 after the last. */
  #following(box: number, at: number): number {
    const page = this.#order[box] ?? 0
    if (at + 1 < page * this.#capacity + (this.#sizes[page] ?? 0)) return at + 1
    const next = this.#order[box + 1]
    return next === undefined ? -1 : next * this.#capacity
  }

  #boxAt(at: number): number {
    return this.#boxes[Math.floor(at / this.#capacity)] ?? 0
  }

  #addFirsts(box: number, difference: number): void {
    const page = this.#order[box] ?? 0
    this.#firsts[page] = (this.#firsts[page] ?? 0) + difference
    this.#groups += difference
    this.#groupCounts.add(box, difference)
  }

  #setPage(slot: number, page: number): void {
    if (slot >= this.#pageOf.length) {
      const larger = new Uint32Array(Math.ceil(this.#rows.size * 1.25))
      larger.set(this.#pageOf)
      this.#pageOf = larger
    }
    this.#pageOf[slot] = page
  }

  #newPage(): number {
    const page = this.#free.pop() ?? this.#sizes.length
    this.#sizes[page] = 0
    this.#firsts[page] = 0
    if ((page + 1) * this.#capacity > this.#entries.length) {
      const larger = new Int32Array(Math.ceil((page + 1) * 1.25) * this.#capacity)
      larger.set(this.#entries)
      this.#entries = larger
    }
    return page
  }

  /** Makes a page of a stretch of sorted slots, behind all others. */
  #append(slots: Uint32Array, from: number, size: number): void {
    const page = this.#newPage()
    this.#order.push(page)
    const start = page * this.#capacity - from
    let firsts = 0
    for (let index = from; index < from + size; index++) {
      const slot = slots[index] ?? 0
      const isFirst = index === 0 || !this.#rows.isTied(slots[index - 1] ?? 0, slot)
      if (isFirst) firsts++
      this.#entries[start + index] = isFirst ? slot | first : slot
      this.#pageOf[slot] = page
    }
    this.#sizes[page] = size
    this.#firsts[page] = firsts
    this.#groups += firsts
  }

  #begin(): void {
    this.#order.push(this.#newPage())
    this.#recount()
  }

  /** Moves the second half of a page into a new one behind it. */
  #split(box: number): void {
    const page = this.#order[box] ?? 0
    const next = this.#newPage()
    this.#order.splice(box + 1, 0, next)
    this.#move(page, this.#capacity >> 1, next)
    this.#recount()
  }

  /** Gives up a page that is empty, or together with a neighbour leaves room in one. */
  #shrink(box: number): void {
    const page = this.#order[box] ?? 0
    const size = this.#sizes[page] ?? 0
    const fits = (other: number | undefined): other is number =>
      other !== undefined && (this.#sizes[other] ?? 0) + size <= (3 * this.#capacity) >> 2
    const [before, next] = [this.#order[box - 1], this.#order[box + 1]]
    if (fits(next)) this.#merge(page, next, box + 1)
    else if (fits(before)) this.#merge(before, page, box)
    else if (size === 0) this.#giveUp(page, box)
  }

  #merge(page: number, next: number, box: number): void {
    this.#move(next, 0, page)
    this.#giveUp(next, box)
  }

  #giveUp(page: number, box: number): void {
    this.#order.splice(box, 1)
    this.#free.push(page)
    this.#recount()
  }

  /** Moves the entries of a page from this offset on to the end of another. */
  #move(page: number, offset: number, other: number): void {
    const [entries, capacity] = [this.#entries, this.#capacity]
    const end = page * capacity + (this.#sizes[page] ?? 0)
    let to = other * capacity + (this.#sizes[other] ?? 0)
    let firsts = 0
    for (let from = page * capacity + offset; from < end; from++, to++) {
      const entry = entries[from] ?? 0
      entries[to] = entry
      this.#pageOf[entry & slotBits] = other
      if (entry < 0) firsts++
    }
    this.#sizes[page] = offset
    this.#sizes[other] = to - other * capacity
    this.#firsts[page] = (this.#firsts[page] ?? 0) - firsts
    this.#firsts[other] = (this.#firsts[other] ?? 0) + firsts
  }

  #recount(): void {
    for (let box = 0; box < this.#order.length; box++) this.#boxes[this.#order[box] ?? 0] = box
    this.#rowCounts.reset(this.#order.length, (box) => this.#sizes[this.#order[box] ?? 0] ?? 0)
    this.#groupCounts.reset(this.#order.length, (box) => this.#firsts[this.#order[box] ?? 0] ?? 0)
  }
}
