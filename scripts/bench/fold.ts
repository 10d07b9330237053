import type { Activity } from "@laurel/core/activity"
import { compile, empty, fold, type ScoreState, ScoringRule } from "@laurel/core/scoring"
import { calendarOf, Name, UserId, ZoneId } from "@laurel/core/shared"
import { parse } from "csv-parse/sync"
import { Result, Schema } from "effect"
import { beside, type Figure, print } from "./measure.ts"

const users = 33_334
const days = 30
const rowsAtOnce = 10_000
const start = Date.UTC(2026, 0, 1)
const day = 86_400_000

const rules = {
  "total steps": { _tag: "Total", metric: "steps" },
  "points, at most 20 a day": {
    _tag: "Points",
    terms: [{ metric: "steps", points: 1, per: 1000, whole: true }],
    perDay: { max: 20 }
  }
} as const

/** A million activities, as the people of a challenge would send them: a day of everybody after the other. */
const makeActivities = (): ReadonlyArray<Activity> => {
  const steps = Name.make("steps")
  const ids = Array.from({ length: users }, (_, user) => UserId.make(`user-${user}`))
  return Array.from({ length: 1_000_000 }, (_, row): Activity => {
    const userId = ids[row % users] ?? UserId.make("nobody")
    const at = start + (Math.floor(row / users) % days) * day + 36_000_000
    return {
      userId,
      metric: steps,
      quantity: (row * 7919) % 20_000,
      at,
      source: "file",
      sourceKey: `${row}`,
      revision: 0,
      void: false
    }
  })
}

const parseAll = (texts: ReadonlyArray<string>): void => {
  for (const text of texts) parse(text)
}

const foldAll = (rule: ScoringRule, activities: ReadonlyArray<Activity>): ReadonlyMap<string, ScoreState> => {
  const window = { start, end: start + days * day }
  const program = Result.getOrThrow(
    compile({
      rule,
      metrics: [{ name: Name.make("steps"), unit: "", decimals: 0, daily: "sum" }],
      start
    })
  )
  const calendar = calendarOf(ZoneId.make("UTC"), 0, window)
  const states = new Map<string, ScoreState>()
  for (const activity of activities) {
    states.set(
      activity.userId,
      fold(program, calendar, states.get(activity.userId) ?? empty(program), [activity]).state
    )
  }
  return states
}

/** Folding a million activities into scores, one by one, beside parsing the same rows with the parser of the program. */
export const foldBench = function* (): Generator<Figure> {
  const activities = makeActivities()
  const lines = activities.map(({ userId, at, quantity }) => `${userId},${new Date(at).toISOString()},${quantity}`)
  const texts = Array.from({ length: lines.length / rowsAtOnce }, (_, index) =>
    lines.slice(index * rowsAtOnce, (index + 1) * rowsAtOnce).join("\n")
  )
  for (const [name, json] of Object.entries(rules)) {
    const rule = Schema.decodeUnknownSync(ScoringRule)(json)
    yield beside(
      name,
      () => foldAll(rule, activities),
      () => parseAll(texts)
    )
  }
}

if (import.meta.main) print("1 000 000 activities folded one by one, beside parsing the same rows", foldBench())
