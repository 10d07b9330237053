import type { CombineNode, Node } from "../Program.ts"
import { type Fraction, fractionOf, plus, times } from "../Whole.ts"
import { AverageMeter, ChangeMeter, LatestMeter } from "./averages.ts"
import type { Entry, Meter, Reading } from "./Meter.ts"
import { StreakMeter } from "./StreakMeter.ts"
import { PeakMeter, SumMeter } from "./sums.ts"
import { TargetMeter } from "./TargetMeter.ts"

/** A meter of the node for a participant, with its handicap and minimum. */
export const meterOf = (node: Node, entry: Entry): Meter => {
  const plain = plainMeterOf(node, entry)
  const handicap = node.handicap === undefined || entry.handicap === undefined ? undefined : fractionOf(entry.handicap)
  return handicap === undefined && node.minimum === undefined ? plain : new AdjustedMeter(node, handicap, plain)
}

const plainMeterOf = (node: Node, entry: Entry): Meter => {
  switch (node._tag) {
    case "Sum":
      return new SumMeter(node, entry.firstDay)
    case "Peak":
      return new PeakMeter(node, entry.firstDay)
    case "Latest":
      return new LatestMeter(node)
    case "Average":
      return new AverageMeter(node)
    case "Change":
      return new ChangeMeter(node)
    case "Streak":
      return new StreakMeter(node, entry.asOf)
    case "Target":
      return new TargetMeter(node, entry)
    case "Combine":
      return new CombineMeter(
        node,
        node.terms.map((term) => meterOf(term.node, entry))
      )
  }
}

/** Applies the handicap, then asks whether the minimum is reached. */
class AdjustedMeter implements Meter {
  readonly #node: Node
  readonly #handicap: Fraction | undefined
  readonly #meter: Meter

  constructor(node: Node, handicap: Fraction | undefined, meter: Meter) {
    this.#node = node
    this.#handicap = handicap
    this.#meter = meter
  }

  push(offset: number, cells: ReadonlyArray<number>, base: number): void {
    this.#meter.push(offset, cells, base)
  }

  read(): Reading | undefined {
    const plain = this.#meter.read()
    if (plain === undefined) return undefined
    const { n, d } = this.#adjusted(plain)
    const minimum = this.#node.minimum
    const reaches = minimum === undefined || times(n, minimum.d) >= times(minimum.n, d)
    return { n, d, qualified: plain.qualified && reaches }
  }

  #adjusted(value: Fraction): Fraction {
    if (this.#handicap === undefined) return value
    return this.#node.handicap === "Scale" ? product(value, this.#handicap) : sumOf(value, this.#handicap)
  }

  fork(): AdjustedMeter {
    return new AdjustedMeter(this.#node, this.#handicap, this.#meter.fork())
  }
}

/** The weighted sum of other meters. It has a value once all of them have. */
class CombineMeter implements Meter {
  readonly #node: CombineNode
  readonly #meters: ReadonlyArray<Meter>

  constructor(node: CombineNode, meters: ReadonlyArray<Meter>) {
    this.#node = node
    this.#meters = meters
  }

  push(offset: number, cells: ReadonlyArray<number>, base: number): void {
    for (const meter of this.#meters) meter.push(offset, cells, base)
  }

  read(): Reading | undefined {
    let sum: Fraction = { n: 0, d: 1 }
    let qualified = true
    for (const [index, { weight }] of this.#node.terms.entries()) {
      const term = this.#meters[index]?.read()
      if (term === undefined) return undefined
      sum = sumOf(sum, product(term, weight))
      qualified = qualified && term.qualified
    }
    return { ...sum, qualified }
  }

  fork(): CombineMeter {
    return new CombineMeter(
      this.#node,
      this.#meters.map((meter) => meter.fork())
    )
  }
}

const product = (a: Fraction, b: Fraction): Fraction => ({ n: times(a.n, b.n), d: times(a.d, b.d) })

const sumOf = (a: Fraction, b: Fraction): Fraction =>
  a.d === b.d ? { n: plus(a.n, b.n), d: a.d } : { n: plus(times(a.n, b.d), times(b.n, a.d)), d: times(a.d, b.d) }
