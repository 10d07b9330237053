import { assert, describe, it } from "@effect/vitest"
import { Result } from "effect"
import { compile, replay, score } from "../../src/scoring/index.ts"
import { calendarOf, formatDay, ZoneId } from "../../src/shared/index.ts"
import { did, instant, metrics, rule } from "./pinned.ts"

const at = (text: string, quantity = 1) => did("steps", 1, quantity, "12:00", { at: instant(text) })

/** The best day and the number of active days of activities in a zone. */
const inZone = (
  zone: string,
  dayStartsAt: number,
  start: string,
  end: string,
  activities: ReadonlyArray<ReturnType<typeof at>>
) => {
  const window = { start: instant(start), end: instant(end) }
  const calendar = calendarOf(ZoneId.make(zone), dayStartsAt, window)
  const program = Result.getOrThrow(
    compile({ rule: rule({ _tag: "Best", metric: "steps", of: "day" }), metrics, start: window.start })
  )
  const scored = replay(program, calendar, activities, { asOf: calendar.last + 1 })
  return [scored.score, scored.activeDays]
}

describe("days of 23, 24 and 25 hours all count once", () => {
  it("when clocks go forward (Berlin, 29 March 2026: 23 hours)", () => {
    const hours = Array.from({ length: 72 }, (_, hour) => at(new Date(Date.UTC(2026, 2, 27, 23 + hour)).toISOString()))
    assert.deepStrictEqual(inZone("Europe/Berlin", 0, "2026-03-27T23:00:00Z", "2026-03-30T23:00:00Z", hours), [24, 4])
    const day = hours.filter(
      (one) => one.at >= instant("2026-03-28T23:00:00Z") && one.at < instant("2026-03-29T22:00:00Z")
    )
    assert.deepStrictEqual(inZone("Europe/Berlin", 0, "2026-03-27T23:00:00Z", "2026-03-30T23:00:00Z", day), [23, 1])
  })

  it("when clocks go back (Berlin, 25 October 2026: 25 hours)", () => {
    const hours = Array.from({ length: 25 }, (_, hour) => at(new Date(Date.UTC(2026, 9, 24, 22 + hour)).toISOString()))
    assert.deepStrictEqual(inZone("Europe/Berlin", 0, "2026-10-23T22:00:00Z", "2026-10-27T23:00:00Z", hours), [25, 1])
  })

  it("when clocks change by half an hour (Lord Howe Island, 5 April 2026: 24.5 hours)", () => {
    const halves = Array.from({ length: 49 }, (_, half) =>
      at(new Date(Date.UTC(2026, 3, 4, 13, 30 * half)).toISOString())
    )
    assert.deepStrictEqual(
      inZone("Australia/Lord_Howe", 0, "2026-04-01T00:00:00Z", "2026-04-10T00:00:00Z", halves),
      [49, 1]
    )
  })
})

describe("the day of an activity", () => {
  it("is taken in the zone given, from UTC-12 to UTC+14", () => {
    const noon = [at("2026-06-10T11:30:00Z"), at("2026-06-10T12:30:00Z")]
    const span = ["2026-06-01T00:00:00Z", "2026-06-20T00:00:00Z"] as const
    assert.deepStrictEqual(inZone("UTC", 0, ...span, noon), [2, 1])
    assert.deepStrictEqual(inZone("Etc/GMT+12", 0, ...span, noon), [1, 2])
    assert.deepStrictEqual(inZone("Pacific/Kiritimati", 0, ...span, noon), [2, 1])
    assert.deepStrictEqual(
      inZone("Pacific/Kiritimati", 0, ...span, [at("2026-06-10T09:59:59Z"), at("2026-06-10T10:00:00Z")]),
      [1, 2]
    )
  })

  it("starts at the hour given", () => {
    const night = [at("2026-06-10T02:59:59Z"), at("2026-06-10T03:00:00Z")]
    const span = ["2026-06-01T00:00:00Z", "2026-06-20T00:00:00Z"] as const
    assert.deepStrictEqual(inZone("UTC", 0, ...span, night), [2, 1])
    assert.deepStrictEqual(inZone("UTC", 3, ...span, night), [1, 2])
    assert.strictEqual(
      formatDay(calendarOf(ZoneId.make("UTC"), 3, { start: night[0]!.at, end: night[1]!.at }).first),
      "2026-06-09"
    )
  })
})

describe("scoring in one go", () => {
  it("compiles, folds and evaluates as of the end of the window", () => {
    const window = { start: instant("2026-06-01T00:00:00Z"), end: instant("2026-06-04T00:00:00Z") }
    const terms = {
      rule: rule({ _tag: "Streak", metric: "steps", atLeast: 1, run: "current" }),
      metrics,
      window,
      zone: ZoneId.make("UTC")
    }
    const activities = [at("2026-06-01T12:00:00Z"), at("2026-06-02T12:00:00Z")]
    assert.deepStrictEqual(
      Result.map(score(terms, activities), (one) => one.score),
      Result.succeed(0)
    )
    assert.deepStrictEqual(
      Result.map(score(terms, [...activities, at("2026-06-03T12:00:00Z")]), (one) => one.score),
      Result.succeed(3)
    )
    assert.isTrue(Result.isFailure(score({ ...terms, rule: rule({ _tag: "Total", metric: "naps" }) }, [])))
  })
})
