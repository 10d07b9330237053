import { assert, describe, it } from "@effect/vitest"
import { Schema } from "effect"
import fc from "fast-check"
import { arbitraryActivities } from "../../simulation/arbitraries/activities.ts"
import { empty, fold, needsFacts, rebuild, refoldDay, ScoreState, withheldOn } from "../../src/scoring/index.ts"
import { calendar, did, metric, metrics, programOf } from "./pinned.ts"
import { arbitraryWorld } from "./worlds.ts"

const encode = Schema.encodeSync(ScoreState)
const decode = Schema.decodeUnknownSync(ScoreState)
const total = { _tag: "Total", metric: "steps" }

describe("the state of a participant", () => {
  it("is the same after a round through JSON", () => {
    fc.assert(
      fc.property(
        arbitraryWorld.chain((world) => fc.tuple(fc.constant(world), arbitraryActivities(world.span, world.metrics))),
        ([{ program, calendar: days }, activities]) => {
          const state = rebuild(program, days, activities)
          assert.deepStrictEqual(decode(JSON.parse(JSON.stringify(encode(state)))), state)
        }
      ),
      { numRuns: 100 }
    )
  })

  it("carries a version and has null where nothing counts", () => {
    const program = programOf(total)
    const { state } = fold(program, calendar, empty(program), [did("steps", 3, 7)])
    assert.deepStrictEqual(encode(state), { _v: 1, stride: 1, cells: [null, null, 7], sources: [] })
    assert.throws(() => decode({ _v: 2, stride: 1, cells: [], sources: [] }))
  })

  it("has all cells of every day up to the last with an activity", () => {
    const program = programOf({
      _tag: "Points",
      terms: [
        { metric: "steps", points: 1 },
        { metric: "minutes", points: 1 }
      ]
    })
    const one = fold(program, calendar, empty(program), [did("steps", 1, 7)]).state
    assert.deepStrictEqual(encode(one).cells, [7, null])
    const two = fold(program, calendar, one, [did("steps", 2, 8)]).state
    assert.deepStrictEqual(encode(two).cells, [7, null, 8, null])
    assert.deepStrictEqual(encode(fold(program, calendar, two, [did("minutes", 4, 9)]).state).cells, [
      7,
      null,
      8,
      null,
      null,
      null,
      null,
      9
    ])
  })

  it("is bounded by days and lanes, not by activities", () => {
    const program = programOf(total)
    const activities = Array.from({ length: 500 }, (_, index) => did("steps", 1 + (index % 14), 1))
    assert.lengthOf(rebuild(program, calendar, activities).cells, 14)
  })

  it("of another program is a defect", () => {
    const [one, other] = [programOf(total), programOf({ _tag: "Latest", metric: "weight" })]
    assert.throws(() => fold(other, calendar, empty(one), []), /the state has 1 cells a day, its program 2/)
  })

  it("is not changed by folding", () => {
    const program = programOf(total)
    const { state } = fold(program, calendar, empty(program), [did("steps", 1, 7)])
    const before = encode(state)
    fold(program, calendar, state, [did("steps", 1, 8)])
    refoldDay(program, calendar, state, calendar.first, [])
    assert.deepStrictEqual(encode(state), before)
  })
})

describe("folding", () => {
  const withSteps = (extra: object) =>
    metrics.map((one) => (one.name === "steps" ? metric({ name: "steps", ...extra }) : one))
  const daysToRefold = (
    json: unknown,
    first: ReadonlyArray<ReturnType<typeof did>>,
    then: ReadonlyArray<ReturnType<typeof did>>,
    of = metrics
  ) => {
    const program = programOf(json, { metrics: [of[0]!, ...of.slice(1)] })
    const { state, refold } = fold(program, calendar, empty(program), first)
    assert.deepStrictEqual(refold, [])
    return fold(program, calendar, state, then).refold.map((day) => day - calendar.first + 1)
  }

  it("asks for no day again while adding is enough", () => {
    assert.deepStrictEqual(
      daysToRefold(total, [did("steps", 1, 5), did("steps", 1, 5)], [did("steps", 1, 5), did("steps", 2, 5)]),
      []
    )
    assert.deepStrictEqual(daysToRefold(total, [did("naps", 1, 5)], [did("weight", 1, 5)]), [])
  })

  it("names the days of what was replaced or voided", () => {
    const program = programOf(total)
    const removed = [did("steps", 5, 1), did("steps", 2, 1), did("steps", 5, 1), did("weight", 9, 1)]
    assert.deepStrictEqual(fold(program, calendar, empty(program), [], removed).refold, [
      calendar.first + 1,
      calendar.first + 4
    ])
  })

  it("names the days whose sum leaves the safe range, may pass what is plausible, or has two latest", () => {
    const most = Number.MAX_SAFE_INTEGER
    assert.deepStrictEqual(daysToRefold(total, [did("steps", 1, most)], [did("steps", 1, -1)]), [1])
    assert.deepStrictEqual(daysToRefold(total, [did("steps", 1, -most)], [did("steps", 1, 1)]), [1])
    assert.deepStrictEqual(daysToRefold(total, [did("steps", 1, most - 1)], [did("steps", 1, 1)]), [])
    const plausible = withSteps({ plausible: { perDay: 10 } })
    assert.deepStrictEqual(daysToRefold(total, [did("steps", 1, 6)], [did("steps", 1, 4)], plausible), [])
    assert.deepStrictEqual(daysToRefold(total, [did("steps", 1, 6)], [did("steps", 1, 5)], plausible), [1])
    assert.deepStrictEqual(
      daysToRefold(total, [did("steps", 1, 6), did("steps", 1, -6)], [did("steps", 1, 5)], plausible),
      [1]
    )
    const latest = { _tag: "Latest", metric: "weight" }
    assert.deepStrictEqual(daysToRefold(latest, [did("weight", 1, 6)], [did("weight", 1, 6, "11:00")]), [])
    assert.deepStrictEqual(daysToRefold(latest, [did("weight", 1, 6)], [did("weight", 1, 6)]), [1])
  })

  it("folds a day that has passed its plausible limit again with every further activity", () => {
    const [, ...others] = metrics
    const program = programOf(total, { metrics: [metric({ name: "steps", plausible: { perDay: 10 } }), ...others] })
    const day = [did("steps", 1, 6, "10:00"), did("steps", 1, 5, "11:00"), did("steps", 1, 3, "09:00")]
    const { state } = fold(program, calendar, empty(program), day.slice(0, 2))
    const again = refoldDay(program, calendar, state, calendar.first, day.slice(0, 2))
    assert.deepStrictEqual(fold(program, calendar, again, day.slice(2)).refold, [calendar.first])
  })

  it("starts a day anew when a better source reports", () => {
    const sources = withSteps({ sources: ["watch", "phone"] })
    const phone = did("steps", 1, 5, "08:00", { source: "phone" })
    assert.deepStrictEqual(daysToRefold(total, [phone], [did("steps", 1, 7)], sources), [])
  })
})

describe("what is withheld on a day", () => {
  it("is what would push its sum past what is plausible", () => {
    const of = metrics.map((one) =>
      one.name === "steps" ? metric({ name: "steps", plausible: { perDay: 10 }, sources: ["watch"] }) : one
    )
    const program = programOf(total, { metrics: [of[0]!, ...of.slice(1)] })
    const day = [
      did("steps", 1, 6, "08:00"),
      did("steps", 1, 5, "09:00"),
      did("steps", 1, 9, "09:00", { source: "phone" }),
      did("steps", 2, 99)
    ]
    assert.deepStrictEqual(withheldOn(program, calendar, calendar.first, day), [day[1]!])
  })
})

describe("single activities", () => {
  it("are looked up only where an instant decides", () => {
    const target = { _tag: "TimeToTarget", metric: "steps", target: 5 }
    const asks = (json: unknown, measures = {}) =>
      needsFacts({ ...programOf(json, { measures }), needsReachedAt: false })
    assert.isFalse(asks(total))
    assert.isTrue(needsFacts(programOf(total)))
    assert.isTrue(asks(target))
    assert.isTrue(asks(total, { time: target }))
    assert.isTrue(
      asks({
        _tag: "Combine",
        terms: [
          { weight: 1, rule: total },
          { weight: 1, rule: target }
        ]
      })
    )
    assert.isFalse(asks({ _tag: "Combine", terms: [{ weight: 1, rule: total }] }))
  })
})
