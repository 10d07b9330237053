import { assert, describe, it } from "@effect/vitest"
import fc from "fast-check"
import {
  type Arrival,
  clockSkewMs,
  judge,
  type Metric,
  type RefusalReason,
  type Terms,
  termsOf,
  type Verdict
} from "../../src/activity/index.ts"
import { Name, Rational, UserId } from "../../src/shared/index.ts"
import { activity } from "./activities.ts"

const tenth = (units: number) => Rational.rational(BigInt(units), 10n)

const metrics: ReadonlyArray<Metric> = [
  { name: Name.make("steps"), unit: "steps", decimals: 0, daily: "sum" },
  {
    name: Name.make("weight"),
    unit: "kg",
    decimals: 1,
    daily: "latest",
    min: tenth(200),
    max: tenth(3000),
    plausible: { perActivity: tenth(2500) }
  }
]

const hour = 3_600_000
const terms: Terms = termsOf({
  window: { start: 10 * hour, end: 20 * hour },
  graceEndsAt: 22 * hour,
  metrics
})

const weight = (quantity: number) => activity({ metric: Name.make("weight"), quantity, at: 12 * hour })
const judgedOf = (arrival: Arrival) => judge(terms, arrival, arrival.activity.userId === "ada")
const judged = (fields: Parameters<typeof activity>[0], receivedAt = 15 * hour) =>
  judgedOf({ activity: activity({ at: 12 * hour, ...fields }), receivedAt })
const refused = (reason: RefusalReason): Verdict => ({ _tag: "Refused", reason })

describe("judging an activity", () => {
  it("accepts what happened inside the window and arrived before the grace period ended", () => {
    assert.deepStrictEqual(judged({}), { _tag: "Accepted" })
    assert.deepStrictEqual(judged({ at: 10 * hour }), { _tag: "Accepted" })
    assert.deepStrictEqual(judged({ at: 20 * hour - 1 }, 22 * hour), { _tag: "Accepted" })
  })

  it("refuses whoever takes no part", () => {
    assert.deepStrictEqual(judged({ userId: UserId.make("bob") }), refused("UnknownParticipant"))
  })

  it("refuses what the challenge does not measure", () => {
    assert.deepStrictEqual(judged({ metric: Name.make("naps") }), refused("UnknownMetric"))
  })

  it("refuses what arrived after the grace period", () => {
    assert.deepStrictEqual(judged({}, 22 * hour + 1), refused("Late"))
  })

  it("refuses what claims to have happened more than five minutes after it arrived", () => {
    assert.strictEqual(clockSkewMs, 300_000)
    assert.deepStrictEqual(judged({}, 12 * hour - 300_001), refused("Future"))
    assert.deepStrictEqual(judged({}, 12 * hour - 300_000), { _tag: "Accepted" })
  })

  it("refuses what happened before the window", () => {
    assert.deepStrictEqual(judged({ at: 10 * hour - 1 }), refused("BeforeWindow"))
  })

  it("refuses what happened at or after the end of the window", () => {
    assert.deepStrictEqual(judged({ at: 20 * hour }, 21 * hour), refused("AfterWindow"))
  })

  it("refuses a quantity below the metric's minimum or above its maximum", () => {
    const of = (quantity: number) => judgedOf({ activity: weight(quantity), receivedAt: 15 * hour })
    assert.deepStrictEqual(of(199), refused("OutOfRange"))
    assert.deepStrictEqual(of(200), { _tag: "Accepted" })
    assert.deepStrictEqual(of(3001), refused("OutOfRange"))
    assert.deepStrictEqual(of(3000), { _tag: "Quarantined", limit: "perActivity" })
  })

  it("quarantines a quantity above the plausible one", () => {
    const of = (quantity: number) => judgedOf({ activity: weight(quantity), receivedAt: 15 * hour })
    assert.deepStrictEqual(of(2500), { _tag: "Accepted" })
    assert.deepStrictEqual(of(2501), { _tag: "Quarantined", limit: "perActivity" })
  })

  it("keeps limits between two quantities exact", () => {
    const [metric] = metrics
    const third: Metric = { ...metric!, min: Rational.rational(1n, 3n), max: Rational.rational(-1n, 3n) }
    const limits = (one: Metric) => termsOf({ ...terms, metrics: [one] }).limits.get("steps")
    assert.deepStrictEqual(limits(third), { min: 1, max: -1, plausible: Number.POSITIVE_INFINITY })
    assert.deepStrictEqual(limits({ ...third, min: Rational.rational(-1n, 3n), max: Rational.rational(7n, 3n) }), {
      min: 0,
      max: 2,
      plausible: Number.POSITIVE_INFINITY
    })
  })

  it("judges neither the instant nor the quantity of a void, which claims nothing", () => {
    assert.deepStrictEqual(judged({ void: true, at: 0 }), { _tag: "Accepted" })
    assert.deepStrictEqual(judged({ void: true }, 22 * hour + 1), refused("Late"))
    assert.deepStrictEqual(judged({ void: true, userId: UserId.make("bob") }), refused("UnknownParticipant"))
  })

  it("names the first reason that applies, most fundamental first", () => {
    const order = [
      "UnknownParticipant",
      "UnknownMetric",
      "Late",
      "Future",
      "BeforeWindow",
      "AfterWindow",
      "OutOfRange"
    ] as const
    fc.assert(
      fc.property(
        fc.constantFrom("ada", "bob"),
        fc.constantFrom("weight", "naps"),
        fc.integer({ min: 8, max: 24 }),
        fc.integer({ min: 6, max: 25 }),
        fc.constantFrom(100, 1000, 2900, 4000),
        (userId, metric, at, receivedAt, quantity) => {
          const arrival = {
            activity: activity({ userId: UserId.make(userId), metric: Name.make(metric), at: at * hour, quantity }),
            receivedAt: receivedAt * hour
          }
          const applies: Readonly<Record<(typeof order)[number], boolean>> = {
            UnknownParticipant: userId === "bob",
            UnknownMetric: metric === "naps",
            Late: receivedAt > 22,
            Future: at > receivedAt,
            BeforeWindow: at < 10,
            AfterWindow: at >= 20,
            OutOfRange: quantity < 200 || quantity > 3000
          }
          const reason = order.find((one) => applies[one])
          const otherwise: Verdict =
            quantity > 2500 ? { _tag: "Quarantined", limit: "perActivity" } : { _tag: "Accepted" }
          assert.deepStrictEqual(judgedOf(arrival), reason === undefined ? otherwise : refused(reason))
        }
      ),
      { numRuns: 500 }
    )
  })
})
