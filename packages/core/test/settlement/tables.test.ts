import { assert, describe, it } from "@effect/vitest"
import { Result } from "effect"
import fc from "fast-check"
import type { Stake } from "../../src/challenge/index.ts"
import { type Account, entry, entryJson, entryPieces, type Movement, type Posting } from "../../src/ledger/index.ts"
import { type Contribution, ContributionTable } from "../../src/settlement/ContributionTable.ts"
import { eligibilityHash, type PlannedLine, poolHash, postingsOf } from "../../src/settlement/index.ts"
import { LineTable } from "../../src/settlement/LineTable.ts"
import { EligibilityDigest, eligibilityOf, inOrder, poolHashOf } from "../../src/settlement/PlanFacts.ts"
import { entryToPost } from "../../src/settlement/postingsOf.ts"
import { compareIds, Name, ParticipantId } from "../../src/shared/index.ts"
import { names, noon, planFor, spring } from "./world.ts"

const amounts = fc.oneof(fc.bigInt(0n, 3n), fc.bigInt(2n ** 53n - 2n, 2n ** 53n + 1n), fc.constant(10n ** 29n))

/** Lines of few recipients, so that they come again, in any order. */
const lines = fc.array(
  fc
    .record({
      claim: fc.constantFrom("prize" as const, "prize" as const, "refund" as const),
      recipient: fc.constantFrom(...names),
      line: fc.constantFrom("main+0", "win+0"),
      minorUnits: amounts,
      advance: fc.oneof(fc.constant(0n), amounts),
      holdUntil: fc.option(fc.integer({ min: 0, max: 9 }), { nil: undefined })
    })
    .map(({ minorUnits, advance: paid, holdUntil, ...rest }): PlannedLine => {
      const advance = paid < minorUnits ? paid : minorUnits
      return {
        ...rest,
        key: `${rest.claim}:${rest.recipient}:${rest.line}`,
        minorUnits,
        advance,
        due: minorUnits - advance,
        ...(holdUntil === undefined ? {} : { holdUntil })
      }
    }),
  { maxLength: 8 }
)

describe("lines in columns", () => {
  it("are the lines, in their order and in that of their keys", () => {
    fc.assert(
      fc.property(lines, (all) => {
        const table = LineTable.of(all)
        assert.deepStrictEqual([...table], all)
        assert.deepStrictEqual([...LineTable.of(table)], all)
        assert.deepStrictEqual(
          [...table.byKey()],
          all.toSorted((a, b) => compareIds(a.key, b.key))
        )
      })
    )
  })
})

/** What lines move, one by one. */
function* movementsOf(all: ReadonlyArray<PlannedLine>): Generator<Movement> {
  const pool: Account = { _tag: "Pool", challengeId: spring }
  for (const { claim, recipient, minorUnits, advance } of all) {
    if (claim !== "prize") continue
    const entitlement: Account = {
      _tag: "Entitlement",
      challengeId: spring,
      participantId: ParticipantId.make(recipient)
    }
    yield { from: pool, to: entitlement, minorUnits }
    yield {
      from: entitlement,
      to: { _tag: "Receivable", claim, challengeId: spring, recipient },
      minorUnits: advance
    }
  }
}

describe("an entry that is made while it is gone through", () => {
  it("has the postings of the entry that its movements make, in their order", () => {
    const { prizes, ...plan } = planFor({ scores: [9, 7] })
    const bare = { ...prizes, topUp: 0n, deductions: [], residual: [], refunds: [] }
    fc.assert(
      fc.property(lines, (all) => {
        const made = postingsOf({ ...plan, prizes: bare, lines: all }, noon)
        const { postings: _, ...heading } = made
        assert.deepStrictEqual(made, Result.getOrThrow(entry(heading, movementsOf(all))))
      }),
      { numRuns: 500 }
    )
  })

  it("is written in pieces as it is written at once", () => {
    fc.assert(
      fc.property(lines, (all) => {
        const plan = { ...planFor({ scores: [9, 7] }), lines: all }
        assert.strictEqual([...entryPieces(entryToPost(plan, noon))].join(""), entryJson(postingsOf(plan, noon)))
      })
    )
    const nothing: Iterable<Posting> = new Set()
    const empty = { ...postingsOf(planFor({ scores: [9, 7] }), noon), postings: nothing }
    assert.strictEqual([...entryPieces(empty)].join(""), entryJson(empty))
  })
})

const contributions = fc.array(
  fc
    .record({
      payer: fc.constantFrom(...names, "ada!", "\u{1f3c6}", "\u{ffee}"),
      kind: fc.constantFrom("EntryFee" as const, "Sponsor" as const, "CarryOver" as const),
      participantId: fc.option(fc.constantFrom(...names), { nil: undefined }),
      minorUnits: amounts
    })
    .map(
      ({ participantId, ...rest }): Contribution => ({
        ...rest,
        ...(participantId === undefined ? {} : { participantId: ParticipantId.make(participantId) })
      })
    ),
  { maxLength: 8 }
)

const tableOf = (all: ReadonlyArray<Contribution>): ContributionTable => {
  const table = new ContributionTable()
  for (const one of all) table.push(one)
  return table
}

describe("contributions in columns", () => {
  it("come in the order in which plans list them, and have the hash that a plan has of them", () => {
    fc.assert(
      fc.property(contributions, (all) => {
        const listed = inOrder(all)
        assert.deepStrictEqual([...tableOf(all).inOrder()], listed)
        assert.deepStrictEqual([...tableOf(listed).inOrder()], listed)
        assert.strictEqual(poolHashOf(tableOf(all), "seed"), poolHash(listed, "seed"))
      })
    )
  })
})

const stakes = fc.uniqueArray(
  fc.record({
    participantId: fc.constantFrom(...names).map((name) => ParticipantId.make(name)),
    eligibility: fc.option(fc.constantFrom("Excluded" as const, "Unverified" as const), { nil: undefined }),
    categories: fc.array(fc.constantFrom("local", "veteran"), { maxLength: 3 })
  }),
  { selector: ({ participantId }) => participantId }
)

describe("the hash of eligibility", () => {
  it("is the same of participants who come one by one", () => {
    fc.assert(
      fc.property(stakes, (all) => {
        const digest = new EligibilityDigest()
        for (const { eligibility, ...rest } of all.toSorted((a, b) => compareIds(a.participantId, b.participantId))) {
          const stake: Stake = {
            participantId: rest.participantId,
            categories: rest.categories.map((name) => Name.make(name)),
            ...(eligibility === undefined ? {} : { eligibility })
          }
          digest.take(stake)
        }
        const eligibility = new Map(
          all.flatMap((one) => (one.eligibility === undefined ? [] : [[one.participantId, one.eligibility] as const]))
        )
        const categories = new Map(all.map((one) => [one.participantId, one.categories]))
        assert.strictEqual(digest.digits(), eligibilityHash(eligibilityOf({ eligibility, categories })))
      })
    )
  })
})
