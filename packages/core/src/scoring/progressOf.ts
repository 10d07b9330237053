import type { Calendar } from "../shared/index.ts"
import type { Direction } from "./Direction.ts"
import type { Scored } from "./evaluate.ts"
import { hasReached, towards } from "./meters/TargetMeter.ts"
import { type Program, powerOf, type TargetNode } from "./Program.ts"
import type { ScoreState } from "./ScoreState.ts"
import { type Fraction, times } from "./Whole.ts"

/** The whole way, in basis points. */
const whole = 10_000n

/**
 * How far a participant is towards what the rule asks for, in basis points from 0 to 10 000, rounded down: towards the target of
 * `TimeToTarget`, else towards a `minimum` above zero where the highest score wins. Nothing where the rule asks for neither.
 */
export const progressOf = (
  program: Program,
  direction: Direction,
  calendar: Calendar,
  state: ScoreState,
  scored: Scored
): number | undefined => {
  const { node } = program.score
  if (node._tag === "Target") return share(reachedOf(program, calendar, state, node), { n: node.target, d: 1 })
  return node.minimum === undefined || node.minimum.n <= 0 || direction === "lowest"
    ? undefined
    : share({ n: scored.score, d: powerOf(program.score) }, node.minimum)
}

const reachedOf = ({ stride }: Program, { first }: Calendar, { cells }: ScoreState, node: TargetNode): Fraction => {
  const meter = towards(node, { firstDay: first })
  for (let base = 0, offset = 0; base < cells.length; base += stride, offset++) {
    meter.push(offset, cells, base)
    // What was reached once stays so.
    if (hasReached(node, meter)) break
  }
  return { n: meter.current() ?? 0, d: 1 }
}

const share = (value: Fraction, goal: Fraction): number => {
  const [n, d] = [BigInt(times(value.n, goal.d)), BigInt(times(value.d, goal.n))]
  if (d <= 0n || n <= 0n) return 0
  const points = (n * whole) / d
  return Number(points < whole ? points : whole)
}
