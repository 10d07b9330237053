import fc from "fast-check"
import { byHour, type News, type Tally } from "../../src/challenge/index.ts"
import { Currency, ParticipantId, UserId } from "../../src/shared/index.ts"

const hostile = ["ada", "bob", "Zoë", 'O\'Hara "x" \\']

const prizes = fc.record({
  currency: fc.constantFrom("EUR", "JPY").map((code) => Currency.make(code)),
  minorUnits: fc.constantFrom(1n, 2n ** 70n)
})

/** Tallies of few, each always of the same user, with the largest scores there are. */
export const tallies: fc.Arbitrary<Tally> = fc
  .tuple(
    fc.constantFrom(...hostile),
    fc.record(
      {
        status: fc.constantFrom("Active", "Withdrawn", "Disqualified"),
        activeDays: fc.integer({ min: 0, max: 2 }),
        score: fc.constantFrom(-1, 0, 7, Number.MAX_SAFE_INTEGER, -Number.MAX_SAFE_INTEGER),
        progress: fc.constantFrom(0, 1, 10_000),
        place: fc.integer({ min: 1, max: 4 }),
        prize: prizes
      },
      { requiredKeys: ["status", "activeDays"], noNullPrototype: true }
    )
  )
  .map(([name, tally]) => ({
    participantId: ParticipantId.make(`p-${name}`),
    userId: UserId.make(name),
    ...tally
  }))

/** News about the turn of an hour, before 1970 too. */
export const someNews: fc.Arbitrary<News> = fc.record(
  {
    at: fc.constantFrom(-1, 0, 3_599_999, 3_600_000, Date.UTC(2026, 2, 1), Date.UTC(2026, 2, 1, 1)),
    joined: fc.integer({ min: 0, max: 2 }),
    activities: fc.integer({ min: -2, max: 2 }),
    areActive: fc.boolean()
  },
  { requiredKeys: ["at", "joined", "activities"], noNullPrototype: true }
)

const someUsers = fc.subarray(hostile.map((name) => UserId.make(name)))

/** News as a change of them is carried: by the hour. */
export const newsByHour = fc.array(fc.tuple(someNews, someUsers), { maxLength: 3 }).map(byHour)
