import { type Day, weekOf } from "../../shared/index.ts"
import { isBetter } from "../Direction.ts"
import { limited, limitedDayValue } from "../dayValue.ts"
import type { PeakNode, SumNode } from "../Program.ts"
import { plus, type Whole } from "../Whole.ts"
import { type Meter, type Reading, reading } from "./Meter.ts"

const noWeek = Number.NEGATIVE_INFINITY

/** Adds up days, within the limits of day and week. Where nothing counts the sum is 0. */
export class SumMeter implements Meter {
  readonly #node: SumNode
  readonly #firstDay: Day
  #closed: Whole = 0
  #week = noWeek
  #ofWeek: Whole = 0

  constructor(node: SumNode, firstDay: Day) {
    this.#node = node
    this.#firstDay = firstDay
  }

  push(offset: number, cells: ReadonlyArray<number>, base: number): void {
    const value = limitedDayValue(this.#node, cells, base)
    if (value === undefined) return
    if (this.#node.perWeek === undefined) {
      this.#closed = plus(this.#closed, value)
      return
    }
    const week = weekOf(this.#firstDay + offset)
    if (week === this.#week) {
      this.#ofWeek = plus(this.#ofWeek, value)
      return
    }
    this.#closed = this.current() ?? 0
    this.#week = week
    this.#ofWeek = value
  }

  current(): Whole | undefined {
    if (this.#week === noWeek) return this.#closed
    return plus(this.#closed, limited(this.#node.perWeek, this.#ofWeek) ?? 0)
  }

  read(): Reading {
    return reading(this.current() ?? 0, this.#node.scale)
  }

  fork(): SumMeter {
    const copy = new SumMeter(this.#node, this.#firstDay)
    copy.#closed = this.#closed
    copy.#week = this.#week
    copy.#ofWeek = this.#ofWeek
    return copy
  }
}

/** Keeps the best day or week, within the limits of day and week. */
export class PeakMeter implements Meter {
  readonly #node: PeakNode
  readonly #firstDay: Day
  #best: Whole | undefined
  #week = noWeek
  #ofWeek: Whole = 0

  constructor(node: PeakNode, firstDay: Day) {
    this.#node = node
    this.#firstDay = firstDay
  }

  push(offset: number, cells: ReadonlyArray<number>, base: number): void {
    const value = limitedDayValue(this.#node, cells, base)
    if (value === undefined) return
    const week = this.#node.of === "week" ? weekOf(this.#firstDay + offset) : offset
    if (week === this.#week) {
      this.#ofWeek = plus(this.#ofWeek, value)
      return
    }
    this.#best = this.current()
    this.#week = week
    this.#ofWeek = value
  }

  current(): Whole | undefined {
    if (this.#week === noWeek) return this.#best
    const value = limited(this.#node.perWeek, this.#ofWeek)
    if (value === undefined) return this.#best
    return this.#best === undefined || isBetter(this.#node.direction, value, this.#best) ? value : this.#best
  }

  read(): Reading | undefined {
    const best = this.current()
    return best === undefined ? undefined : reading(best, this.#node.scale)
  }

  fork(): PeakMeter {
    const copy = new PeakMeter(this.#node, this.#firstDay)
    copy.#best = this.#best
    copy.#week = this.#week
    copy.#ofWeek = this.#ofWeek
    return copy
  }
}
