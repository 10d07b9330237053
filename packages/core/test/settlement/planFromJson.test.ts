import { assert, describe, it } from "@effect/vitest"
import { Result, Schema } from "effect"
import fc from "fast-check"
import { contributionEntry, Deposit, Entry } from "../../src/challenge/index.ts"
import { entryFromJson, entryJson } from "../../src/ledger/index.ts"
import type { Contribution } from "../../src/prize/index.ts"
import { planFromJson, postingsOf, toCanonical, verifyPlan } from "../../src/settlement/index.ts"
import { eur, noon, planFor, spring } from "./world.ts"

const isEntry = Schema.is(Entry)
const isDeposit = Schema.is(Deposit)

const entryPaidBy = (payer: string) => ({
  participantId: "ada",
  userId: "ada",
  enteredAt: noon,
  categories: [],
  status: "Active",
  fee: { payer, minorUnits: 1000n }
})
const depositOf = (payer: string, kind: string) => ({ id: "d1", kind, payer, minorUnits: 1000n, at: noon })

/** Texts of every kind: ordinary, long, with control characters, half of a character. */
const payers = fc.oneof(
  fc.string({ minLength: 1, maxLength: 12 }),
  fc.string({ unit: "binary", minLength: 1, maxLength: 6 }),
  fc.integer({ min: 195, max: 205 }).map((length) => "x".repeat(length)),
  fc.constantFrom("", "a\nb", "\u0000", "\u009f", "\ud800", "\ud83c\udfc6", " ", "a".repeat(600))
)

const contributionsOf = (payer: string): ReadonlyArray<Contribution> => [
  ...(isEntry(entryPaidBy(payer)) ? [{ payer, kind: "EntryFee" as const, minorUnits: 1000n }] : []),
  ...(["Sponsor", "CarryOver"] as const)
    .filter((kind) => isDeposit(depositOf(payer, kind)))
    .map((kind) => ({ payer, kind, minorUnits: 1000n }))
]

describe("a payer", () => {
  it("that was accepted can be read back from every plan and every entry that names it", () => {
    let accepted = 0
    fc.assert(
      fc.property(payers, (payer) => {
        const contributions = contributionsOf(payer)
        if (contributions.length === 0) return
        accepted++
        // All scores are zero, so that everybody is refunded and every payer has a line.
        const plan = planFor({ scores: [0, 0], contributions })
        assert.deepStrictEqual(Result.getOrThrow(planFromJson(toCanonical(plan))), plan)
        assert.isEmpty(verifyPlan(plan))
        const heading = { key: "1", at: noon, challengeId: spring, currency: eur }
        for (const contribution of contributions) {
          const entry = Result.getOrThrow(contributionEntry(heading, contribution))
          assert.deepStrictEqual(Result.getOrThrow(entryFromJson(entryJson(entry))), entry)
        }
        const posted = postingsOf(plan, noon)
        assert.deepStrictEqual(Result.getOrThrow(entryFromJson(entryJson(posted))), posted)
      }),
      { numRuns: 300, examples: [["x".repeat(200)], ["x".repeat(201)], ["a\nb"]] }
    )
    assert.isAbove(accepted, 50)
  })

  it("is refused where the ledger could not name it: empty, too long, with control characters or half a character", () => {
    for (const payer of ["", "x".repeat(201), "a\nb", "\u0000", "\ud800"]) {
      assert.isEmpty(contributionsOf(payer), payer.slice(0, 10))
    }
    assert.strictEqual(contributionsOf("x".repeat(200)).length, 3)
  })
})
