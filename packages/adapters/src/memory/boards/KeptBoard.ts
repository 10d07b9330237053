import type { BoardCursor, BoardPage, BoardRow, BoardState, BoardUpdate, RankedRow } from "@laurel/core/board"
import { type RankingRule, type RankPolicy, rankUnder } from "@laurel/core/ranking"
import type { ParticipantId } from "@laurel/core/shared"
import { Listing } from "./Listing.ts"
import { probe, Rows } from "./Rows.ts"
import { sortSlots } from "./sortSlots.ts"

/** Whether ranks under the policy depend on how far a group of tied rows goes. */
const asksForEnds = (policy: RankPolicy): boolean => policy === "modified" || policy === "fractional"

/** One board in memory: what is known of each participant, and who of them is listed, in order. */
export class KeptBoard {
  readonly #policy: RankPolicy
  readonly #asksForEnds: boolean
  readonly #rows: Rows
  readonly #listing: Listing
  #version: number

  constructor(rule: RankingRule, version: number) {
    this.#policy = rule.ranks
    this.#asksForEnds = asksForEnds(rule.ranks)
    this.#rows = new Rows(rule)
    this.#listing = new Listing(this.#rows)
    this.#version = version
  }

  get state(): BoardState {
    return { version: this.#version, count: this.#listing.count }
  }

  /** Takes what is newer of these rows, without listing them anew: `list` does. */
  take(rows: ReadonlyArray<BoardRow>): void {
    for (const row of rows) this.#rows.take(row)
  }

  /** Lists all rows from the beginning, in pieces; each says how many rows it went over. */
  *list(): Generator<number, void> {
    this.#rows.numberIds()
    const slots = this.#rows.placed()
    yield slots.length
    yield* sortSlots(this.#rows, slots)
    yield* this.#listing.load(slots)
  }

  /** Takes what is newer of these rows; gives the version that the board is at then. */
  submit({ version, rows }: BoardUpdate): number {
    // Sorting all rows costs as much as putting in a fifth (of a million) to two thirds (of ten thousand) of them one by one.
    if (2 * rows.length > this.#listing.count) {
      this.take(rows)
      for (const _ of this.list());
    } else for (const row of rows) this.#put(row)
    this.#version = Math.max(this.#version, version)
    return this.#version
  }

  #put(row: BoardRow): void {
    const slot = this.#rows.take(row)
    if (slot === undefined) return
    if (this.#rows.hasOutgrownIds) {
      this.#rows.numberIds()
      this.#listing.idsWereNumbered()
    }
    if (this.#listing.has(slot)) this.#listing.remove(slot)
    if (this.#rows.isPlaced(slot)) this.#listing.insert(slot)
  }

  /** The row of a participant; nothing for who is not ranked. */
  rowOf(id: ParticipantId): RankedRow | undefined {
    const slot = this.#listed(id)
    if (slot === undefined) return undefined
    const { index, start, group } = this.#listing.spotOf(slot)
    return this.#ranked(slot, index, start, this.#endOf(group), group)
  }

  page(limit: number, cursor?: BoardCursor): BoardPage {
    const from = cursor === undefined ? 0 : this.#after(cursor)
    const rows = this.rows(from, from + limit)
    const last = from + rows.length < this.#listing.count ? rows.at(-1) : undefined
    const hasMoved = cursor !== undefined && cursor.version !== this.#version
    return { ...this.state, rows, ...(last === undefined ? {} : { next: this.#cursorAfter(last) }), hasMoved }
  }

  around(id: ParticipantId, n: number): ReadonlyArray<RankedRow> {
    const slot = this.#listed(id)
    if (slot === undefined) return []
    const { index } = this.#listing.spotOf(slot)
    return this.rows(Math.max(0, index - n), index + n + 1)
  }

  /** The rows from one index of the listing to before another, or to the end. */
  rows(from: number, to: number): ReadonlyArray<RankedRow> {
    const listing = this.#listing
    const until = Math.min(to, listing.count)
    if (from >= until) return []
    let { start, group } = listing.spotOf(listing.at(from))
    let end = this.#endOf(group)
    const ranked: Array<RankedRow> = []
    listing.each(from, until, (slot, isFirst) => {
      const index = from + ranked.length
      if (isFirst && index > from) {
        group++
        start = index
        end = this.#endOf(group)
      }
      ranked.push(this.#ranked(slot, index, start, end, group))
    })
    return ranked
  }

  #listed(id: ParticipantId): number | undefined {
    const slot = this.#rows.find(id)
    return slot !== undefined && this.#listing.has(slot) ? slot : undefined
  }

  #after({ after }: BoardCursor): number {
    this.#rows.aim(after)
    return this.#listing.after(probe)
  }

  #cursorAfter({ participantId, status, score, tieBreak }: RankedRow): BoardCursor {
    return { version: this.#version, after: { participantId, status, score, tieBreak } }
  }

  #endOf(group: number): number {
    return this.#asksForEnds ? this.#listing.startOf(group + 1) : 0
  }

  #ranked(slot: number, index: number, start: number, end: number, group: number): RankedRow {
    const place = index + 1
    return this.#rows.shown(slot, rankUnder(this.#policy, start + 1, end, place, group + 1), place)
  }
}
