import { dayValue } from "../dayValue.ts"
import type { StreakNode } from "../Program.ts"
import { type Meter, type Reading, reading } from "./Meter.ts"

/**
 * Runs of days that reach the threshold. `#runs[g]` is how many such days a run has that ends on the last day pushed and
 * bridges at most `g` missed days.
 */
export class StreakMeter implements Meter {
  readonly #node: StreakNode
  readonly #asOf: number
  #runs: Array<number>
  #longest = 0
  #last = -1
  /** Days without a hit that are not over yet: missed only if a hit follows. */
  #open = 0

  constructor(node: StreakNode, asOf: number) {
    this.#node = node
    this.#asOf = asOf
    this.#runs = Array.from({ length: node.gaps + 1 }, () => 0)
  }

  push(offset: number, cells: ReadonlyArray<number>, base: number): void {
    const hit = dayValue(this.#node.day, cells, base) === 1
    if (!hit && offset >= this.#asOf) {
      this.#open++
      return
    }
    this.#last = offset
    if (!hit) {
      this.#miss()
      return
    }
    for (; this.#open > 0; this.#open--) this.#miss()
    for (let gaps = 0; gaps < this.#runs.length; gaps++) this.#runs[gaps] = (this.#runs[gaps] ?? 0) + 1
    this.#longest = Math.max(this.#longest, this.#runs[this.#node.gaps] ?? 0)
  }

  #miss(): void {
    this.#runs.pop()
    this.#runs.unshift(0)
  }

  read(): Reading {
    return reading(this.#node.run === "longest" ? this.#longest : this.#current(), 1)
  }

  #current(): number {
    const missed = Math.max(0, this.#asOf - 1 - this.#last)
    return this.#runs[this.#node.gaps - missed] ?? 0
  }

  fork(): StreakMeter {
    const copy = new StreakMeter(this.#node, this.#asOf)
    copy.#runs = [...this.#runs]
    copy.#longest = this.#longest
    copy.#last = this.#last
    copy.#open = this.#open
    return copy
  }
}
