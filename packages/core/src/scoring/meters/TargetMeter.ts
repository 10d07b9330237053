import type { TargetNode } from "../Program.ts"
import { minus } from "../Whole.ts"
import { type Entry, type Meter, type Reading, reading } from "./Meter.ts"
import { PeakMeter, SumMeter } from "./sums.ts"

/** The meter of what runs towards a target. */
export const towards = (node: TargetNode, entry: Pick<Entry, "firstDay">): SumMeter | PeakMeter =>
  node.of._tag === "Sum" ? new SumMeter(node.of, entry.firstDay) : new PeakMeter(node.of, entry.firstDay)

/** Whether a meter has come to the target of the node. */
export const hasReached = (node: TargetNode, meter: SumMeter | PeakMeter): boolean => {
  const value = meter.current()
  return value !== undefined && value >= node.target
}

/** Milliseconds from the start of the window to the target, as seconds. */
export class TargetMeter implements Meter {
  readonly #node: TargetNode
  readonly #entry: Entry
  readonly #towards: SumMeter | PeakMeter
  #day: number | undefined

  constructor(node: TargetNode, entry: Entry, meter: SumMeter | PeakMeter = towards(node, entry)) {
    this.#node = node
    this.#entry = entry
    this.#towards = meter
  }

  push(offset: number, cells: ReadonlyArray<number>, base: number): void {
    if (this.#day !== undefined) return
    this.#towards.push(offset, cells, base)
    if (hasReached(this.#node, this.#towards)) this.#day = offset
  }

  read(): Reading | undefined {
    if (this.#day === undefined) return undefined
    return reading(minus(this.#entry.reachedOn(this.#node, this.#day), this.#entry.start), 1000)
  }

  fork(): TargetMeter {
    const copy = new TargetMeter(this.#node, this.#entry, this.#towards.fork())
    copy.#day = this.#day
    return copy
  }
}
