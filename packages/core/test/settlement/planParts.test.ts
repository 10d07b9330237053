import { assert, describe, it } from "@effect/vitest"
import { Result } from "effect"
import fc from "fast-check"
import { planWith } from "../../contracts/arbitraries/settlement.ts"
import {
  eligibilityHash,
  partSize,
  planFromJson,
  planHash,
  planParts,
  poolHash,
  poolLines,
  postingsOf,
  type SettlementPlan,
  toCanonical
} from "../../src/settlement/index.ts"
import { toOverview } from "../../src/settlement/PlanOverview.ts"
import { type PlanText, wholePlan } from "../../src/settlement/PlanText.ts"
import { toPost } from "../../src/settlement/PlanToPost.ts"
import { canonicalJson, ParticipantId, sha256Hex } from "../../src/shared/index.ts"
import { feesOf, planFor, spring } from "./world.ts"

const bob = ParticipantId.make("bob")
const known = planFor({
  scores: [40, 30, 20, 10],
  eligibility: new Map([[bob, "RankedNotPaid"]]),
  holds: { until: 1000 }
})

/** What is read of parts, in whichever way. */
const readBy = <Plan>(
  { text, under }: { readonly text: PlanText; readonly under: (hash: string) => Plan },
  parts: Iterable<string>,
  hash: string
): readonly [Plan, string] => {
  for (const part of parts) text.take(part)
  return [under(hash), text.digest()]
}

const wholeOf = (parts: Iterable<string>, hash: string) => readBy(wholePlan(), parts, hash)

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

const full: SettlementPlan = {
  ...planWith(spring, "0".repeat(64)),
  prizes: {
    ...planWith(spring, "0".repeat(64)).prizes,
    items: [{ participantId: bob, stage: "main", rule: { index: 1, tag: "ItemPerPlace" }, item: "cup", place: 2 }],
    refunds: [{ payer: "acme", minorUnits: 3n }],
    overpaid: [{ participantId: bob, minorUnits: 1n }]
  }
}

describe("the text of a plan in parts", () => {
  it("is to the byte the text that is hashed, and the plan when it is read", () => {
    fc.assert(
      fc.property(plans, (plan) => {
        assert.strictEqual(sha256Hex([...planParts(plan)].join("")), plan.hash)
        assert.deepStrictEqual(wholeOf(planParts(plan), plan.hash), [plan, plan.hash])
      })
    )
    assert.deepStrictEqual(wholeOf(planParts(known), known.hash), [known, known.hash])
    assert.deepStrictEqual(wholeOf(planParts(full), full.hash)[0], full)
  })

  it("has at most so many rows in a part, and between them what does not grow with the field", () => {
    const plan = longer(full, partSize)
    const parts = [...planParts(plan)]
    const rows = parts.filter((part) => /^[[,]\{/.test(part) && part.endsWith("}"))
    assert.strictEqual(rows.filter((part) => part.startsWith("[")).length, 8)
    for (const part of rows) assert.isAtMost(part.split('"participantId"').length, partSize * 2)
    assert.notInclude(parts, "")
    assert.isAtMost(rows.length, 8 * 2)
    const between = (all: ReadonlyArray<string>) => all.filter((part) => !rows.includes(part)).join("")
    assert.isBelow(between(parts).length, 2_000)
    assert.deepStrictEqual(wholeOf(parts, plan.hash)[0], plan)
  })

  it("is read the same, or not at all, where it was cut in other places", () => {
    const characters = [...[...planParts(full)].join("")]
    fc.assert(
      fc.property(fc.uniqueArray(fc.integer({ min: 1, max: characters.length - 1 }), { maxLength: 6 }), (cuts) => {
        const places = [0, ...cuts.toSorted((a, b) => a - b), characters.length]
        const parts = places.slice(1).map((end, at) => characters.slice(places[at], end).join(""))
        const read = Result.try(() => wholeOf(parts, full.hash))
        if (Result.isSuccess(read)) assert.deepStrictEqual(read.success, [full, planHash(full)])
      }),
      { numRuns: 300 }
    )
  })

  it("that lacks a part, has one twice or in another place has not the hash of the plan (I25)", () => {
    const parts = [...planParts(known)]
    for (const [index, part] of parts.entries()) {
      for (const tampered of [parts.toSpliced(index, 1), parts.toSpliced(index, 0, part)]) {
        const { text } = wholePlan()
        for (const one of tampered) text.take(one)
        assert.notStrictEqual(text.digest(), known.hash)
      }
    }
  })
})

describe("what is posted of a plan", () => {
  it("is what the whole plan has, and its text is hashed to the last byte", () => {
    const carried: SettlementPlan = {
      ...full,
      contributions: [...full.contributions, { payer: "winter", kind: "CarryOver", minorUnits: 2n }]
    }
    fc.assert(
      fc.property(fc.oneof(plans, fc.constant(known), fc.constant(carried)), (plan) => {
        const [read, digest] = readBy(toPost(), planParts(plan), plan.hash)
        const { topUp, deductions, residual, refunds } = plan.prizes
        assert.deepStrictEqual([...read.lines], plan.lines)
        assert.deepInclude(read.prizes, { topUp, deductions, residual, refunds })
        assert.deepStrictEqual(
          read.contributions,
          plan.contributions.filter(({ kind }) => kind === "CarryOver")
        )
        assert.deepStrictEqual([read.hash, digest], [plan.hash, planHash(plan)])
        assert.deepStrictEqual(postingsOf(read, 0), postingsOf(plan, 0))
      })
    )
  })

  it("is refused where a line is not written as a line is", () => {
    const text = [...planParts(full)].join("")
    for (const [from, to] of [
      [/"claim":"(prize|refund)"/g, '"claim":"gift"'],
      [/"due":"\d+"/g, '"due":"1.5"'],
      [/"due":"\d+"/g, '"due":""'],
      [/"due":"\d+"/g, '"due":"-1"'],
      [/"due":"\d+"/g, '"due":7'],
      [/"recipient":/g, '"receiver":']
    ] as const) {
      const parts = [...planParts(full)].map((part) => (part.includes('"recipient"') ? part.replace(from, to) : part))
      assert.notStrictEqual(parts.join(""), text, `${from}`)
      assert.throws(() => readBy(toPost(), parts, full.hash), undefined, undefined, `${from}`)
    }
  })
})

describe("what is shown of a plan first", () => {
  const shown = 2
  /** The same from the plan as a whole. */
  const expected = (plan: SettlementPlan) => {
    const { challengeId, currency, version, supersedes, hash, prizes } = plan
    const due = plan.lines.filter((line) => line.due > 0n)
    return {
      challengeId,
      currency,
      version,
      hash,
      ...(supersedes === undefined ? {} : { supersedes }),
      outcome: prizes.outcome,
      recipients: new Set(due.map(({ recipient }) => recipient)).size,
      dueMinorUnits: due.reduce((sum, line) => sum + line.due, 0n),
      awards: prizes.awards.slice(0, shown),
      awardCount: prizes.awards.length,
      roundedUp: prizes.awards.filter(({ roundingUnit }) => roundingUnit > 0n).length,
      items: prizes.items.slice(0, shown),
      itemCount: prizes.items.length,
      pool: poolLines(plan),
      residual: prizes.residual
    }
  }

  it("is what the whole plan comes to, and its text is hashed to the last byte", () => {
    const corrects: SettlementPlan = {
      ...longer(full, 3),
      supersedes: { version: 1, planHash: "0".repeat(64) },
      contributions: [...full.contributions, { payer: "winter", kind: "CarryOver", minorUnits: 2n }]
    }
    fc.assert(
      fc.property(fc.oneof(plans, fc.constantFrom(known, full, corrects)), (plan) => {
        const [read, digest] = readBy(toOverview(shown), planParts(plan), plan.hash)
        assert.deepStrictEqual(read, expected(plan))
        assert.strictEqual(digest, planHash(plan))
      })
    )
  })

  it("is refused where a row is not written as it should be, or a list is not in parts of its own", () => {
    const parts = [...planParts(full)]
    for (const [from, to] of [
      [/"kind":"(EntryFee|Sponsor)"/g, '"kind":"Gift"'],
      [/"roundingUnit":"\d+"/g, '"roundingUnit":"half"'],
      [/"item":"cup"/g, '"item":7'],
      [/"due":"\d+"/g, '"due":7']
    ] as const) {
      const other = parts.map((part) => part.replace(from, to))
      assert.notDeepEqual(other, parts, `${from}`)
      assert.throws(() => readBy(toOverview(shown), other, full.hash), undefined, undefined, `${from}`)
    }
    assert.throws(() => readBy(toOverview(shown), [parts.join("")], full.hash))
  })
})
