import { limitedDayValue } from "../dayValue.ts"
import type { AverageNode, ChangeNode, LatestNode } from "../Program.ts"
import { minus, plus, times, type Whole } from "../Whole.ts"
import { type Meter, type Reading, reading } from "./Meter.ts"

/** Keeps the value of the latest active day. */
export class LatestMeter implements Meter {
  readonly #node: LatestNode
  #latest: Whole | undefined

  constructor(node: LatestNode) {
    this.#node = node
  }

  push(_offset: number, cells: ReadonlyArray<number>, base: number): void {
    this.#latest = limitedDayValue(this.#node, cells, base) ?? this.#latest
  }

  read(): Reading | undefined {
    return this.#latest === undefined ? undefined : reading(this.#latest, this.#node.scale)
  }

  fork(): LatestMeter {
    const copy = new LatestMeter(this.#node)
    copy.#latest = this.#latest
    return copy
  }
}

/** The mean of the active days, exact. */
export class AverageMeter implements Meter {
  readonly #node: AverageNode
  #sum: Whole = 0
  #days = 0

  constructor(node: AverageNode) {
    this.#node = node
  }

  push(_offset: number, cells: ReadonlyArray<number>, base: number): void {
    const value = limitedDayValue(this.#node, cells, base)
    if (value === undefined) return
    this.#sum = plus(this.#sum, value)
    this.#days++
  }

  read(): Reading | undefined {
    return this.#days === 0 ? undefined : reading(this.#sum, times(this.#node.scale, this.#days))
  }

  fork(): AverageMeter {
    const copy = new AverageMeter(this.#node)
    copy.#sum = this.#sum
    copy.#days = this.#days
    return copy
  }
}

/** The change from the first active days to the last, in percent of the first. */
export class ChangeMeter implements Meter {
  readonly #node: ChangeNode
  #first: Whole = 0
  #days = 0
  /** The last active days, oldest first. */
  #last: Array<Whole> = []

  constructor(node: ChangeNode) {
    this.#node = node
  }

  push(_offset: number, cells: ReadonlyArray<number>, base: number): void {
    const value = limitedDayValue(this.#node, cells, base)
    if (value === undefined) return
    if (this.#days < this.#node.days) this.#first = plus(this.#first, value)
    else this.#last.shift()
    this.#last.push(value)
    this.#days++
  }

  /** Both means are over equally many days, so their quotient is that of the sums. */
  read(): Reading | undefined {
    if (this.#days <= this.#node.days || this.#first <= 0) return undefined
    const change = minus(this.#last.reduce(plus, 0), this.#first)
    return reading(times(change, 100 * this.#node.sign), this.#first)
  }

  fork(): ChangeMeter {
    const copy = new ChangeMeter(this.#node)
    copy.#first = this.#first
    copy.#days = this.#days
    copy.#last = [...this.#last]
    return copy
  }
}
