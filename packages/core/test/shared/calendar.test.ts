import { assert, describe, it } from "@effect/vitest"
import { Schema } from "effect"
import fc from "fast-check"
import {
  calendarOf,
  type Day,
  formatDay,
  parseInstant,
  startOfDay,
  wallClock,
  weekOf,
  ZoneId
} from "../../src/shared/index.ts"

const hour = 3_600_000
const zone = (name: string) => ZoneId.make(name)
const instant = (text: string): number => parseInstant(text) ?? Number.NaN
const dayOf = (date: string): Day => instant(`${date}T00:00:00Z`) / (24 * hour)
const lengthOf = (name: string, date: string, startHour = 0) =>
  (startOfDay(zone(name), startHour, dayOf(date) + 1) - startOfDay(zone(name), startHour, dayOf(date))) / hour

describe("the length of a local day", () => {
  it("is 23, 24 or 25 hours, or what else the zone does", () => {
    assert.deepStrictEqual(
      [
        lengthOf("Europe/Berlin", "2026-03-28"),
        lengthOf("Europe/Berlin", "2026-03-29"),
        lengthOf("Europe/Berlin", "2026-10-25"),
        lengthOf("America/New_York", "2026-03-08"),
        lengthOf("America/New_York", "2026-11-01"),
        lengthOf("Australia/Lord_Howe", "2026-04-05"),
        lengthOf("Australia/Lord_Howe", "2026-10-04"),
        lengthOf("UTC", "2026-03-29")
      ],
      [24, 23, 25, 23, 25, 24.5, 23.5, 24]
    )
  })

  it("is zero for a date that the zone skips (Samoa, 30 December 2011)", () => {
    assert.strictEqual(lengthOf("Pacific/Apia", "2011-12-30"), 0)
  })

  it("moves with the hour at which days start", () => {
    // With days from 03:00 the change at 02:00 belongs to the day before.
    assert.deepStrictEqual(
      [lengthOf("Europe/Berlin", "2026-03-28", 3), lengthOf("Europe/Berlin", "2026-03-29", 3)],
      [23, 24]
    )
  })
})

describe("the start of a day", () => {
  it("is its hour on the wall clock", () => {
    assert.strictEqual(startOfDay(zone("Europe/Berlin"), 0, dayOf("2026-06-01")), instant("2026-05-31T22:00:00Z"))
    assert.strictEqual(startOfDay(zone("Pacific/Kiritimati"), 0, dayOf("2026-06-01")), instant("2026-05-31T10:00:00Z"))
    assert.strictEqual(startOfDay(zone("Etc/GMT+12"), 0, dayOf("2026-06-01")), instant("2026-06-01T12:00:00Z"))
    assert.strictEqual(startOfDay(zone("Asia/Kathmandu"), 5, dayOf("2026-06-01")), instant("2026-05-31T23:15:00Z"))
  })

  it("is the change of the clock where the hour does not exist, and its first occurrence where it exists twice", () => {
    assert.strictEqual(startOfDay(zone("Europe/Berlin"), 2, dayOf("2026-03-29")), instant("2026-03-29T01:00:00Z"))
    assert.strictEqual(startOfDay(zone("Europe/Berlin"), 2, dayOf("2026-10-25")), instant("2026-10-25T00:00:00Z"))
    // Midnight does not exist in Santiago on 6 September 2026: the day starts at 01:00.
    assert.strictEqual(startOfDay(zone("America/Santiago"), 0, dayOf("2026-09-06")), instant("2026-09-06T04:00:00Z"))
  })
})

describe("a calendar", () => {
  it("gives each instant of a window its local day, the boundaries belonging to the later one", () => {
    const zones = [
      "UTC",
      "Europe/Berlin",
      "Pacific/Kiritimati",
      "Etc/GMT+12",
      "Australia/Lord_Howe",
      "America/Santiago"
    ]
    const cases = fc.record({
      name: fc.constantFrom(...zones),
      startHour: fc.nat(23),
      start: fc.constantFrom("2026-03-25", "2026-09-01", "2026-10-20"),
      hours: fc.integer({ min: 1, max: 300 }),
      share: fc.nat(999)
    })
    fc.assert(
      fc.property(cases, ({ name, startHour, start, hours, share }) => {
        const window = { start: instant(`${start}T00:00:00Z`), end: instant(`${start}T00:00:00Z`) + hours * hour }
        const calendar = calendarOf(zone(name), startHour, window)
        const at = window.start + Math.floor(((hours * hour - 1) * share) / 999)
        const day = calendar.dayOf(at)
        assert.isAtMost(startOfDay(zone(name), startHour, day), at)
        assert.isAbove(startOfDay(zone(name), startHour, day + 1), at)
        assert.strictEqual(calendar.first, calendar.dayOf(window.start))
        assert.strictEqual(calendar.last, calendar.dayOf(window.end - 1))
      }),
      { numRuns: 150 }
    )
  })

  it("puts instants outside the window on the nearest day", () => {
    const window = { start: instant("2026-06-01T00:00:00Z"), end: instant("2026-06-03T00:00:00Z") }
    const calendar = calendarOf(zone("UTC"), 0, window)
    assert.strictEqual(calendar.dayOf(0), calendar.first)
    assert.strictEqual(calendar.dayOf(window.end + 99 * hour), calendar.last)
    assert.deepStrictEqual([calendar.first, calendar.last].map(formatDay), ["2026-06-01", "2026-06-02"])
  })
})

describe("weeks", () => {
  it("begin on Monday", () => {
    const [sunday, monday] = [dayOf("2026-05-31"), dayOf("2026-06-01")]
    assert.strictEqual(weekOf(monday), weekOf(sunday) + 1)
    for (let day = monday; day < monday + 7; day++) assert.strictEqual(weekOf(day), weekOf(monday))
    assert.strictEqual(weekOf(monday + 7), weekOf(monday) + 1)
    assert.strictEqual(weekOf(-1), weekOf(0))
    assert.strictEqual(weekOf(-4), weekOf(-3) - 1)
  })
})

describe("a zone", () => {
  it("is one that the runtime knows", () => {
    const decode = Schema.decodeUnknownSync(ZoneId)
    assert.strictEqual(decode("Europe/Berlin"), "Europe/Berlin")
    for (const wrong of ["", "Berlin", "Mars/Base", 5]) assert.throws(() => decode(wrong))
  })
})

describe("a clock on the wall", () => {
  it("shows an instant as its zone does, however many were asked for in between", () => {
    const noon = instant("2026-07-01T12:00:00Z")
    const shown = () => ["Europe/Berlin", "Asia/Tokyo", "UTC"].map((name) => (wallClock(name, noon) - noon) / hour)
    assert.deepStrictEqual(shown(), [2, 9, 0])
    assert.deepStrictEqual(shown(), [2, 9, 0])
    for (let second = 0; second < 60_000; second++) {
      const at = noon + second * 1000
      if (wallClock("Europe/Berlin", at) !== at + 2 * hour) assert.fail(`wrong at ${second}`)
    }
    assert.deepStrictEqual(shown(), [2, 9, 0])
  })
})
