import { assert, describe, it } from "@effect/vitest"
import { type ChallengeDefinition, endOfDay, lastDayOver, nextDay, scheduleOf } from "@laurel/core/challenge"
import { calendarOf, type Day } from "@laurel/core/shared"
import fc from "fast-check"
import { definitionOf } from "./definitions.ts"

/** Zones at both ends of the world, with clocks put forward and back by an hour and by half of one, at midnight too. */
const zones = [
  "UTC",
  "Europe/Berlin",
  "America/New_York",
  "Pacific/Kiritimati",
  "Etc/GMT+12",
  "Australia/Lord_Howe",
  "America/Havana",
  "Asia/Beirut",
  "Africa/Cairo"
]

/** Days around which clocks change, a month or year ends, or a leap day lies. */
const around = [
  "2026-03-08",
  "2026-03-29",
  "2026-10-25",
  "2026-11-01",
  "2026-04-05",
  "2026-12-31",
  "2028-02-28",
  "2026-04-24"
]

const hour = 3_600_000

const definitions = fc
  .record({
    zone: fc.constantFrom(...zones),
    dayStartsAt: fc.integer({ min: 0, max: 23 }),
    first: fc.constantFrom(...around),
    before: fc.integer({ min: 0, max: 72 }),
    hours: fc.integer({ min: 1, max: 120 })
  })
  .map(({ zone, dayStartsAt, first, before, hours }) => {
    const start = Date.parse(`${first}T00:00:00Z`) - before * hour
    const window = { start: new Date(start).toISOString(), end: new Date(start + hours * hour).toISOString() }
    return definitionOf({ zone, dayStartsAt, window })
  })

/** The days whose boards are kept one after the other, and when each is. */
const daysOf = (definition: ChallengeDefinition) => {
  const days: Array<{ readonly day: Day; readonly due: number }> = []
  for (let next = nextDay({ definition }); next !== undefined; next = nextDay({ definition, keptThrough: next.day }))
    days.push(next)
  return days
}

/** The same by walking through the window: a day is over when the next instant is of another one, or of none. */
const walked = (definition: ChallengeDefinition) => {
  const { start, end } = scheduleOf(definition)
  const { dayOf } = calendarOf(definition.zone, definition.dayStartsAt, { start, end })
  const step = hour / 4
  const days: Array<{ readonly day: Day; readonly due: number }> = []
  for (let at = start; at < end; at += step) {
    const day = dayOf(at)
    if (at + step >= end || dayOf(at + step) !== day) days.push({ day, due: Math.min(at + step, end) })
  }
  return days
}

describe("the days of a challenge", () => {
  it("R-20 are each kept once, as they are over, whatever the clocks of the zone do", () => {
    fc.assert(
      fc.property(definitions, (definition) => {
        assert.deepStrictEqual(daysOf(definition), walked(definition))
      }),
      { numRuns: 300 }
    )
  })

  it("are over up to the last that is, at any instant", () => {
    const aWhile = 60 * 24 * hour
    fc.assert(
      fc.property(definitions, fc.integer({ min: -aWhile, max: aWhile }), fc.nat(100), (definition, shift, chosen) => {
        const days = daysOf(definition)
        const ends = [...days.map(({ due }) => due), scheduleOf(definition).start + shift]
        const instant = (ends[chosen % ends.length] ?? 0) - (chosen % 2)
        const last = lastDayOver(definition, instant)
        assert.deepStrictEqual(
          days.filter(({ day }) => day <= last),
          days.filter(({ day }) => endOfDay(definition, day) <= instant)
        )
      }),
      { numRuns: 500 }
    )
  })

  it("have 23, 24 or 25 hours, and the leap day is one of them", () => {
    const lengths = (zone: string, start: string, end: string) => {
      const definition = definitionOf({ zone, window: { start, end } })
      const ends = [scheduleOf(definition).start, ...daysOf(definition).map(({ due }) => due)]
      return ends.slice(1).map((due, index) => (due - (ends[index] ?? 0)) / hour)
    }
    assert.deepStrictEqual(lengths("Europe/Berlin", "2026-03-28", "2026-03-31"), [24, 23, 24])
    assert.deepStrictEqual(lengths("Europe/Berlin", "2026-10-24", "2026-10-27"), [24, 25, 24])
    assert.deepStrictEqual(lengths("Etc/GMT+12", "2028-02-28", "2028-03-01"), [24, 24])
    assert.deepStrictEqual(lengths("Pacific/Kiritimati", "2026-12-31", "2027-01-02"), [24, 24])
  })

  it("do not include a date that the zone skipped", () => {
    const definition = definitionOf({ zone: "Pacific/Apia", window: { start: "2011-12-29", end: "2012-01-01" } })
    const dates = daysOf(definition).map(({ day }) => new Date(day * 86_400_000).toISOString().slice(0, 10))
    assert.deepStrictEqual(dates, ["2011-12-29", "2011-12-31"])
    const [, , last] = [...daysOf(definition), lastDayOver(definition, Date.parse("2011-12-30T10:00:00Z"))]
    assert.strictEqual(last, Date.parse("2011-12-30") / 86_400_000)
  })
})
