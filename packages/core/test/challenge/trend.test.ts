import { assert, describe, it } from "@effect/vitest"
import fc from "fast-check"
import { type BusyHour, type Trend, trendHours, trendsOf } from "../../src/challenge/index.ts"
import { ChallengeId } from "../../src/shared/index.ts"

const now = 500_000
const ago = (hours: number, joined: number, activities: number, id = "a"): BusyHour => ({
  challengeId: ChallengeId.make(id),
  hour: now - hours,
  joined,
  activities
})
const scoreOf = (...busy: ReadonlyArray<BusyHour>): number => trendsOf(busy, now)[0]?.score ?? 0

const busyHours: fc.Arbitrary<BusyHour> = fc.record({
  challengeId: fc.constantFrom("a", "b", "c").map((id) => ChallengeId.make(id)),
  hour: fc.integer({ min: now - 60, max: now + 2 }),
  joined: fc.integer({ min: 0, max: 3 }),
  activities: fc.integer({ min: -5, max: 1_000_000_000 })
})

describe("trendsOf", () => {
  it("weighs what happened by half with every six hours", () => {
    assert.deepStrictEqual(
      [0, 5, 6, 11, 12, 47].map((hours) => scoreOf(ago(hours, 0, 1))),
      [256, 256, 128, 128, 64, 2]
    )
  })

  it("knows nothing of what is two days ago, or yet to come", () => {
    assert.deepStrictEqual(trendsOf([ago(trendHours, 5, 5), ago(-1, 5, 5)], now), [])
  })

  it("takes whoever joins for ten activities, and an hour that lost more than it got for an empty one", () => {
    assert.strictEqual(scoreOf(ago(0, 1, 0)), scoreOf(ago(0, 0, 10)))
    assert.strictEqual(scoreOf(ago(0, 0, 3), ago(1, 0, -5)), scoreOf(ago(0, 0, 3)))
  })

  it("lists the highest score first, and equal ones by id", () => {
    const trends = trendsOf([ago(0, 0, 1, "b"), ago(0, 0, 1, "a"), ago(6, 0, 3, "c")], now)
    assert.deepStrictEqual(
      trends.map(({ challengeId }) => challengeId),
      ["c", "a", "b"]
    )
  })

  it("gives the same whole numbers whatever the order and however the hours are divided (F55)", () => {
    fc.assert(
      fc.property(fc.array(busyHours), fc.integer({ min: 0 }), (busy, turn) => {
        const expected = trendsOf(busy, now)
        const turned = [...busy.slice(turn % (busy.length + 1)), ...busy.slice(0, turn % (busy.length + 1))]
        assert.deepStrictEqual(trendsOf(turned, now), expected)
        assert.isTrue(expected.every(({ score }: Trend) => Number.isSafeInteger(score)))
      })
    )
  })
})
