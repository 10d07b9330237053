import { assert, describe, it } from "@effect/vitest"
import { Result } from "effect"
import { allocate, award, conservation, type Prizes, refundAll } from "../../src/prize/index.ts"
import { allocations } from "./fixtures/allocations.ts"
import { chess } from "./fixtures/chess.ts"
import { golf } from "./fixtures/golf.ts"
import { idOf, listed, planOf, rankingOf } from "./fixtures/PrizeFixture.ts"
import { pools } from "./fixtures/pools.ts"
import { sports } from "./fixtures/sports.ts"

const totals = (rows: ReadonlyArray<{ readonly participantId: string; readonly minorUnits: bigint }>) => {
  const sums: Record<string, bigint> = {}
  for (const { participantId, minorUnits } of rows) sums[participantId] = (sums[participantId] ?? 0n) + minorUnits
  return sums
}

const sumOf = (rows: ReadonlyArray<{ readonly minorUnits: bigint }>): bigint =>
  rows.reduce((sum, { minorUnits }) => sum + minorUnits, 0n)

const due = (prizes: Prizes) =>
  totals(prizes.awards.map((award) => ({ participantId: award.participantId, minorUnits: award.due })))

describe("published prize tables", () => {
  for (const fixture of [...golf, ...chess, ...sports, ...pools]) {
    it(fixture.name, () => {
      const prizes = Result.getOrThrow(
        award(planOf(fixture.plan), rankingOf(fixture.ranking ?? {}), { ...fixture.input, seed: "fixture" })
      )
      assert.deepStrictEqual(totals(prizes.awards), fixture.awards)
      assert.deepStrictEqual(due(prizes), fixture.due ?? fixture.awards)
      assert.strictEqual(sumOf(prizes.deductions), fixture.fee ?? 0n)
      assert.strictEqual(prizes.topUp, fixture.topUp ?? 0n)
      assert.strictEqual(sumOf(prizes.residual), fixture.residual ?? 0n)
      assert.deepStrictEqual(
        Object.fromEntries(prizes.items.map(({ participantId, item }) => [participantId, item])),
        fixture.items ?? {}
      )
      if (fixture.stages !== undefined) {
        assert.deepStrictEqual(
          Object.fromEntries(prizes.stages.map(({ name, minorUnits }) => [name, minorUnits])),
          fixture.stages
        )
      }
      assert.isTrue(conservation(prizes).isBalanced)
    })
  }
})

describe("published allocations", () => {
  for (const { name, total, weights, amounts } of allocations) {
    it(name, () => {
      const ids = Object.keys(weights)
      const claims = Object.entries(weights).map(([id, weight]) => ({ id, weight }))
      const { allotments, left } = Result.getOrThrow(allocate(total, claims, { key: listed(ids) }))
      assert.deepStrictEqual(Object.fromEntries(allotments.map(({ id, minorUnits }) => [id, minorUnits])), amounts)
      assert.strictEqual(left, 0n)
    })
  }
})

describe("a cancelled contest", () => {
  it("Cancelled contest: every contribution goes back to its payer", () => {
    const refunds = refundAll([
      { payer: "A", kind: "EntryFee", participantId: idOf("A"), minorUnits: 2500n },
      { payer: "B", kind: "EntryFee", participantId: idOf("B"), minorUnits: 2500n },
      { payer: "C", kind: "EntryFee", participantId: idOf("C"), minorUnits: 4000n },
      { payer: "sponsor", kind: "Sponsor", minorUnits: 10000n },
      { payer: "free", kind: "EntryFee", participantId: idOf("D"), minorUnits: 0n }
    ])
    assert.deepStrictEqual(refunds, [
      { payer: "A", minorUnits: 2500n },
      { payer: "B", minorUnits: 2500n },
      { payer: "C", minorUnits: 4000n },
      { payer: "sponsor", minorUnits: 10000n }
    ])
  })
})
