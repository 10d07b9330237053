import type { Counted } from "../../activity/index.ts"
import type { Day } from "../../shared/index.ts"
import { termPoints } from "../dayValue.ts"
import { absent, addInOrder, type Lane, trimmed } from "../Lane.ts"
import type { DayRule, Limit } from "../Program.ts"
import { minus, plus, type Whole } from "../Whole.ts"

/** What an activity gives to a rule's value, in the units of the rule's node. */
export interface Part {
  readonly day: Day
  readonly activity: Counted
  readonly gave: Whole
  readonly trimmed: ReadonlyArray<{ readonly limit: "perActivity" | "perDay" | "perWeek"; readonly by: Whole }>
}

/** The parts of a value, in the order of `byHappening`; `counts` is false where the value was dropped or never there. */
export interface Parts {
  readonly parts: ReadonlyArray<Part>
  readonly counts: boolean
}

export const sumOf = (parts: ReadonlyArray<Part>): Whole => parts.reduce<Whole>((sum, { gave }) => plus(sum, gave), 0)

/** The parts of a day's value; `activities` are those that count on the day. */
export const partsOfDay = (rule: DayRule, day: Day, activities: ReadonlyArray<Counted>): Parts => {
  if (rule._tag !== "Points") {
    const { shares, counts } = sharesOf(rule.lane, rule.metric, activities)
    if (rule._tag === "Cell") return { parts: shares.map((share) => partOf(day, share)), counts }
    return { parts: reachedBy(rule.atLeast, shares).map((share) => partOf(day, share)), counts }
  }
  const given = new Map<Counted, Whole>()
  let counts = false
  for (const term of rule.terms) {
    const ofTerm = sharesOf(term.lane, term.metric, activities)
    counts ||= ofTerm.counts
    let before: Whole = 0
    for (const { activity, gave } of ofTerm.shares) {
      const after = plus(before, gave)
      given.set(activity, plus(given.get(activity) ?? 0, minus(termPoints(term, after), termPoints(term, before))))
      before = after
    }
  }
  const parts = activities.flatMap((activity) => {
    const gave = given.get(activity)
    return gave === undefined ? [] : [{ day, activity, gave, trimmed: [] }]
  })
  return { parts, counts }
}

interface Share {
  readonly activity: Counted
  /** What it gives to the lane. */
  readonly gave: Whole
  /** What the limit per activity changed of that; 0 where it gives nothing anyway. */
  readonly trimmedBy: Whole
  /** The lane after it; `absent` before anything counts. */
  readonly after: number
}

const partOf = (day: Day, { activity, gave, trimmedBy }: Share): Part => ({
  day,
  activity,
  gave,
  trimmed: trimmedBy === 0 ? [] : [{ limit: "perActivity", by: trimmedBy }]
})

/** What each activity of the metric gives to the lane's value of a day; together they give that value. */
const sharesOf = (
  lane: Lane,
  metric: string,
  activities: ReadonlyArray<Counted>
): { readonly shares: ReadonlyArray<Share>; readonly counts: boolean } => {
  const ofMetric = activities.filter((activity) => activity.metric === metric)
  const cells = [absent, absent]
  const alone: Lane = { ...lane, cell: 0 }
  const after = ofMetric.map(({ quantity, at }) => {
    addInOrder(alone, cells, 0, quantity, at)
    return cells[0] ?? absent
  })
  const final = cells[0] ?? absent
  const decider =
    lane.kind === "highest" || lane.kind === "lowest"
      ? after.indexOf(final)
      : ofMetric.findLastIndex(({ quantity }) => lane.trim === undefined || trimmed(lane.trim, quantity) !== absent)
  const shares = ofMetric.map((activity, index): Share => {
    const now = after[index] ?? absent
    const before = after[index - 1] ?? absent
    const adds = lane.kind === "sum" || lane.kind === "count"
    const gave: Whole = adds
      ? minus(now === absent ? 0 : now, before === absent ? 0 : before)
      : index === decider && final !== absent
        ? final
        : 0
    return { activity, gave, trimmedBy: trimmedBy(lane, activity.quantity, adds || index === decider), after: now }
  })
  return { shares, counts: final !== absent }
}

const trimmedBy = (lane: Lane, quantity: number, gives: boolean): Whole => {
  if (lane.trim === undefined || !gives) return 0
  const value = trimmed(lane.trim, quantity)
  if (lane.kind === "count") return value === absent ? -1 : 0
  return minus(value === absent ? 0 : value, quantity)
}

/** The one activity with which the day came to stay at the threshold gives the day; the others give nothing. */
const reachedBy = (atLeast: number, shares: ReadonlyArray<Share>): ReadonlyArray<Share> => {
  const reaches = (share: Share | undefined) => share !== undefined && share.after !== absent && share.after >= atLeast
  const decider = reaches(shares.at(-1)) ? shares.findLastIndex((share) => !reaches(share)) + 1 : -1
  return shares.map((share, index) => ({ ...share, gave: index === decider ? 1 : 0, trimmedBy: 0 }))
}

/** The parts within a limit on their sum. What a cap takes it takes from those that come last. */
export const withinLimit = (limit: Limit | undefined, name: "perDay" | "perWeek", { parts, counts }: Parts): Parts => {
  if (limit === undefined || !counts) return { parts, counts }
  const sum = sumOf(parts)
  if (limit.min !== undefined && sum < limit.min) {
    if (limit.drop) return { parts: parts.map((part) => changed(part, name, 0)), counts: false }
    const [last, missing] = [parts.length - 1, minus(limit.min, sum)]
    return {
      parts: parts.map((part, index) => (index === last ? changed(part, name, plus(part.gave, missing)) : part)),
      counts
    }
  }
  const { max } = limit
  if (max === undefined || sum <= max) return { parts, counts }
  let [running, capped]: [Whole, Whole] = [0, 0]
  const trimmedParts = parts.map((part) => {
    running = plus(running, part.gave)
    const before = capped
    capped = running > max ? max : running
    return changed(part, name, minus(capped, before))
  })
  return { parts: trimmedParts, counts }
}

const changed = (part: Part, limit: "perDay" | "perWeek", gave: Whole): Part => {
  const by = minus(gave, part.gave)
  return by === 0 ? part : { ...part, gave, trimmed: [...part.trimmed, { limit, by }] }
}
