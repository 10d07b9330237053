import type { Counted } from "../../activity/index.ts"
import { type Day, Rational, weekOf } from "../../shared/index.ts"
import { type Direction, isBetter } from "../Direction.ts"
import type { ScorePart } from "../Explanation.ts"
import type { Entry, Reading } from "../meters/Meter.ts"
import type { ChangeNode, Node, StreakNode, TargetNode } from "../Program.ts"
import type { Fraction, Whole } from "../Whole.ts"
import { type Part, type Parts, partsOfDay, sumOf, withinLimit } from "./parts.ts"

/** The activities that count on one day, in the order of `byHappening`. */
export interface DayFacts {
  readonly day: Day
  readonly activities: ReadonlyArray<Counted>
}

/** What explaining a node needs: the days with facts in order, the participant, and what a target came to. */
export interface Explaining {
  readonly days: ReadonlyArray<DayFacts>
  readonly entry: Entry
  readonly valueOf: (node: TargetNode) => Reading | undefined
}

/** A list of parts, and what one unit of each is worth. */
interface Weighed {
  readonly parts: ReadonlyArray<Part>
  readonly worth: Rational.Rational
}

const ratio = ({ n, d }: Fraction): Rational.Rational => Rational.rational(BigInt(n), BigInt(d))

/** The parts of a node's value; they sum to it exactly. */
export const explainNode = (node: Node, explaining: Explaining): ReadonlyArray<ScorePart> => {
  const plain =
    node._tag === "Combine"
      ? node.terms.flatMap((term) => weighed(explainNode(term.node, explaining), ratio(term.weight)))
      : leaf(node, explaining).flatMap(({ parts, worth }) => parts.map((part) => contribution(node, part, worth)))
  const { handicap } = explaining.entry
  if (node.handicap === undefined || handicap === undefined) return plain
  const gave =
    node.handicap === "Add"
      ? handicap
      : Rational.multiply(Rational.sum(plain.map((one) => one.gave)), Rational.subtract(handicap, Rational.one))
  return [...plain, { _tag: "Handicap", path: node.path, gave }]
}

const contribution = (node: Node, part: Part, worth: Rational.Rational): ScorePart => {
  const inScore = (value: Whole) => Rational.multiply(Rational.rational(BigInt(value)), worth)
  return {
    _tag: "Activity",
    path: node.path,
    day: part.day,
    activity: part.activity,
    gave: inScore(part.gave),
    trimmed: part.trimmed.map(({ limit, by }) => ({ limit, by: inScore(by) }))
  }
}

const weighed = (contributions: ReadonlyArray<ScorePart>, weight: Rational.Rational): ReadonlyArray<ScorePart> =>
  contributions.map((one) => {
    const gave = Rational.multiply(one.gave, weight)
    if (one._tag !== "Activity") return { ...one, gave }
    return { ...one, gave, trimmed: one.trimmed.map(({ limit, by }) => ({ limit, by: Rational.multiply(by, weight) })) }
  })

const leaf = (node: Exclude<Node, { _tag: "Combine" }>, explaining: Explaining): ReadonlyArray<Weighed> => {
  if (node._tag === "Target") return targetParts(node, explaining)
  const unit = Rational.rational(1n, BigInt(node.scale))
  const days = explaining.days.map(({ day, activities }) =>
    withinLimit(node.perDay, "perDay", partsOfDay(node.day, day, activities))
  )
  switch (node._tag) {
    case "Sum":
      return [{ parts: weeksOf(days).flatMap((week) => withinLimit(node.perWeek, "perWeek", week).parts), worth: unit }]
    case "Peak": {
      const groups = node.of === "week" ? weeksOf(days).map((week) => withinLimit(node.perWeek, "perWeek", week)) : days
      return [{ parts: onlyIn(groups, bestOf(groups, node.direction)), worth: unit }]
    }
    case "Latest":
      return [
        {
          parts: onlyIn(
            days,
            days.findLast(({ counts }) => counts)
          ),
          worth: unit
        }
      ]
    case "Average": {
      const active = days.filter(({ counts }) => counts).length
      return [
        {
          parts: days.flatMap(({ parts }) => parts),
          worth: Rational.divide(unit, Rational.rational(BigInt(Math.max(active, 1))))
        }
      ]
    }
    case "Change":
      return changeParts(node, days)
    case "Streak":
      return [{ parts: streakParts(node, days, explaining.entry), worth: Rational.one }]
  }
}

/** Days put together by their weeks. A week counts if one of its days does; days that do not stay, giving nothing. */
const weeksOf = (days: ReadonlyArray<Parts>): ReadonlyArray<Parts> => {
  const weeks = new Map<number, { parts: Array<Part>; counts: boolean }>()
  for (const { parts, counts } of days) {
    const [first] = parts
    if (first === undefined) continue
    const week = weeks.get(weekOf(first.day)) ?? { parts: [], counts: false }
    week.parts.push(...parts)
    week.counts ||= counts
    weeks.set(weekOf(first.day), week)
  }
  return [...weeks.values()]
}

const bestOf = (groups: ReadonlyArray<Parts>, direction: Direction): Parts | undefined => {
  let best: Parts | undefined
  for (const group of groups) {
    if (group.counts && (best === undefined || isBetter(direction, sumOf(group.parts), sumOf(best.parts)))) best = group
  }
  return best
}

const nothing = (part: Part): Part => ({ ...part, gave: 0, trimmed: [] })

const onlyIn = (groups: ReadonlyArray<Parts>, chosen: Parts | undefined): ReadonlyArray<Part> =>
  groups.flatMap((group) => (group === chosen ? group.parts : group.parts.map(nothing)))

/** The last days over the first, in percent: each part is worth 100 / first. A day in both means cancels out. */
const changeParts = (node: ChangeNode, days: ReadonlyArray<Parts>): ReadonlyArray<Weighed> => {
  const active = days.filter(({ counts }) => counts)
  const [first, last] = [new Set(active.slice(0, node.days)), new Set(active.slice(-node.days))]
  const baseline = [...first].reduce((sum, { parts }) => sum + BigInt(sumOf(parts)), 0n)
  const worth = Rational.rational(100n * BigInt(node.sign), baseline > 0n ? baseline : 1n)
  return days.map((day) => {
    if (first.has(day) === last.has(day)) return { parts: day.parts.map(nothing), worth }
    return { parts: day.parts, worth: last.has(day) ? worth : Rational.negate(worth) }
  })
}

/** Of several longest runs the earliest is shown. */
const streakParts = (node: StreakNode, days: ReadonlyArray<Parts>, entry: Entry): ReadonlyArray<Part> => {
  const hits = days.flatMap(({ parts }) => {
    const [first] = parts
    return first !== undefined && sumOf(parts) === 1 ? [first.day] : []
  })
  const missedIn = (from: number, to: number) => (hits[to] ?? 0) - (hits[from] ?? 0) - (to - from)
  let [start, end] = [0, -1]
  for (let [from, to] = [0, 0]; to < hits.length; to++) {
    while (missedIn(from, to) > node.gaps) from++
    if (node.run === "current" ? to === hits.length - 1 : to - from > end - start) [start, end] = [from, to]
  }
  if (node.run === "current") {
    const missed = Math.max(0, entry.firstDay + entry.asOf - 1 - (hits[end] ?? 0))
    while (start <= end && missedIn(start, end) + missed > node.gaps) start++
  }
  const run = new Set(hits.slice(start, end + 1))
  return days.flatMap(({ parts }) => parts.map((part) => (run.has(part.day) ? part : nothing(part))))
}

/** The activity with which the target was reached gives the whole time. */
const targetParts = (node: TargetNode, { days, entry, valueOf }: Explaining): ReadonlyArray<Weighed> => {
  const value = valueOf(node)
  if (value === undefined) return []
  const seconds = ratio(value)
  const at = entry.start + Number(Rational.floor(Rational.multiply(seconds, Rational.rational(1000n))))
  const parts = days.flatMap(({ day, activities }) => partsOfDay(node.of.day, day, activities).parts)
  const decider = parts.find(({ activity }) => activity.at === at)
  return [{ parts: parts.map((part) => ({ ...nothing(part), gave: part === decider ? 1 : 0 })), worth: seconds }]
}
