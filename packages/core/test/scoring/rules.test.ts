import { assert, describe, it } from "@effect/vitest"
import { calendar, daily, did, instant, metric, metrics, points, scored } from "./pinned.ts"

describe("Total", () => {
  const km = (...quantities: ReadonlyArray<number | undefined>) => daily("distance", ...quantities)

  it("is the sum of the days", () => {
    assert.strictEqual(points({ _tag: "Total", metric: "distance" }, km(500, undefined, 1225, 75)), 1800)
    assert.strictEqual(
      points({ _tag: "Total", metric: "jump" }, [did("jump", 1, 210), did("jump", 1, 250), did("jump", 2, 240)]),
      490
    )
    assert.strictEqual(
      points({ _tag: "Total", metric: "weight" }, [
        did("weight", 1, 800, "08:00"),
        did("weight", 1, 795, "20:00"),
        did("weight", 2, 790)
      ]),
      1585
    )
  })

  it("counts at most 8 km of a day", () => {
    const activities = [
      did("distance", 1, 500),
      did("distance", 1, 425, "18:00"),
      did("distance", 2, 799),
      did("distance", 3, 3000)
    ]
    assert.strictEqual(points({ _tag: "Total", metric: "distance", perDay: { max: 8 } }, activities), 800 + 799 + 800)
  })

  it("drops or raises what lies below a floor, and leaves days without activities alone", () => {
    const days = km(100, undefined, 300, 500)
    assert.strictEqual(points({ _tag: "Total", metric: "distance", perDay: { min: 3, below: "drop" } }, days), 800)
    assert.strictEqual(points({ _tag: "Total", metric: "distance", perDay: { min: 3, below: "raise" } }, days), 1100)
    assert.strictEqual(
      points({ _tag: "Total", metric: "distance", perDay: { min: 3, max: 4, below: "drop" } }, days),
      700
    )
  })

  it("limits each activity before the day, and the day before the week", () => {
    const activities = [
      did("steps", 1, 700),
      did("steps", 1, 900, "13:00"),
      did("steps", 1, 50, "14:00"),
      did("steps", 2, 600),
      did("steps", 9, 80)
    ]
    const perActivity = { min: 100, max: 800, below: "drop" }
    assert.strictEqual(points({ _tag: "Total", metric: "steps", perActivity }, activities), 700 + 800 + 600)
    assert.strictEqual(points({ _tag: "Total", metric: "steps", perActivity, perDay: { max: 1000 } }, activities), 1600)
    assert.strictEqual(
      points(
        { _tag: "Total", metric: "steps", perActivity, perDay: { max: 1000 }, perWeek: { max: 1500 } },
        activities
      ),
      1500
    )
  })

  it("begins weeks on Monday", () => {
    // 1 June 2026 is a Monday, 7 June the Sunday of the same week, 8 June the next Monday.
    const activities = [did("steps", 1, 10), did("steps", 7, 20), did("steps", 8, 30), did("steps", 14, 5)]
    assert.strictEqual(points({ _tag: "Total", metric: "steps", perWeek: { max: 25 } }, activities), 50)
    assert.strictEqual(points({ _tag: "Total", metric: "steps", perWeek: { min: 32, below: "drop" } }, activities), 35)
    assert.strictEqual(points({ _tag: "Total", metric: "steps", perWeek: { min: 32, below: "raise" } }, activities), 67)
  })

  it("saturates at 2^53 - 1, whatever the order", () => {
    const most = Number.MAX_SAFE_INTEGER
    const day = [did("steps", 1, most, "08:00"), did("steps", 1, 5, "09:00"), did("steps", 1, -10, "10:00")]
    for (const order of [
      [0, 1, 2],
      [0, 2, 1],
      [1, 0, 2],
      [1, 2, 0],
      [2, 0, 1],
      [2, 1, 0]
    ]) {
      assert.strictEqual(
        points(
          { _tag: "Total", metric: "steps" },
          order.map((index) => day[index]!)
        ),
        most - 5
      )
    }
    assert.strictEqual(points({ _tag: "Total", metric: "steps" }, daily("steps", most, most, -5)), most)
    assert.strictEqual(points({ _tag: "Total", metric: "steps" }, daily("steps", -most, -most)), -most)
  })

  it("of negative quantities is negative, and never -0", () => {
    assert.strictEqual(points({ _tag: "Total", metric: "steps" }, daily("steps", -3, 1)), -2)
    assert.isTrue(Object.is(points({ _tag: "Total", metric: "steps" }, daily("steps", -3, 3)), 0))
  })
})

describe("Best", () => {
  const activities = [
    did("steps", 1, 40),
    did("steps", 1, 50, "15:00"),
    did("steps", 2, 60),
    did("steps", 8, 30),
    did("steps", 9, 85)
  ]

  it("is the best activity, day or week", () => {
    assert.strictEqual(points({ _tag: "Best", metric: "steps" }, activities), 85)
    assert.strictEqual(points({ _tag: "Best", metric: "steps", of: "activity" }, activities), 85)
    assert.strictEqual(points({ _tag: "Best", metric: "steps", of: "day" }, activities), 90)
    assert.strictEqual(points({ _tag: "Best", metric: "steps", of: "week" }, activities), 150)
  })

  it("obeys limits", () => {
    assert.strictEqual(points({ _tag: "Best", metric: "steps", perActivity: { max: 70 } }, activities), 70)
    assert.strictEqual(points({ _tag: "Best", metric: "steps", of: "day", perDay: { max: 88 } }, activities), 88)
    assert.strictEqual(points({ _tag: "Best", metric: "steps", of: "week", perDay: { max: 80 } }, activities), 140)
    assert.strictEqual(points({ _tag: "Best", metric: "steps", of: "week", perWeek: { max: 130 } }, activities), 130)
    assert.strictEqual(
      points({ _tag: "Best", metric: "steps", of: "day", perDay: { min: 91, below: "drop" } }, activities),
      "Missing"
    )
  })

  it("may be negative", () => {
    assert.strictEqual(points({ _tag: "Best", metric: "steps", of: "week" }, daily("steps", -5, -3)), -8)
    assert.strictEqual(points({ _tag: "Best", metric: "steps" }, daily("steps", -5, -3)), -3)
  })
})

describe("what is best follows from which score wins", () => {
  const laps = [did("minutes", 1, 30), did("minutes", 1, 28, "13:00"), did("minutes", 2, 25), did("minutes", 9, 40)]
  const lowest = { direction: "lowest" } as const
  const lap = metric({ name: "minutes", daily: "best" })

  it("the best activity, day or week is the lowest where the lowest wins", () => {
    const best = (of: string, options = {}) => points({ _tag: "Best", metric: "minutes", of }, laps, options)
    assert.deepStrictEqual(
      ["activity", "day", "week"].map((of) => best(of)),
      [40, 58, 83]
    )
    assert.deepStrictEqual(
      ["activity", "day", "week"].map((of) => best(of, lowest)),
      [25, 25, 40]
    )
  })

  it("unless the rule says which", () => {
    const best = (direction: string, options = {}) =>
      points({ _tag: "Best", metric: "minutes", direction, of: "day" }, laps, options)
    assert.deepStrictEqual([best("lowest"), best("highest"), best("highest", lowest)], [25, 58, 58])
  })

  it("so does the best of a day of a metric, unless the metric says which", () => {
    const total = (daily: ReturnType<typeof metric>, options = {}) =>
      points({ _tag: "Total", metric: "minutes" }, laps, { metrics: [daily], ...options })
    assert.deepStrictEqual([total(lap), total(lap, lowest)], [30 + 25 + 40, 28 + 25 + 40])
    const slow = metric({ name: "minutes", daily: "best", direction: "highest" })
    const fast = metric({ name: "minutes", daily: "best", direction: "lowest" })
    assert.deepStrictEqual([total(slow, lowest), total(fast)], [30 + 25 + 40, 28 + 25 + 40])
    const latest = { _tag: "Latest", metric: "minutes" }
    assert.strictEqual(points(latest, laps.slice(0, 2), { metrics: [lap], ...lowest }), 28)
    const average = { _tag: "Average", metric: "minutes", decimals: 0 }
    assert.strictEqual(points(average, laps.slice(0, 3), { metrics: [fast] }), 26)
  })

  it("a negative weight or negative points turn it round", () => {
    const best = { _tag: "Best", metric: "minutes" }
    const less = { _tag: "Combine", terms: [{ weight: -1, rule: best }] }
    assert.deepStrictEqual([points(less, laps), points(less, laps, lowest)], [-25, -40])
    const fined = { _tag: "Points", terms: [{ metric: "minutes", points: -1 }] }
    assert.deepStrictEqual(
      [points(fined, laps, { metrics: [lap] }), points(fined, laps, { metrics: [lap], ...lowest })],
      [-(28 + 25 + 40), -(30 + 25 + 40)]
    )
  })

  it("thresholds and targets are reached from below all the same", () => {
    const options = { metrics: [lap], ...lowest }
    assert.strictEqual(points({ _tag: "ActiveDays", metric: "minutes", atLeast: 30 }, laps, options), 2)
    assert.strictEqual(points({ _tag: "Streak", metric: "minutes", atLeast: 25 }, laps, options), 2)
    const hours = (target: number) =>
      Number(points({ _tag: "TimeToTarget", metric: "minutes", target }, laps, options)) / 3_600_000
    assert.deepStrictEqual([hours(29), hours(40)], [12, 8 * 24 + 12])
  })

  it("further rules go by their own direction", () => {
    const measures = { fastest: { _tag: "Best", metric: "minutes" } }
    const total = { _tag: "Total", metric: "minutes" }
    const of = (options = {}) => scored(total, laps, { measures, ...options }).measures.fastest
    assert.deepStrictEqual(
      [of(), of(lowest), of({ measureDirections: new Map([["fastest", "lowest"]]) })],
      [40, 25, 25]
    )
  })
})

describe("Latest", () => {
  it("is the value of the latest active day", () => {
    const weights = [
      did("weight", 1, 800),
      did("weight", 3, 790, "07:00"),
      did("weight", 3, 795, "19:00"),
      did("steps", 9, 1)
    ]
    assert.strictEqual(points({ _tag: "Latest", metric: "weight" }, weights), 795)
    assert.strictEqual(points({ _tag: "Latest", metric: "weight" }, weights.toReversed()), 795)
    assert.strictEqual(points({ _tag: "Latest", metric: "weight" }, [did("steps", 1, 1)]), "Missing")
  })

  it("of two activities at one instant takes the one that comes last by source, then key", () => {
    const at = [
      did("weight", 1, 1, "12:00", { source: "b", sourceKey: "x" }),
      did("weight", 1, 2, "12:00", { source: "a", sourceKey: "z" }),
      did("weight", 1, 3, "12:00", { source: "b", sourceKey: "w" })
    ]
    for (const order of [
      [0, 1, 2],
      [1, 2, 0],
      [2, 0, 1],
      [0, 2, 1]
    ]) {
      assert.strictEqual(
        points(
          { _tag: "Latest", metric: "weight" },
          order.map((index) => at[index]!)
        ),
        1
      )
    }
  })

  it("skips a day that a floor drops", () => {
    const rule = { _tag: "Latest", metric: "steps", perDay: { min: 10, below: "drop" } }
    assert.strictEqual(points(rule, daily("steps", 12, 11, 9)), 11)
  })
})

describe("Average", () => {
  it("is the mean of the active days, rounded half to even once", () => {
    assert.strictEqual(points({ _tag: "Average", metric: "steps", decimals: 0 }, daily("steps", 2, undefined, 3)), 2)
    assert.strictEqual(points({ _tag: "Average", metric: "steps", decimals: 0 }, daily("steps", 4, undefined, 3)), 4)
    assert.strictEqual(points({ _tag: "Average", metric: "steps" }, daily("steps", 1, 1, 2)), 133)
    assert.strictEqual(points({ _tag: "Average", metric: "distance" }, daily("distance", 101, 100)), 100)
    assert.strictEqual(points({ _tag: "Average", metric: "steps", decimals: 0 }, daily("steps", -2, -3)), -2)
  })

  it("counts two activities of a day as one day", () => {
    assert.strictEqual(
      points({ _tag: "Average", metric: "steps", decimals: 0 }, [
        did("steps", 1, 10),
        did("steps", 1, 20, "13:00"),
        did("steps", 2, 40)
      ]),
      35
    )
  })

  it("leaves out days that a floor drops", () => {
    assert.strictEqual(
      points(
        { _tag: "Average", metric: "steps", decimals: 0, perDay: { min: 5, below: "drop" } },
        daily("steps", 1, 10, 20)
      ),
      15
    )
  })
})

describe("Count", () => {
  const activities = [
    did("minutes", 1, 30),
    did("minutes", 1, 10, "13:00"),
    did("minutes", 2, 25),
    did("minutes", 8, 45)
  ]

  it("is how many activities count", () => {
    assert.strictEqual(points({ _tag: "Count", metric: "minutes" }, activities), 4)
    assert.strictEqual(
      points({ _tag: "Count", metric: "minutes", perActivity: { min: 20, below: "drop" } }, activities),
      3
    )
    assert.strictEqual(points({ _tag: "Count", metric: "minutes", perDay: { max: 1 } }, activities), 3)
    assert.strictEqual(points({ _tag: "Count", metric: "minutes", perWeek: { max: 2 } }, activities), 3)
  })
})

describe("ActiveDays", () => {
  it("is how many days reach the threshold", () => {
    const days = daily("steps", 10_000, 9_999, undefined, 10_001, 12_000)
    assert.strictEqual(points({ _tag: "ActiveDays", metric: "steps", atLeast: 10_000 }, days), 3)
    assert.strictEqual(points({ _tag: "ActiveDays", metric: "steps", atLeast: 10_000, perWeek: { max: 2 } }, days), 2)
    assert.strictEqual(points({ _tag: "ActiveDays", metric: "steps", atLeast: 20_000 }, days), 0)
  })
})

describe("PercentChange", () => {
  const loss = { _tag: "PercentChange", metric: "weight", direction: "loss" }

  it("is the change from the first to the last active day in percent", () => {
    assert.strictEqual(points(loss, daily("weight", 800, 790, undefined, 760)), 500)
    assert.strictEqual(points({ ...loss, direction: "gain" }, daily("weight", 800, 790, undefined, 760)), -500)
    assert.strictEqual(points(loss, daily("weight", 900, 899)), 11)
    assert.strictEqual(points({ ...loss, decimals: 6 }, daily("weight", 900, 899)), 111_111)
  })

  it("averages the first and the last days where asked to", () => {
    // (80.0 + 79.0) / 2 = 79.5 to (77.0 + 75.0) / 2 = 76.0: 3.5 of 79.5.
    assert.strictEqual(points({ ...loss, days: 2 }, daily("weight", 800, 790, 100, 770, 750)), 440)
    // With three active days the middle one is in both means: 79.5 to 77.0.
    assert.strictEqual(points({ ...loss, days: 2 }, daily("weight", 800, 790, 750)), 314)
  })

  it("is missing until there are more active days than are averaged, and from a first mean of zero or less", () => {
    assert.strictEqual(points(loss, daily("weight", 800)), "Missing")
    assert.strictEqual(points({ ...loss, days: 2 }, daily("weight", 800, 790)), "Missing")
    assert.strictEqual(points({ ...loss, metric: "steps" }, daily("steps", 0, 10)), "Missing")
    assert.strictEqual(points({ ...loss, metric: "steps" }, daily("steps", -5, 10)), "Missing")
    assert.strictEqual(points({ ...loss, metric: "steps" }, daily("steps", 5, 0)), 10_000)
  })
})

describe("TimeToTarget", () => {
  const rule = { _tag: "TimeToTarget", metric: "steps", target: 100 }

  it("is the seconds from the start of the window to the activity that reached the target", () => {
    const activities = [
      did("steps", 2, 30, "06:00"),
      did("steps", 1, 60, "12:00"),
      did("steps", 2, 10, "07:30"),
      did("steps", 2, 500, "09:00")
    ]
    assert.strictEqual(points(rule, activities), (24 + 7.5) * 3_600_000)
    assert.strictEqual(scored(rule, activities).reachedAt, instant("2026-06-02T07:30:00Z"))
    assert.strictEqual(points({ ...rule, target: 101 }, activities), (24 + 9) * 3_600_000)
  })

  it("is missing until then", () => {
    assert.strictEqual(points(rule, daily("steps", 99)), "Missing")
  })

  it("runs within the limits of activity and day", () => {
    assert.strictEqual(points({ ...rule, perDay: { max: 50 } }, daily("steps", 90, 90)), 36 * 3_600_000)
    assert.strictEqual(points({ ...rule, perActivity: { max: 40 } }, daily("steps", 90, 90, 90)), 60 * 3_600_000)
    assert.strictEqual(
      points({ ...rule, perWeek: { max: 99 } }, daily("steps", 90, 90, 0, 0, 0, 0, 0, 1)),
      (7 * 24 + 12) * 3_600_000
    )
  })

  it("is reached by one activity where the day of the metric is a best", () => {
    const activities = [
      did("jump", 1, 240),
      did("jump", 2, 250, "18:00"),
      did("jump", 2, 270, "17:00"),
      did("jump", 3, 300)
    ]
    assert.strictEqual(points({ _tag: "TimeToTarget", metric: "jump", target: 2.5 }, activities), 41 * 3_600_000)
  })
})

describe("Points", () => {
  const rule = {
    _tag: "Points",
    terms: [
      { metric: "steps", points: 1, per: 1000, whole: true },
      { metric: "minutes", points: 2 }
    ],
    perDay: { max: 100 }
  }

  it("gives 1 per full 1 000 steps plus 2 per very active minute, at most 100 a day", () => {
    const activities = [
      did("steps", 1, 9_999),
      did("minutes", 1, 20), // 9 + 40
      did("steps", 2, 700),
      did("steps", 2, 400, "15:00"), // 1: full thousands are of the day
      did("steps", 3, 12_345),
      did("minutes", 3, 60), // 12 + 120, capped
      did("minutes", 4, 7) // 14
    ]
    assert.strictEqual(points(rule, activities), 49 + 1 + 100 + 14)
  })

  it("gives proportional points exactly and rounds half to even once", () => {
    const thirds = { _tag: "Points", terms: [{ metric: "steps", points: "1/3" }] }
    assert.strictEqual(points(thirds, daily("steps", 1, 1, 1)), 1)
    assert.strictEqual(points({ ...thirds, decimals: 2 }, daily("steps", 1, 1)), 67)
    const halves = { _tag: "Points", terms: [{ metric: "steps", points: 0.5 }] }
    assert.strictEqual(points(halves, daily("steps", 1)), 0)
    assert.strictEqual(points(halves, daily("steps", 3)), 2)
    assert.strictEqual(
      points({ _tag: "Points", terms: [{ metric: "distance", points: 10 }] }, daily("distance", 1234)),
      123
    )
  })

  it("takes points away where they are negative, and gives none for a part of a negative one", () => {
    const penalty = {
      _tag: "Points",
      terms: [
        { metric: "steps", points: 1 },
        { metric: "minutes", points: -5 }
      ]
    }
    assert.strictEqual(points(penalty, [did("steps", 1, 12), did("minutes", 2, 3)]), -3)
    const { perDay: _, ...uncapped } = rule
    assert.strictEqual(points(uncapped, [did("steps", 1, -1500), did("minutes", 1, 1)]), 1)
    assert.strictEqual(points(uncapped, daily("steps", -999)), 0)
  })

  it("limits weeks by their points", () => {
    assert.strictEqual(points({ ...rule, perWeek: { max: 150 } }, daily("minutes", 60, 60, 60)), 150)
  })
})

describe("Combine", () => {
  const combine = (decimals: number, ...terms: ReadonlyArray<{ readonly weight: string; readonly rule: unknown }>) => ({
    _tag: "Combine",
    terms,
    decimals
  })

  it("adds rules by weight, exactly, and rounds once at the end", () => {
    const average = { _tag: "Average", metric: "steps", decimals: 0 }
    // 4/3 and 4/3: rounding each would give 2.
    assert.strictEqual(
      points(combine(0, { weight: "1", rule: average }, { weight: "1", rule: average }), daily("steps", 1, 1, 2)),
      3
    )
    const total = { _tag: "Total", metric: "distance" }
    assert.strictEqual(
      points(
        combine(1, { weight: "0.5", rule: total }, { weight: "1/3", rule: { _tag: "Count", metric: "checkin" } }),
        [did("distance", 1, 1001), did("checkin", 1, 1), did("checkin", 2, 1)]
      ),
      57
    )
  })

  it("is missing while a part without a natural zero is", () => {
    const change = { _tag: "PercentChange", metric: "weight", direction: "loss" }
    const both = combine(0, { weight: "1", rule: { _tag: "Total", metric: "steps" } }, { weight: "10", rule: change })
    assert.strictEqual(points(both, daily("steps", 5)), "Missing")
    assert.strictEqual(points(both, [...daily("steps", 5), ...daily("weight", 800, 796)]), 10)
    const count = combine(
      0,
      { weight: "1", rule: { _tag: "Total", metric: "steps" } },
      { weight: "10", rule: { _tag: "Count", metric: "checkin" } }
    )
    assert.strictEqual(points(count, daily("steps", 5)), 5)
  })

  it("qualifies where all parts do", () => {
    const part = { _tag: "Count", metric: "checkin", minimum: 2 }
    const both = combine(0, { weight: "1", rule: { _tag: "Total", metric: "steps" } }, { weight: "0", rule: part })
    assert.strictEqual(points(both, [...daily("steps", 5), ...daily("checkin", 1)]), "Unqualified")
    assert.strictEqual(points(both, [...daily("steps", 5), ...daily("checkin", 1, 1)]), 5)
  })
})

describe("any rule", () => {
  const total = { _tag: "Total", metric: "steps" }

  it("adds the handicap of the entry, or scales by it", () => {
    const km = { _tag: "Total", metric: "distance" }
    assert.strictEqual(points({ ...km, handicap: "Add" }, daily("distance", 1000), { handicap: "2.5" }), 1250)
    assert.strictEqual(points({ ...km, handicap: "Add" }, daily("distance", 1000), { handicap: "-1/3" }), 967)
    assert.strictEqual(points({ ...km, handicap: "Scale" }, daily("distance", 1000), { handicap: "1.25" }), 1250)
    assert.strictEqual(points({ ...km, handicap: "Scale" }, daily("distance", 1000)), 1000)
    assert.strictEqual(points(km, daily("distance", 1000), { handicap: "5" }), 1000)
  })

  it("does not qualify below its minimum, handicap included", () => {
    assert.strictEqual(points({ ...total, minimum: 10 }, daily("steps", 10)), 10)
    assert.deepStrictEqual(scored({ ...total, minimum: 10 }, daily("steps", 9)), {
      status: "Unqualified",
      score: 9,
      measures: {},
      activeDays: 1
    })
    assert.strictEqual(points({ ...total, minimum: 10, handicap: "Add" }, daily("steps", 9), { handicap: "1" }), 10)
    assert.strictEqual(
      points({ _tag: "Average", metric: "steps", decimals: 0, minimum: "1.5" }, daily("steps", 1, 1, 2)),
      "Unqualified"
    )
  })

  it("has no score where nothing counts", () => {
    assert.deepStrictEqual(scored(total, []), { status: "Missing", score: 0, measures: {}, activeDays: 0 })
    assert.strictEqual(points(total, daily("minutes", 5)), "Missing")
    assert.strictEqual(points(total, daily("steps", 0)), 0)
    assert.strictEqual(points({ ...total, perActivity: { min: 5, below: "drop" } }, daily("steps", 4)), "Missing")
  })

  it("counts as active the days on which something counts for the score", () => {
    const activities = [
      did("steps", 1, 5),
      did("steps", 1, 5),
      did("minutes", 2, 5),
      did("steps", 3, 0),
      did("checkin", 4, 1)
    ]
    assert.strictEqual(scored(total, activities).activeDays, 2)
    const points = {
      _tag: "Points",
      terms: [
        { metric: "steps", points: 1 },
        { metric: "minutes", points: 1 }
      ]
    }
    assert.strictEqual(scored(points, activities).activeDays, 3)
  })

  it("gives further scores by name, leaving out those without a value", () => {
    const measures = {
      checkins: { _tag: "Count", metric: "checkin" },
      weight: { _tag: "Latest", metric: "weight" },
      enough: { _tag: "Total", metric: "steps", minimum: 100 }
    }
    assert.deepStrictEqual(scored(total, [...daily("steps", 7), ...daily("checkin", 1, 1)], { measures }).measures, {
      checkins: 2
    })
  })
})

describe("the instant at which the score was reached", () => {
  it("is when the cap was hit, not the last activity of the day", () => {
    const activities = [
      did("distance", 1, 500, "08:00"),
      did("distance", 1, 400, "09:00"),
      did("distance", 1, 300, "10:00")
    ]
    const { reachedAt } = scored({ _tag: "Total", metric: "distance", perDay: { max: 8 } }, activities)
    assert.strictEqual(reachedAt, instant("2026-06-01T09:00:00Z"))
  })

  it("is when the threshold of the last day that counts was passed", () => {
    const activities = [
      did("steps", 1, 6000, "08:00"),
      did("steps", 1, 5000, "09:00"),
      did("steps", 2, 9999, "10:00"),
      did("steps", 2, 0, "23:00")
    ]
    const { reachedAt, score } = scored({ _tag: "ActiveDays", metric: "steps", atLeast: 10_000 }, activities)
    assert.deepStrictEqual([score, reachedAt], [1, instant("2026-06-01T09:00:00Z")])
  })

  it("is when the score came back to its final value for good", () => {
    const activities = [did("weight", 1, 50, "08:00"), did("weight", 1, 70, "09:00"), did("weight", 1, 50, "10:00")]
    const { reachedAt } = scored({ _tag: "Latest", metric: "weight" }, activities)
    assert.strictEqual(reachedAt, instant("2026-06-01T10:00:00Z"))
  })

  it("is not moved by what counts for a measure only", () => {
    const measures = { checkins: { _tag: "Count", metric: "checkin" } }
    const activities = [did("checkin", 1, 1, "07:00"), did("steps", 1, 0, "08:00"), did("checkin", 2, 1)]
    assert.strictEqual(
      scored({ _tag: "Total", metric: "steps" }, activities, { measures }).reachedAt,
      instant("2026-06-01T08:00:00Z")
    )
  })
})

describe("which activities count", () => {
  const steps = (name: string, extra: object) =>
    metrics.map((one) => (one.name === name ? metric({ name, ...extra }) : one))
  const from = (source: string, day: number, quantity: number, time?: string) =>
    did("steps", day, quantity, time, { source })
  const total = { _tag: "Total", metric: "steps" }

  it("for one day those of the highest-precedence source that reported", () => {
    const declared = { metrics: steps("steps", { sources: ["watch", "phone"] }) }
    assert.strictEqual(points(total, [from("phone", 1, 5), from("watch", 1, 7), from("phone", 2, 11)], declared), 18)
    assert.strictEqual(
      points(total, [from("watch", 1, 7), from("phone", 1, 5), from("watch", 1, 1, "13:00")], declared),
      8
    )
    assert.strictEqual(
      points(total, [from("zeta", 1, 5), from("acme", 1, 3), from("zeta", 1, 4, "13:00")], declared),
      3
    )
    assert.strictEqual(points(total, [from("acme", 1, 3), from("phone", 1, 4)], declared), 4)
    assert.strictEqual(points(total, [from("acme", 1, 3), from("phone", 1, 4)]), 7)
  })

  it("of a day none that would push its sum past what is plausible, unless an organiser released it", () => {
    const declared = { metrics: steps("steps", { plausible: { perDay: 10 } }) }
    const day = [did("steps", 1, 6, "08:00"), did("steps", 1, 5, "09:00"), did("steps", 1, 4, "10:00")]
    for (const order of [
      [0, 1, 2],
      [2, 1, 0],
      [1, 2, 0],
      [1, 0, 2]
    ]) {
      assert.strictEqual(
        points(
          total,
          order.map((index) => day[index]!),
          declared
        ),
        10
      )
    }
    assert.strictEqual(points(total, [day[0]!, { ...day[1]!, released: true }, day[2]!], declared), 11)
    assert.strictEqual(points(total, [day[0]!, did("steps", 1, -3, "08:30"), day[1]!], declared), 8)
    assert.strictEqual(
      points(
        total,
        [did("steps", 1, 15, "08:00", { released: true }), did("steps", 1, -2), did("steps", 1, 0)],
        declared
      ),
      13
    )
  })

  it("none that is void", () => {
    assert.strictEqual(points(total, [did("steps", 1, 6), did("steps", 1, 5, "13:00", { void: true })]), 6)
  })
})

describe("the calendar", () => {
  it("has the window's days", () => {
    assert.strictEqual(calendar.last - calendar.first, 13)
  })
})
