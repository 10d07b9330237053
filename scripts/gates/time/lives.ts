import { type ChallengeDefinition, decodeDefinition } from "@laurel/core/challenge"
import type { Instant } from "@laurel/core/shared"
import { Result } from "effect"
import fc from "fast-check"

const hour = 3_600_000

/** Both ends of the world, clocks that change by an hour and by half of one, at midnight too. */
const zones = [
  "UTC",
  "Europe/Berlin",
  "America/New_York",
  "Pacific/Kiritimati",
  "Etc/GMT+12",
  "Australia/Lord_Howe",
  "America/Havana"
]

/** Around changes of the clock, the ends of months and years, and a leap day. */
const around = ["2026-03-08", "2026-03-29", "2026-10-25", "2026-11-01", "2026-04-05", "2026-12-31", "2028-02-29"]

/** A challenge, and the instants at which somebody looks at a clock that is now and then set back or forth by an hour. */
export interface Life {
  readonly definition: ChallengeDefinition
  readonly published: Instant
  readonly instants: ReadonlyArray<Instant>
}

/** Lives of every kind. */
export const lives: fc.Arbitrary<Life> = fc
  .record({
    zone: fc.constantFrom(...zones),
    dayStartsAt: fc.integer({ min: 0, max: 23 }),
    date: fc.constantFrom(...around),
    before: fc.integer({ min: 0, max: 96 }),
    hours: fc.integer({ min: 1, max: 200 }),
    graceHours: fc.integer({ min: 0, max: 30 }),
    frozen: fc.option(fc.integer({ min: 0, max: 200 }), { nil: undefined }),
    looks: fc.array(fc.tuple(fc.integer({ min: 0, max: 60 }), fc.constantFrom(0, 0, -1, 1)), {
      minLength: 1,
      maxLength: 14
    })
  })
  .map(({ zone, dayStartsAt, date, before, hours, graceHours, frozen, looks }) => {
    const start = Date.parse(`${date}T00:00:00Z`) - before * hour
    const end = start + hours * hour
    const text = (instant: number): string => new Date(instant).toISOString()
    const definition = Result.getOrThrow(
      decodeDefinition({
        id: "life",
        name: "Life",
        zone,
        dayStartsAt,
        window: { start: text(start), end: text(end) },
        graceHours,
        ...(frozen === undefined ? {} : { freezeAt: text(Math.min(start + frozen * hour, end)) }),
        metrics: [{ name: "steps" }],
        score: { _tag: "Total", metric: "steps" }
      })
    )
    let now = start - 24 * hour
    const instants = looks.map(([hoursOn, jump]) => {
      now += hoursOn * hour
      return now + jump * hour
    })
    return { definition, published: start - 48 * hour, instants: [...instants, end + (graceHours + 1) * hour] }
  })
