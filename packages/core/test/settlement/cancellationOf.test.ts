import { assert, describe, it } from "@effect/vitest"
import { Result } from "effect"
import fc from "fast-check"
import { accountOf } from "../../simulation/arbitraries/ledger.ts"
import { contributionEntry } from "../../src/challenge/index.ts"
import { balances, conservation, differingField } from "../../src/ledger/index.ts"
import type { Contribution } from "../../src/prize/index.ts"
import { cancellationOf, payoutLines } from "../../src/settlement/index.ts"
import { eur, noon, postings, settlementId, spring } from "./world.ts"

const heading = { challengeId: spring, currency: eur, at: noon }
const contributions: fc.Arbitrary<ReadonlyArray<Contribution>> = fc.array(
  fc.record({
    payer: fc.constantFrom("ada", "bob", "sponsor & sons", "winter"),
    kind: fc.constantFrom("EntryFee", "Sponsor", "CarryOver"),
    minorUnits: fc.oneof(fc.bigInt({ min: 0n, max: 5000n }), fc.bigInt({ min: 0n, max: 10n ** 20n }))
  }),
  { maxLength: 10 }
)

describe("a cancellation", () => {
  it("pays each payer back in one sum, no fee kept, and carried money to the challenge it came from", () => {
    const { entry, lines } = cancellationOf(heading, [
      { payer: "ada", kind: "EntryFee", minorUnits: 1000n },
      { payer: "winter", kind: "CarryOver", minorUnits: 300n },
      { payer: "ada", kind: "Sponsor", minorUnits: 50n },
      { payer: "bob", kind: "EntryFee", minorUnits: 0n }
    ])
    assert.deepStrictEqual(postings(entry), {
      "Pool spring": 1350n,
      "RefundPayable spring ada": -1050n,
      "CarryOver winter": -300n
    })
    assert.deepStrictEqual(lines, [
      {
        key: "refund:ada:refund",
        claim: "refund",
        recipient: "ada",
        line: "refund",
        minorUnits: 1050n,
        advance: 0n,
        due: 1050n
      }
    ])
    assert.strictEqual(entry.kind, "Cancellation")
  })

  it("I29 refunds each payer exactly, to the payer, once", () => {
    fc.assert(
      fc.property(contributions, (paid) => {
        const entries = paid.map((contribution, index) =>
          Result.getOrThrow(
            contributionEntry({ key: `${index}`, at: noon, challengeId: spring, currency: eur }, contribution)
          )
        )
        const { entry, lines } = cancellationOf(heading, paid)
        const all = [...entries, entry]
        assert.strictEqual(balances(all).held(accountOf("liabilities:pool:spring"), eur), 0n)
        assert.isTrue(conservation(all, spring).every(({ holds, paidIn, refunds }) => holds && paidIn === refunds))
        for (const payer of new Set(paid.map((contribution) => contribution.payer))) {
          // "sponsor & sons" is a valid id of a challenge too, so what it carried goes back to that challenge.
          const owed = paid
            .filter((one) => one.payer === payer && one.kind !== "CarryOver")
            .reduce((sum, { minorUnits }) => sum + minorUnits, 0n)
          const back = payoutLines(
            settlementId,
            { challengeId: spring, version: 1, currency: eur },
            lines.filter(({ recipient }) => recipient === payer)
          )
          assert.deepStrictEqual(
            back.map(({ minorUnits }) => minorUnits),
            owed === 0n ? [] : [owed]
          )
        }
        const again = cancellationOf({ ...heading, at: noon + 1 }, paid.toReversed())
        assert.isUndefined(differingField(entry, again.entry))
      })
    )
  })

  it("of an empty pool owes nothing", () => {
    assert.deepStrictEqual(cancellationOf(heading, []).lines, [])
    assert.deepStrictEqual(cancellationOf(heading, []).entry.postings, [])
  })
})
