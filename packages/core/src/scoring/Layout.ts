import type { Metric } from "../activity/index.ts"
import { Rational } from "../shared/index.ts"
import type { Direction } from "./Direction.ts"
import type { Lane, Trim } from "./Lane.ts"
import type { MetricProgram } from "./Program.ts"

interface Growing {
  readonly metric: Metric
  readonly lanes: Array<Lane>
  readonly sourceCell: number
  readonly positivesCell: number
}

/** Lays out the cells of a day. Rules that need the same thing of a metric share its lane. */
export class Layout {
  #stride = 0
  readonly #metrics = new Map<string, Growing>()
  readonly #lanes = new Map<string, Lane>()

  get stride(): number {
    return this.#stride
  }

  /** The lane that keeps this of the metric, trimmed so. */
  lane(metric: Metric, kind: Lane["kind"], trim: Trim | undefined): Lane {
    const key = `${metric.name}|${kind}|${trim === undefined ? "" : `${trim.min}|${trim.max}|${trim.drop}`}`
    const known = this.#lanes.get(key)
    if (known !== undefined) return known
    const growing = this.#growing(metric)
    const lane: Lane = { kind, cell: this.#take(kind === "latest" ? 2 : 1), trim }
    growing.lanes.push(lane)
    this.#lanes.set(key, lane)
    return lane
  }

  /** The lane that holds the metric's value of a day; `direction` is that of its best, where the metric has none. */
  dayLane(metric: Metric, trim: Trim | undefined, direction: Direction): Lane {
    return this.lane(metric, metric.daily === "best" ? (metric.direction ?? direction) : metric.daily, trim)
  }

  programs(): ReadonlyMap<string, MetricProgram> {
    return new Map([...this.#metrics].map(([name, growing]) => [name, programOf(growing)]))
  }

  #growing(metric: Metric): Growing {
    const known = this.#metrics.get(metric.name)
    if (known !== undefined) return known
    const growing = {
      metric,
      lanes: [],
      sourceCell: metric.sources === undefined ? -1 : this.#take(1),
      positivesCell: metric.plausible?.perDay === undefined ? -1 : this.#take(1)
    }
    this.#metrics.set(metric.name, growing)
    return growing
  }

  #take(cells: number): number {
    const first = this.#stride
    this.#stride += cells
    return first
  }
}

const programOf = ({ metric, lanes, sourceCell, positivesCell }: Growing): MetricProgram => ({
  name: metric.name,
  daily: metric.daily,
  lanes,
  precedence:
    metric.sources === undefined ? undefined : new Map(metric.sources.map((source, index) => [source, index])),
  sourceCell,
  plausible: plausibleOf(metric),
  positivesCell
})

const plausibleOf = (metric: Metric): number => {
  const perDay = metric.plausible?.perDay
  return perDay === undefined
    ? Number.POSITIVE_INFINITY
    : Number(Rational.floor(Rational.multiply(perDay, Rational.rational(10n ** BigInt(metric.decimals)))))
}
