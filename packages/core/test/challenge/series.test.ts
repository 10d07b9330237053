import { assert, describe, it } from "@effect/vitest"
import { type Challenge, evolve, nextOccurrence, scheduleOf, shiftTo } from "@laurel/core/challenge"
import { ChallengeId, wallClock, ZoneId } from "@laurel/core/shared"
import fc from "fast-check"
import { definitionOf, inEveryState } from "./definitions.ts"

const at = (text: string): number => Date.parse(text)
const next = ChallengeId.make("next")

const published = (changes: Readonly<Record<string, unknown>>): Challenge =>
  inEveryState(definitionOf(changes)).Published

/** The first occurrences of a challenge, each with its window and when it is made. */
const occurrences = (challenge: Challenge, count: number) => {
  const shown: Array<string> = []
  let current = challenge
  for (let made = 0; made < count; made++) {
    const occurrence = nextOccurrence(current)
    if (occurrence === undefined) break
    const { id, window } = occurrence.definition
    shown.push(`${id}: ${window.start} to ${window.end}, made ${new Date(occurrence.due).toISOString()}`)
    current = evolve(current, { _tag: "SeriesMoved", through: occurrence.start })
  }
  return shown
}

describe("a challenge that recurs", () => {
  it("C43 gives a challenge for every month, from its first day to its last, whatever the length of months", () => {
    const monthly = published({ recurrence: { cron: "0 0 1 * *" }, window: { start: "2027-12-01", end: "2028-01-01" } })
    assert.deepStrictEqual(occurrences(monthly, 3), [
      "spring@2028-01-01: 2028-01-01 to 2028-02-01, made 2027-11-30T23:00:00.000Z",
      "spring@2028-02-01: 2028-02-01 to 2028-03-01, made 2027-12-31T23:00:00.000Z",
      "spring@2028-03-01: 2028-03-01 to 2028-04-01, made 2028-01-31T23:00:00.000Z"
    ])
  })

  it("C43 gives a challenge for every week, at the same time on the wall clock over changes of the clock", () => {
    const weekly = published({
      recurrence: { cron: "0 8 * * 1" },
      window: { start: "2026-03-16T07:00:00Z", end: "2026-03-20T17:00:00Z" },
      entries: { opens: "2026-03-14", closes: "2026-03-16T06:30:00Z" }
    })
    assert.deepStrictEqual(occurrences(weekly, 2), [
      "spring@2026-03-23T07:00:00.000Z: 2026-03-23T07:00:00.000Z to 2026-03-27T17:00:00.000Z, made 2026-03-20T23:00:00.000Z",
      "spring@2026-03-30T06:00:00.000Z: 2026-03-30T06:00:00.000Z to 2026-04-03T16:00:00.000Z, made 2026-03-27T23:00:00.000Z"
    ])
  })

  it("ends with its series, and with the challenge when that is cancelled; a draft does not begin one", () => {
    const definition = definitionOf({ recurrence: { cron: "0 0 1 * *" } })
    const states = inEveryState(definition)
    for (const state of ["Published", "Running", "Closing", "Final", "Settled"] as const) {
      assert.isDefined(nextOccurrence(states[state]), state)
      assert.isUndefined(nextOccurrence(evolve(states[state], { _tag: "SeriesEnded", at: 5 })), state)
    }
    for (const state of ["Draft", "Cancelled"] as const) assert.isUndefined(nextOccurrence(states[state]), state)
    assert.isUndefined(nextOccurrence(inEveryState(definitionOf()).Published))
  })

  it("keeps what its series has come to through every state", () => {
    const { Published } = inEveryState(definitionOf({ recurrence: { cron: "0 0 1 * *" } }))
    const moved = evolve(Published, { _tag: "SeriesMoved", through: 7 })
    const closing = evolve(evolve(moved, { _tag: "ChallengeStarted" }), { _tag: "ChallengeClosed" })
    const final = evolve(closing, { _tag: "ChallengeFinished", at: 9, standingsHash: "0".repeat(64) })
    const settled = evolve(final, { _tag: "ChallengeSettled", at: 10 })
    for (const challenge of [moved, closing, final, settled]) assert.deepInclude(challenge, { series: { through: 7 } })
    const ended = evolve(settled, { _tag: "SeriesEnded", at: 11 })
    assert.deepInclude(ended, { series: { through: 7, endedAt: 11 } })
  })

  it("R-20 has no occurrence twice and none out of order, in any zone and over any change of the clock", () => {
    const crons = fc.constantFrom("0 0 1 * *", "30 2 * * *", "0 0 * * 1", "0 0 29 2 *", "15 1 * * 0", "0 0 31 * *")
    const zones = fc.constantFrom(
      "Europe/Berlin",
      "Pacific/Kiritimati",
      "Etc/GMT+12",
      "Australia/Lord_Howe",
      "America/Havana"
    )
    const starts = fc.constantFrom("2026-03-28", "2026-10-24", "2028-02-28", "2026-12-31", "2026-01-31")
    fc.assert(
      fc.property(crons, zones, starts, fc.integer({ min: 1, max: 40 }), (cron, zone, start, days) => {
        const end = new Date(at(`${start}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10)
        let current = published({ recurrence: { cron }, zone, window: { start, end } })
        const ids = new Set<string>()
        let before = scheduleOf(current.definition).start
        for (let made = 0; made < 6; made++) {
          const occurrence = nextOccurrence(current)
          assert.isDefined(occurrence)
          if (occurrence === undefined) return
          const { definition, start: begins, due } = occurrence
          assert.isAbove(begins, before)
          assert.strictEqual(scheduleOf(definition).start, begins)
          assert.isAbove(scheduleOf(definition).end, begins)
          assert.isAtMost(due, begins)
          assert.notProperty(definition, "recurrence")
          ids.add(definition.id)
          before = begins
          current = evolve(current, { _tag: "SeriesMoved", through: begins })
        }
        assert.strictEqual(ids.size, 6)
      }),
      { numRuns: 40 }
    )
  })
})

describe("dates that move along with a new start", () => {
  const moved = (changes: Readonly<Record<string, unknown>>, start: string): Readonly<Record<string, string>> => {
    const definition = definitionOf(changes)
    const { window, entries, freezeAt } = shiftTo(definition, next, at(start))
    return {
      ...window,
      ...(entries.closes === undefined ? {} : { closes: entries.closes }),
      ...(freezeAt === undefined ? {} : { freezeAt })
    }
  }

  it("stay as many days away, and dates stay dates", () => {
    const changes = {
      freezeAt: "2026-03-25",
      window: { start: "2026-03-01", end: "2026-03-29" },
      entries: { closes: "2026-02-27" }
    }
    assert.deepStrictEqual(moved(changes, "2026-06-09T22:00:00Z"), {
      start: "2026-06-10",
      end: "2026-07-08",
      closes: "2026-06-08",
      freezeAt: "2026-07-04"
    })
  })

  it("stay on the same day of the month where they were, if the month has such a day", () => {
    assert.deepStrictEqual(moved({}, "2026-04-30T22:00:00Z"), { start: "2026-05-01", end: "2026-06-01" })
    const window = { start: "2026-01-30", end: "2026-03-30" }
    assert.deepStrictEqual(moved({ window }, "2026-05-29T22:00:00Z"), { start: "2026-05-30", end: "2026-07-30" })
    assert.deepStrictEqual(moved({ window: { start: "2026-01-15", end: "2026-02-15" } }, "2026-12-30T23:00:00Z"), {
      start: "2026-12-31",
      end: "2027-01-31"
    })
    assert.deepStrictEqual(moved({ window: { start: "2026-01-15", end: "2026-02-15" } }, "2027-01-30T23:00:00Z"), {
      start: "2027-01-31",
      end: "2027-03-03"
    })
  })

  it("never lie after the end of the window", () => {
    const changes = { freezeAt: "2026-03-31", recurrence: { cron: "0 0 1 * *" } }
    assert.deepStrictEqual(moved(changes, "2027-01-31T23:00:00Z"), {
      start: "2027-02-01",
      end: "2027-03-01",
      freezeAt: "2027-03-01"
    })
  })

  it("move the dates of fees, and leave amounts as they are", () => {
    const definition = definitionOf({
      currency: "EUR",
      prizes: {
        funding: {
          entryFee: [
            { until: "2026-02-14T23:00:00Z", amount: "1000" },
            { until: "2026-03-14T23:00:00Z", amount: "2000" }
          ]
        },
        stages: [{ name: "main", awards: [{ _tag: "SharePerPlace", shares: ["100%"] }] }],
        residual: "Platform",
        degenerate: {
          emptyPool: "NoPrizes",
          oneEntrant: "Refund",
          allScoresZero: "Refund",
          noWinner: "Refund",
          everyoneWins: "PayAsRanked",
          fewerFinishersThanPlaces: "Redistribute"
        }
      }
    })
    const shifted = shiftTo(definition, next, at("2026-05-31T22:00:00Z"))
    assert.deepStrictEqual(shifted.prizes?.funding.entryFee, [
      { until: at("2026-05-17T22:00:00Z"), amount: 1000n },
      { until: at("2026-06-14T22:00:00Z"), amount: 2000n }
    ])
  })

  it("R-20 keep their time on the wall clock, in any zone and over any change of the clock", () => {
    const zones = ["Europe/Berlin", "America/New_York", "Pacific/Kiritimati", "Etc/GMT+12", "Australia/Lord_Howe"]
    const hours = fc.integer({ min: 0, max: 400 * 24 })
    fc.assert(
      fc.property(
        fc.constantFrom(...zones),
        hours,
        hours,
        fc.integer({ min: 1, max: 60 * 24 }),
        (zone, first, second, length) => {
          const epoch = at("2026-01-01T00:00:00Z")
          const instant = (hour: number) => new Date(epoch + hour * 3_600_000).toISOString()
          const definition = definitionOf({ zone, window: { start: instant(first), end: instant(first + length) } })
          const begins = epoch + second * 3_600_000
          const shifted = scheduleOf(shiftTo(definition, next, begins))
          const timeOf = (when: number) => wallClock(ZoneId.make(zone), when) % 86_400_000
          assert.strictEqual(shifted.start, begins)
          // An hour that the clock skips does not exist: what would lie in it is at the change.
          const gap = Math.abs(timeOf(shifted.end) - timeOf(scheduleOf(definition).end))
          assert.isTrue(gap === 0 || gap <= 3_600_000, `${gap}`)
        }
      ),
      { numRuns: 100 }
    )
  })
})
