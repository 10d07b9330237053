import { Counts } from "./Counts.ts"
import { Heads } from "./Heads.ts"
import { Pages } from "./Pages.ts"
import type { Rows } from "./Rows.ts"

/**
 * Entries a page holds at most: a page is searched through for a row and half of it moved for an insertion, while the pages themselves are
 * few enough that counting them anew costs nothing beside the insertions that led to it.
 */
const usualCapacity = 256

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
 * **Details**: slots lie in pages of bounded size; two trees count the rows and the beginnings of groups in the pages before one. Where a
 * group begins is marked, so that ranks are counted and compare nothing.
 */
export class Listing {
  readonly #rows: Rows
  readonly #capacity: number
  readonly #pages: Pages
  /** The pages in the order of the listing, and of each page the box in that order which it is in. */
  #order: Array<number> = []
  readonly #boxes: Array<number> = [0]
  readonly #heads: Heads
  readonly #rowCounts = new Counts()
  readonly #groupCounts = new Counts()
  #count = 0
  #groups = 0

  constructor(rows: Rows, capacity = usualCapacity) {
    this.#rows = rows
    this.#capacity = capacity
    this.#pages = new Pages(rows, capacity)
    this.#heads = new Heads(rows)
  }

  get count(): number {
    return this.#count
  }

  has(slot: number): boolean {
    return this.#pages.pageOf(slot) !== 0
  }

  /** Takes these slots in place of all, page by page; they come in the order of the listing. */
  *load(slots: Uint32Array): Generator<number, void> {
    const filled = this.#comfortable
    this.#order = []
    this.#heads.clear()
    this.#pages.clear(Math.ceil(slots.length / filled))
    for (let from = 0; from < slots.length; from += filled) {
      const page = this.#pages.open()
      const to = Math.min(from + filled, slots.length)
      this.#pages.fill(page, slots, from, to)
      this.#heads.insert(this.#order.length, slots[from] ?? 0)
      this.#order.push(page)
      yield to - from
    }
    this.#recount()
  }

  /** The ids of the rows have other numbers, in the same order. */
  idsWereNumbered(): void {
    for (const page of this.#order) this.#pages.lead(page)
  }

  /** Puts a row in that is not listed. */
  insert(slot: number): void {
    if (this.#order.length === 0) this.#begin(slot)
    const box = this.#heads.boxFor(slot)
    const page = this.#pageAt(box)
    if (this.#pages.size(page) === this.#capacity) {
      this.#split(box)
      this.insert(slot)
      return
    }
    const at = this.#pages.placeOf(page, slot)
    // The first row of any page but the first comes before: where there is none before it in the page there is none at all.
    const isFirst = at === this.#pages.start(page) || !this.#rows.isTied(this.#pages.slotAt(at - 1), slot)
    this.#pages.insert(page, at, slot, isFirst)
    if (at === this.#pages.start(page)) this.#heads.set(box, slot)
    this.#add(box, 1, isFirst ? 1 : 0)
    if (isFirst) this.#markFollowing(box, at, (next) => !this.#rows.isTied(slot, next))
  }

  /** Takes a listed row away. What it is ranked by may have changed already. */
  remove(slot: number): void {
    const page = this.#pages.pageOf(slot)
    const box = this.#boxes[page] ?? 0
    const at = this.#pages.find(page, slot)
    const wasFirst = this.#pages.isFirstAt(at)
    if (wasFirst) this.#markFollowing(box, at, () => true)
    this.#pages.remove(page, at)
    this.#add(box, -1, wasFirst ? -1 : 0)
    if (at === this.#pages.start(page) && this.#pages.size(page) > 0) this.#heads.set(box, this.#pages.slotAt(at))
    if (this.#pages.size(page) < this.#capacity >> 2) this.#shrink(box)
  }

  /** Where a listed row stands. */
  spotOf(slot: number): Spot {
    const page = this.#pages.pageOf(slot)
    const box = this.#boxes[page] ?? 0
    const at = this.#pages.find(page, slot)
    const firsts = this.#pages.firstsUpTo(page, at)
    const before = this.#rowCounts.before(box) - this.#pages.start(page)
    const group = this.#groupCounts.before(box) + firsts - 1
    const start = firsts === 0 ? this.startOf(group) : before + this.#pages.beginning(page, firsts - 1)
    return { index: before + at, start, group }
  }

  /** The index of the first row of this group; after the last group that of the end. */
  startOf(group: number): number {
    if (group >= this.#groups) return this.#count
    const box = this.#groupCounts.boxOf(group)
    const page = this.#pageAt(box)
    const at = this.#pages.beginning(page, group - this.#groupCounts.before(box))
    return this.#rowCounts.before(box) + at - this.#pages.start(page)
  }

  /** The index of the first row that comes after this one, which need not be listed. */
  after(slot: number): number {
    if (this.#count === 0) return 0
    const box = this.#heads.boxFor(slot)
    const page = this.#pageAt(box)
    return this.#rowCounts.before(box) + this.#pages.placeOf(page, slot) - this.#pages.start(page)
  }

  /** The slot of the row at this index. */
  at(index: number): number {
    const box = this.#rowCounts.boxOf(index)
    return this.#pages.slotAt(this.#pages.start(this.#pageAt(box)) + index - this.#rowCounts.before(box))
  }

  /** Visits the rows of a stretch in order, each with whether it is the first of its group. */
  each(from: number, to: number, visit: (slot: number, isFirst: boolean) => void): void {
    if (from >= to) return
    let box = this.#rowCounts.boxOf(from)
    let offset = from - this.#rowCounts.before(box)
    for (let left = to - from; left > 0; box++, offset = 0) {
      const page = this.#pageAt(box)
      const start = this.#pages.start(page)
      for (const size = this.#pages.size(page); offset < size && left > 0; offset++, left--)
        visit(this.#pages.slotAt(start + offset), this.#pages.isFirstAt(start + offset))
    }
  }

  /** As many entries as leave a page room for more. */
  get #comfortable(): number {
    return (3 * this.#capacity) >> 2
  }

  #pageAt(box: number): number {
    return this.#order[box] ?? 0
  }

  #add(box: number, rows: number, groups: number): void {
    this.#count += rows
    this.#rowCounts.add(box, rows)
    if (groups === 0) return
    this.#groups += groups
    this.#groupCounts.add(box, groups)
  }

  /** Says of the row after an entry, in its page or the next, whether it is the first of its group. */
  #markFollowing(box: number, at: number, isFirst: (slot: number) => boolean): void {
    const page = this.#pageAt(box)
    const isInPage = at + 1 < this.#pages.start(page) + this.#pages.size(page)
    const [owner, next] = isInPage ? [box, at + 1] : [box + 1, this.#pages.start(this.#pageAt(box + 1))]
    if (owner >= this.#order.length) return
    const was = this.#pages.isFirstAt(next)
    const is = isFirst(this.#pages.slotAt(next))
    if (was === is) return
    this.#pages.mark(this.#pageAt(owner), next, is)
    this.#add(owner, 0, is ? 1 : -1)
  }

  #begin(slot: number): void {
    this.#heads.insert(0, slot)
    this.#order.push(this.#pages.open())
    this.#recount()
  }

  /** Moves the second half of a page into a new one behind it. */
  #split(box: number): void {
    const next = this.#pages.open()
    this.#order.splice(box + 1, 0, next)
    this.#pages.move(this.#pageAt(box), this.#capacity >> 1, next)
    this.#heads.insert(box + 1, this.#pages.slotAt(this.#pages.start(next)))
    this.#recount()
  }

  /** Gives up a page that is empty, or together with a neighbour leaves room in one. */
  #shrink(box: number): void {
    const size = this.#pages.size(this.#pageAt(box))
    const fits = (other: number): boolean =>
      other >= 0 && other < this.#order.length && this.#pages.size(this.#pageAt(other)) + size <= this.#comfortable
    if (fits(box + 1)) this.#merge(box)
    else if (fits(box - 1)) this.#merge(box - 1)
    else if (size === 0) this.#giveUp(box)
  }

  /** Moves what is in the page behind this one into it. */
  #merge(box: number): void {
    const page = this.#pageAt(box)
    this.#pages.move(this.#pageAt(box + 1), 0, page)
    this.#heads.set(box, this.#pages.slotAt(this.#pages.start(page)))
    this.#giveUp(box + 1)
  }

  #giveUp(box: number): void {
    this.#pages.close(this.#pageAt(box))
    this.#order.splice(box, 1)
    this.#heads.remove(box)
    this.#recount()
  }

  #recount(): void {
    const order = this.#order
    for (let box = 0; box < order.length; box++) this.#boxes[order[box] ?? 0] = box
    this.#rowCounts.reset(order.length, (box) => this.#pages.size(this.#pageAt(box)))
    this.#groupCounts.reset(order.length, (box) => this.#pages.firsts(this.#pageAt(box)))
    this.#count = this.#rowCounts.before(order.length)
    this.#groups = this.#groupCounts.before(order.length)
  }
}
