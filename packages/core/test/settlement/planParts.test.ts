import { assert, describe, it } from "@effect/vitest"
import { Result, Schema } from "effect"
import fc from "fast-check"
import { planWith } from "../../contracts/arbitraries/settlement.ts"
import {
  eligibilityHash,
  headOf,
  PlanPart,
  partSize,
  partsOf,
  planFrom,
  planFromJson,
  planHash,
  planPartJson,
  poolHash,
  type SettlementPlan,
  toCanonical,
  verifyPlan
} from "../../src/settlement/index.ts"
import { canonicalJson, ParticipantId, sha256Hex } from "../../src/shared/index.ts"
import { feesOf, planFor, spring } from "./world.ts"

const bob = ParticipantId.make("bob")
const known = planFor({
  scores: [40, 30, 20, 10],
  eligibility: new Map([[bob, "RankedNotPaid"]]),
  holds: { until: 1000 }
})

const asJson = Schema.fromJsonString(PlanPart)
const written = Schema.encodeSync(asJson)
const read = Schema.decodeUnknownSync(asJson)

/** Lists of a plan that are as long as the field, repeated: what they say does not matter here. */
const longer = (plan: SettlementPlan, times: number): SettlementPlan => {
  const repeated = <Row>(rows: ReadonlyArray<Row>): ReadonlyArray<Row> =>
    rows.length === 0 ? [] : Array.from({ length: times }, () => rows).flat()
  return {
    ...plan,
    standings: repeated(plan.standings),
    contributions: repeated(plan.contributions),
    prizes: { ...plan.prizes, awards: repeated(plan.prizes.awards), refunds: repeated(plan.prizes.refunds) },
    lines: repeated(plan.lines)
  }
}

const scores = fc.array(fc.integer({ min: 0, max: 3 }), { minLength: 1, maxLength: 6 })
const plans = scores.map((all) =>
  planFor({ scores: all, contributions: feesOf(all.map((_, index) => `payer ${index % 4}`)) })
)

describe("the hash of a plan", () => {
  it("is that of its canonical JSON without the hash, which is never written as a whole", () => {
    fc.assert(
      fc.property(plans, (plan) => {
        const { hash, ...body } = JSON.parse(toCanonical(plan))
        assert.strictEqual(plan.hash, hash)
        assert.strictEqual(planHash(plan), sha256Hex(canonicalJson(body)))
        assert.deepStrictEqual(Result.getOrThrow(planFromJson(toCanonical(plan))), plan)
      })
    )
  })

  it("stays what it was: plans are kept for years", () => {
    assert.strictEqual(known.hash, "71682f160cd4c21776c1409901e8bd84d88775187bf9f40dd98f09e9c50e4529")
    assert.strictEqual(known.poolHash, "98b466e90598944b3ba1c84491726e0fa089caef4c602283b3618af4fe93d52e")
    assert.strictEqual(known.eligibilityHash, "c9796753161cca054141512dc3f78a7aca0abf4c5bd0a7adc424b7eaeba017cd")
    assert.strictEqual(known.standingsHash, "8ca72241508a202a060b1f8b4d9646d23269f8fe502c2513db2a651b40e3b133")
    assert.strictEqual(
      planHash(planWith(spring, "0".repeat(64))),
      "929c6389eb54d2970efdf783a7a9f6a2dd3e9008a2d9800bac9ec2c85fd95609"
    )
    assert.strictEqual(poolHash(known.contributions.toReversed(), known.seed), known.poolHash)
    assert.strictEqual(eligibilityHash(known.eligibility), known.eligibilityHash)
  })
})

describe("a plan in parts", () => {
  it("is the whole again when head and parts are put together, also after they were written as JSON", () => {
    fc.assert(
      fc.property(plans, (plan) => {
        const parts = [...partsOf(plan)]
        assert.deepStrictEqual(planFrom(headOf(plan), parts), plan)
        assert.deepStrictEqual(
          planFrom(
            headOf(plan),
            parts.map((part) => read(written(part)))
          ),
          plan
        )
      })
    )
    assert.deepStrictEqual(planFrom(headOf(known), partsOf(known)), known)
  })

  it("holds everything that a plan can hold", () => {
    const plan = planWith(spring, "0".repeat(64))
    const whole = {
      ...plan,
      prizes: {
        ...plan.prizes,
        items: [{ participantId: bob, stage: "main", rule: { index: 1, tag: "ItemPerPlace" }, item: "cup", place: 2 }],
        refunds: [{ payer: "acme", minorUnits: 3n }],
        overpaid: [{ participantId: bob, minorUnits: 1n }]
      }
    }
    const parts = [...partsOf(whole)].map((part) => read(written(part)))
    assert.strictEqual(parts.length, 8)
    assert.deepStrictEqual(planFrom(headOf(whole), parts), whole)
    const straight = [...partsOf(whole)].map((part) => read(planPartJson(part)))
    assert.deepStrictEqual(planFrom(headOf(whole), straight), whole)
  })

  it("has no part larger than its size, and a head that does not grow with the field", () => {
    const plan = longer(known, partSize)
    const parts = [...partsOf(plan)]
    for (const { rows } of parts) assert.isAtMost(rows.length, partSize)
    assert.strictEqual(parts.filter(({ _tag }) => _tag === "Standings").length, known.standings.length)
    assert.strictEqual(toCanonical(headOf(plan)).length, toCanonical(headOf(known)).length)
    assert.deepStrictEqual(planFrom(headOf(plan), parts), plan)
  })

  it("that lacks a part, has one twice or in another place is not the plan of its hash (I25)", () => {
    const parts = [...partsOf(known)]
    for (const [index, part] of parts.entries()) {
      for (const tampered of [parts.toSpliced(index, 1), parts.toSpliced(index, 0, part)]) {
        const [finding] = verifyPlan(planFrom(headOf(known), tampered))
        assert.strictEqual(finding?.path, "hash", part._tag)
      }
    }
  })
})
