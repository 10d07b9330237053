import { assert, describe, it } from "@effect/vitest"
import { Result } from "effect"
import fc from "fast-check"
import { type Booked, sealOf } from "../../src/audit/index.ts"
import { type Entry, EntryId, entry, entryJson } from "../../src/ledger/index.ts"
import { verifySeals } from "../../src/settlement/index.ts"
import { ChallengeId, Currency } from "../../src/shared/index.ts"

const challengeId = ChallengeId.make("march")

const fee = (number: number, minorUnits = 100n): Entry =>
  Result.getOrThrow(
    entry(
      {
        id: EntryId.make(`EntryFee:${number}`),
        at: number,
        challengeId,
        kind: "EntryFee",
        memo: "ada",
        currency: Currency.make("EUR")
      },
      [{ from: { _tag: "ProviderClearing" }, to: { _tag: "Pool", challengeId }, minorUnits }]
    )
  )

/** Entries in the groups in which they were posted: alone, or many together. */
const ledgers = fc.array(fc.constantFrom(1, 1, 2, 3), { minLength: 1, maxLength: 6 }).map((sizes) => {
  let number = 0
  return sizes.map((size) => Array.from({ length: size }, () => fee(number++)))
})
const sealsOf = (groups: ReadonlyArray<ReadonlyArray<Entry>>): ReadonlyArray<Booked> =>
  groups.map((group) => sealOf(group.map((one) => [entryJson(one)])))

const touched = ledgers.chain((groups) => {
  const last = groups.flat().length - 1
  return fc.record({ groups: fc.constant(groups), at: fc.nat({ max: last }) })
})

describe("verifySeals (I27)", () => {
  it("what is as it was posted has no finding", () => {
    fc.assert(fc.property(ledgers, (groups) => assert.deepStrictEqual(verifySeals(sealsOf(groups), groups.flat()), [])))
  })

  it("entries that were sealed alone may stand in any order", () => {
    const groups = [[fee(1)], [fee(2), fee(3)], [fee(4)]]
    const [first, second, third, fourth] = [fee(4), fee(2), fee(3), fee(1)]
    assert.deepStrictEqual(verifySeals(sealsOf(groups), [first, second, third, fourth]), [])
  })

  it("an altered, a missing and an inserted entry are found (I7)", () => {
    fc.assert(
      fc.property(touched, ({ groups, at }) => {
        const journal = groups.flat()
        const changed = {
          altered: journal.with(at, fee(at, 101n)),
          missing: journal.toSpliced(at, 1),
          inserted: journal.toSpliced(at, 0, fee(99))
        }
        for (const [how, tampered] of Object.entries(changed)) {
          assert.isNotEmpty(verifySeals(sealsOf(groups), tampered), how)
        }
      })
    )
  })

  it("an entry that is there twice is found", () => {
    assert.isNotEmpty(verifySeals(sealsOf([[fee(1)], [fee(2)]]), [fee(1), fee(2), fee(2)]))
  })

  it("an entry that was sealed alone is named by its hash, one that nothing seals by its id", () => {
    const findings = verifySeals(sealsOf([[fee(1)], [fee(2)]]), [fee(1), fee(2, 101n)])
    assert.deepStrictEqual(
      findings.map(({ path }) => path),
      ["ledger", "ledger, EntryFee:2"]
    )
    assert.include(findings[0]?.message, sealOf([[entryJson(fee(2))]]).sha256)
  })
})
