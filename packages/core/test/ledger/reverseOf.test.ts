import { assert, describe, it } from "@effect/vitest"
import { Result } from "effect"
import fc from "fast-check"
import { accountOf, entries } from "../../simulation/arbitraries/ledger.ts"
import { accountName, balances, type Entry, EntryId, entry, reverseOf, turnover } from "../../src/ledger/index.ts"
import { ChallengeId, Currency } from "../../src/shared/index.ts"

const heading = {
  id: EntryId.make("fee-1"),
  at: 1000,
  challengeId: ChallengeId.make("spring"),
  kind: "EntryFee" as const,
  memo: "ada",
  currency: Currency.make("EUR")
}
const clearing = accountOf("assets:provider-clearing")
const pool = accountOf("liabilities:pool:spring")
const paid = Result.getOrThrow(entry(heading, [{ from: clearing, to: pool, minorUnits: 2500n }]))
const back = { id: EntryId.make("back-1"), at: 2000, memo: "charged back" }

const refusalOf = (original: Entry, earlier: ReadonlyArray<Entry>, asked: Parameters<typeof reverseOf>[2]) =>
  Result.getOrThrow(Result.flip(reverseOf(original, earlier, asked)))

describe("a reversal", () => {
  it("names what it corrects and mirrors it", () => {
    const reversal = Result.getOrThrow(reverseOf(paid, [], back))
    assert.strictEqual(reversal.corrects, paid.id)
    assert.strictEqual(reversal.kind, "Reversal")
    assert.deepStrictEqual(
      reversal.postings.map((posting) => posting.minorUnits),
      [-2500n, 2500n]
    )
  })

  it("I8 of the whole leaves every account as it was, and happens once", () => {
    fc.assert(
      fc.property(
        entries.filter((made) => turnover(made) > 0n),
        fc.uuid(),
        (made, id) => {
          const reversal = Result.getOrThrow(reverseOf(made, [], { ...back, id: EntryId.make(id) }))
          for (const row of balances([made, reversal]).rows())
            assert.strictEqual(row.minorUnits, 0n, accountName(row.account))
          const again = refusalOf(made, [reversal], { ...back, id: EntryId.make(`${id}x`) })
          assert.strictEqual(again._tag, "EntryAlreadyReversed")
        }
      )
    )
  })

  it("I8 of a part never exceeds the original", () => {
    fc.assert(
      fc.property(fc.bigInt({ min: -10n, max: 2510n }), (minorUnits) => {
        const reversal = reverseOf(paid, [], { ...back, minorUnits })
        assert.strictEqual(Result.isSuccess(reversal), minorUnits >= 1n && minorUnits <= 2500n)
        if (Result.isSuccess(reversal)) {
          assert.strictEqual(balances([paid, reversal.success]).held(pool, heading.currency), 2500n - minorUnits)
        } else assert.strictEqual(reversal.failure._tag, "ReversalOutOfRange")
      })
    )
  })

  it("I8 of everything is allowed, and of one unit more or of nothing is not", () => {
    for (const minorUnits of [1n, 2500n]) assert.isTrue(Result.isSuccess(reverseOf(paid, [], { ...back, minorUnits })))
    for (const minorUnits of [-1n, 0n, 2501n]) {
      assert.strictEqual(refusalOf(paid, [], { ...back, minorUnits })._tag, "ReversalOutOfRange")
    }
  })

  it("asked for again, later, is answered with itself", () => {
    const reversal = Result.getOrThrow(reverseOf(paid, [], back))
    assert.strictEqual(Result.getOrThrow(reverseOf(paid, [reversal], { ...back, at: 9000 })), reversal)
    assert.strictEqual(refusalOf(paid, [reversal], { ...back, minorUnits: 5n })._tag, "EntryAlreadyReversed")
  })

  it("does not count reversals of other entries", () => {
    const other = Result.getOrThrow(reverseOf({ ...paid, id: EntryId.make("fee-2") }, [], back))
    assert.isTrue(Result.isSuccess(reverseOf(paid, [other], { ...back, id: EntryId.make("back-2") })))
  })

  it("of a reversal is refused", () => {
    const reversal = Result.getOrThrow(reverseOf(paid, [], back))
    assert.strictEqual(refusalOf(reversal, [], { ...back, id: EntryId.make("back-2") })._tag, "ReversalOfReversal")
  })

  it("of a part of an entry with more than two postings is refused", () => {
    const fee = accountOf("income:platform-fee")
    const both = Result.getOrThrow(
      entry(heading, [
        { from: clearing, to: pool, minorUnits: 2500n },
        { from: clearing, to: fee, minorUnits: 100n }
      ])
    )
    assert.strictEqual(refusalOf(both, [], { ...back, minorUnits: 5n })._tag, "PartialReversalAmbiguous")
    assert.strictEqual(turnover(Result.getOrThrow(reverseOf(both, [], { ...back, minorUnits: 2600n }))), 2600n)
  })

  it("says why in a sentence", () => {
    const reversal = Result.getOrThrow(reverseOf(paid, [], back))
    const messages = [
      refusalOf(paid, [reversal], { ...back, id: EntryId.make("x") }),
      refusalOf(reversal, [], back),
      refusalOf(paid, [], { ...back, minorUnits: 0n })
    ].map(({ message }) => message)
    assert.deepStrictEqual(messages, [
      "Entry fee-1 was reversed already, by back-1; a reversal happens at most once",
      "Entry back-1 is a reversal and stays; post a new entry for what is meant",
      "Entry fee-1 moved 2500; a reversal of 0 is not between 1 and that"
    ])
  })
})
