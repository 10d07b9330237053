import type { BoardRow, Placed, Position, RankedRow } from "@laurel/core/board"
import type { RankingRule } from "@laurel/core/ranking"
import { compareIds, type ParticipantId } from "@laurel/core/shared"
import { commonPrefix, idNumber } from "./idNumbers.ts"

/** The slot of what is no row of the board, and only compared with rows. */
export const probe = 0

const firstSlots = 64

/** Numbers are copied when there are more rows than room: a quarter more each time, so that little of it lies idle. */
const growth = 1.25

/** What stands for the score of who has none: after every score, in either direction. */
const missing = Number.POSITIVE_INFINITY

/**
 * What a board knows of each participant: numbers in one piece of memory, found by a slot that the participant keeps.
 *
 * **Details**: a row is its score (turned so that the smaller is better), the tie-break values, the number of its id, and its revision.
 * The first of these in a row are what it is compared by, so that most comparisons look at one place in memory.
 */
export class Rows {
  readonly #isTurned: boolean
  readonly #links: number
  readonly #stride: number
  /** Where in a row the number of its id is, and its revision. */
  readonly #id: number
  readonly #revision: number
  #numbers: Float64Array
  readonly #ids: Array<ParticipantId | undefined> = [undefined]
  readonly #slots = new Map<ParticipantId, number>()
  #prefix = ""
  /** How many rows there were when the prefix was taken. */
  #prefixed = firstSlots

  constructor({ direction, tieBreaks }: RankingRule) {
    this.#isTurned = direction === "highest"
    this.#links = tieBreaks.length
    this.#id = tieBreaks.length + 1
    this.#revision = tieBreaks.length + 2
    this.#stride = tieBreaks.length + 3
    this.#numbers = new Float64Array(firstSlots * this.#stride)
  }

  /** How many slots there are, that of the probe included. */
  get size(): number {
    return this.#ids.length
  }

  find(id: ParticipantId): number | undefined {
    return this.#slots.get(id)
  }

  /** Writes a row down when it is newer than what is known of its participant; gives the slot then, and nothing otherwise. */
  take({ participantId, revision, position }: BoardRow): number | undefined {
    const slot = this.#slots.get(participantId) ?? this.#newSlot(participantId)
    const at = slot * this.#stride + this.#revision
    if (revision <= (this.#numbers[at] ?? 0)) return undefined
    this.#numbers[at] = revision
    this.#place(slot, position)
    return slot
  }

  isPlaced(slot: number): boolean {
    return !Number.isNaN(this.#numbers[slot * this.#stride])
  }

  /** The slots of all rows with a position. */
  placed(): Uint32Array {
    const slots = new Uint32Array(this.size)
    let count = 0
    for (let slot = probe + 1; slot < this.size; slot++) if (this.isPlaced(slot)) slots[count++] = slot
    return slots.slice(0, count)
  }

  /** Makes the probe stand where a row of this position and participant would. */
  aim({ participantId, ...position }: Placed): void {
    this.#ids[probe] = participantId
    this.#number(probe, participantId)
    this.#place(probe, position)
  }

  /** The order of the listing; never 0 for two rows. */
  compare(a: number, b: number): number {
    const numbers = this.#numbers
    const stride = this.#stride
    let one = a * stride
    let other = b * stride
    for (const end = one + this.#revision; one < end; one++, other++) {
      const [first, second] = [numbers[one] ?? 0, numbers[other] ?? 0]
      if (first !== second) return first < second ? -1 : 1
    }
    return this.compareById(a, b)
  }

  compareById(a: number, b: number): number {
    return compareIds(this.#ids[a] ?? "", this.#ids[b] ?? "")
  }

  /** Whether two rows are equal in all that the rule looks at. */
  isTied(a: number, b: number): boolean {
    const numbers = this.#numbers
    const stride = this.#stride
    let one = a * stride
    let other = b * stride
    for (const end = one + this.#id; one < end; one++, other++) if (numbers[one] !== numbers[other]) return false
    return true
  }

  /** How many numbers a row is compared by before its id is; `number(slot, 0)` counts first. */
  get keys(): number {
    return this.#revision
  }

  /** How many of them decide whether rows are tied: all but that of the id. */
  get tieKeys(): number {
    return this.#id
  }

  number(slot: number, key: number): number {
    return this.#numbers[slot * this.#stride + key] ?? 0
  }

  /** A row as it is shown. */
  shown(slot: number, rank: number, place: number): RankedRow {
    const participantId = this.#ids[slot]
    if (participantId === undefined) throw new RangeError(`no participant has the slot ${slot}`)
    const start = slot * this.#stride
    const score = this.#numbers[start] ?? 0
    if (score === missing) return { participantId, status: "Missing", score: 0, tieBreak: [], rank, place }
    const tieBreak = new Array<number>(this.#links)
    for (let link = 0; link < tieBreak.length; link++) tieBreak[link] = this.#numbers[start + 1 + link] ?? 0
    return { participantId, status: "Scored", score: this.#turned(score), tieBreak, rank, place }
  }

  /** Whether the board has doubled since its ids were numbered: what they have in common may be another. */
  get hasOutgrownIds(): boolean {
    return this.size > 2 * this.#prefixed
  }

  /** Numbers all ids anew, by what most of them have in common. The order stays what it was. */
  numberIds(): void {
    this.#prefixed = this.#ids.length
    this.#prefix = commonPrefix(this.#ids)
    for (const [id, slot] of this.#slots) this.#number(slot, id)
  }

  /** Zero has one form, so that -0 equals 0. */
  #turned(score: number): number {
    return this.#isTurned ? 0 - score : score + 0
  }

  #number(slot: number, id: string): void {
    this.#numbers[slot * this.#stride + this.#id] = idNumber(id, this.#prefix)
  }

  #newSlot(id: ParticipantId): number {
    const slot = this.#ids.push(id) - 1
    this.#slots.set(id, slot)
    if ((slot + 1) * this.#stride > this.#numbers.length) this.#grow()
    this.#numbers[slot * this.#stride + this.#revision] = -1
    this.#number(slot, id)
    return slot
  }

  #place(slot: number, position: Position | undefined): void {
    const start = slot * this.#stride
    this.#numbers[start] = position === undefined ? Number.NaN : this.#scoreOf(position)
    for (let link = 0; link < this.#links; link++) this.#numbers[start + 1 + link] = (position?.tieBreak[link] ?? 0) + 0
  }

  #scoreOf({ status, score }: Position): number {
    return status === "Scored" ? this.#turned(score) : missing
  }

  #grow(): void {
    const larger = new Float64Array(Math.ceil(this.#ids.length * growth) * this.#stride)
    larger.set(this.#numbers)
    this.#numbers = larger
  }
}
