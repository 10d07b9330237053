import { assert, describe, it } from "@effect/vitest"
import { Result } from "effect"
import fc from "fast-check"
import { accountOf, journals } from "../../simulation/arbitraries/ledger.ts"
import {
  balances,
  conservation,
  type Entry,
  EntryId,
  type EntryKind,
  entitlements,
  entry,
  reverseOf,
  trialBalance
} from "../../src/ledger/index.ts"
import { ChallengeId, Currency } from "../../src/shared/index.ts"

const spring = ChallengeId.make("spring")
const eur = Currency.make("EUR")
const clearing = "assets:provider-clearing"
const pool = "liabilities:pool:spring"
const ada = "liabilities:entitlement:spring:ada"
const inFlight = "liabilities:in-flight:prize:spring:ada"
const unclaimed = "liabilities:unclaimed:prize:spring:ada"
const receivable = "assets:receivable:prize:spring:ada"

type Move = readonly [from: string, to: string, minorUnits: bigint]

const make = (id: string, kind: EntryKind, moves: ReadonlyArray<Move>, currency = eur): Entry =>
  Result.getOrThrow(
    entry(
      { id: EntryId.make(id), at: 0, challengeId: spring, kind, memo: "", currency },
      moves.map(([from, to, minorUnits]) => ({ from: accountOf(from), to: accountOf(to), minorUnits }))
    )
  )

const journal = [
  make("1", "EntryFee", [[clearing, pool, 1000n]]),
  make("2", "CarryOver", [["liabilities:carry-over:winter", pool, 500n]]),
  make("3", "Advance", [[receivable, clearing, 100n]]),
  make("4", "Settlement", [
    ["expenses:organiser-top-up", pool, 200n],
    [pool, "income:platform-fee", 150n],
    [pool, "liabilities:charity:spring", 50n],
    [pool, "income:breakage", 3n],
    [pool, "liabilities:sponsor:spring", 7n],
    [pool, "liabilities:carry-over:spring", 90n],
    [pool, "liabilities:refund:spring:bob", 400n],
    [pool, ada, 1000n],
    [ada, receivable, 100n]
  ]),
  make("5", "PayoutStarted", [[ada, inFlight, 900n]]),
  make("6", "PayoutConfirmed", [[inFlight, clearing, 900n]]),
  make("7", "PayoutReturned", [[clearing, ada, 900n]]),
  make("8", "PayoutUnclaimed", [[ada, unclaimed, 900n]]),
  make("9", "PayoutForfeited", [[unclaimed, "income:breakage", 300n]])
]

const parts = (entries: ReadonlyArray<Entry>) => entitlements(entries, spring)[0]

describe("the ledger", () => {
  it("I1 balances per currency whatever is posted", () => {
    fc.assert(
      fc.property(journals, (entries) => {
        for (const { debits, credits, rows } of trialBalance(entries)) {
          assert.strictEqual(debits, credits)
          assert.isTrue(rows.every(({ debit, credit }) => (debit === 0n) !== (credit === 0n)))
        }
      })
    )
  })

  it("I6 keeps currencies apart", () => {
    const usd = Currency.make("USD")
    const mixed = balances([...journal, make("10", "EntryFee", [[clearing, pool, 77n]], usd)])
    assert.strictEqual(mixed.held(accountOf(pool), usd), 77n)
    assert.strictEqual(mixed.held(accountOf(pool), eur), 0n)
    assert.deepStrictEqual(
      trialBalance([...journal, make("10", "EntryFee", [[clearing, pool, 77n]], usd)]).map(({ currency }) => currency),
      ["EUR", "USD"]
    )
    assert.deepStrictEqual(
      conservation([make("10", "EntryFee", [[clearing, pool, 77n]], usd), ...journal], spring).map(
        ({ currency, pool: left }) => [currency, left]
      ),
      [
        ["EUR", 0n],
        ["USD", 77n]
      ]
    )
  })

  it("adds up each account: debits positive, and what it holds in its own sense", () => {
    const after = balances(journal)
    assert.strictEqual(after.of(accountOf(clearing), eur), 900n)
    assert.strictEqual(after.held(accountOf(clearing), eur), 900n)
    assert.strictEqual(after.of(accountOf("income:platform-fee"), eur), -150n)
    assert.strictEqual(after.held(accountOf("income:platform-fee"), eur), 150n)
    assert.strictEqual(after.held(accountOf("expenses:organiser-top-up"), eur), 200n)
    assert.strictEqual(after.held(accountOf("liabilities:pool:autumn"), eur), 0n)
  })

  it("has a trial balance by name without accounts that stand at zero", () => {
    const [eurBalance] = trialBalance(journal)
    assert.deepStrictEqual(eurBalance, {
      currency: eur,
      debits: 1600n,
      credits: 1600n,
      rows: [
        { name: "assets:provider-clearing", type: "asset", debit: 900n, credit: 0n },
        { name: "expenses:organiser-top-up", type: "expense", debit: 200n, credit: 0n },
        { name: "income:breakage", type: "income", debit: 0n, credit: 303n },
        { name: "income:platform-fee", type: "income", debit: 0n, credit: 150n },
        { name: "liabilities:carry-over:spring", type: "liability", debit: 0n, credit: 90n },
        { name: "liabilities:carry-over:winter", type: "liability", debit: 500n, credit: 0n },
        { name: "liabilities:charity:spring", type: "liability", debit: 0n, credit: 50n },
        { name: "liabilities:refund:spring:bob", type: "liability", debit: 0n, credit: 400n },
        { name: "liabilities:sponsor:spring", type: "liability", debit: 0n, credit: 7n },
        { name: "liabilities:unclaimed:prize:spring:ada", type: "liability", debit: 0n, credit: 600n }
      ]
    })
  })
})

describe("conservation", () => {
  it("I3 paid in + top-ups = entitlements + fees + residual + refunds, before and after every entry", () => {
    for (let length = 1; length <= journal.length; length++) {
      assert.deepStrictEqual(
        conservation(journal.slice(0, length), spring).map(({ holds }) => holds),
        [true]
      )
    }
    assert.deepStrictEqual(conservation(journal, spring), [
      {
        currency: eur,
        paidIn: 1500n,
        topUps: 200n,
        pool: 0n,
        entitlements: 1000n,
        fees: 150n,
        charity: 50n,
        residual: 100n,
        refunds: 400n,
        holds: true
      }
    ])
  })

  it("counts money in the pool as not yet destined", () => {
    const [before] = conservation(journal.slice(0, 2), spring)
    assert.deepInclude(before, { paidIn: 1500n, pool: 1500n, entitlements: 0n, holds: true })
  })

  it("does not hold for a pool below zero or for money of another challenge", () => {
    const overdrawn = make("11", "Settlement", [[pool, ada, 1n]])
    assert.isFalse(conservation([overdrawn], spring)[0]?.holds)
    const foreign = make("12", "Settlement", [["liabilities:pool:autumn", ada, 1n]])
    assert.isFalse(conservation([foreign], spring)[0]?.holds)
  })

  it("counts carried money that goes back to its challenge as refunded, and reversals of both as not having been", () => {
    const carried = make("2", "CarryOver", [["liabilities:carry-over:winter", pool, 500n]])
    const back = make("4", "Cancellation", [[pool, "liabilities:carry-over:winter", 500n]])
    assert.deepInclude(conservation([carried, back], spring)[0], { paidIn: 500n, refunds: 500n, pool: 0n, holds: true })
    const heading = { id: EntryId.make("r"), at: 1, memo: "" }
    const [notBack, notCarried] = [back, carried].map((entry) => Result.getOrThrow(reverseOf(entry, [], heading)))
    if (notBack === undefined || notCarried === undefined) return assert.fail("no reversals")
    assert.deepInclude(conservation([carried, back, notBack], spring)[0], {
      paidIn: 500n,
      refunds: 0n,
      pool: 500n,
      holds: true
    })
    assert.deepInclude(conservation([carried, notCarried], spring)[0], {
      paidIn: 0n,
      refunds: 0n,
      pool: 0n,
      holds: true
    })
  })

  it("looks at the entries of one challenge", () => {
    assert.deepStrictEqual(conservation(journal, ChallengeId.make("autumn")), [])
  })

  it("takes a reversed entry fee out of what was paid in, and leaves reversed payouts alone", () => {
    const fee = make("1", "EntryFee", [[clearing, pool, 1000n]])
    const back = Result.getOrThrow(reverseOf(fee, [], { id: EntryId.make("1r"), at: 1, memo: "" }))
    assert.deepInclude(conservation([fee, back], spring)[0], { paidIn: 0n, pool: 0n, holds: true })
    const advance = make("3", "Advance", [[receivable, clearing, 100n]])
    const undone = Result.getOrThrow(reverseOf(advance, [], { id: EntryId.make("3r"), at: 1, memo: "" }))
    assert.deepInclude(conservation([fee, advance, undone], spring)[0], {
      paidIn: 1000n,
      pool: 1000n,
      entitlements: 0n,
      holds: true
    })
    const started = make("5", "PayoutStarted", [[ada, inFlight, 900n]])
    const stopped = Result.getOrThrow(reverseOf(started, [], { id: EntryId.make("5r"), at: 1, memo: "" }))
    assert.deepInclude(conservation([fee, started, stopped], spring)[0], {
      paidIn: 1000n,
      entitlements: 0n,
      holds: true
    })
  })
})

describe("an entitlement", () => {
  const base = {
    recipient: "ada",
    currency: eur,
    entitled: 1000n,
    confirmed: 0n,
    inFlight: 0n,
    held: 0n,
    unclaimed: 0n,
    forfeited: 0n,
    withheld: 100n,
    owedBack: 0n
  }

  it("I5 is confirmed, in flight, held, unclaimed, forfeited or withheld, at every step of its payout", () => {
    assert.deepStrictEqual(parts(journal.slice(0, 4)), { ...base, held: 900n })
    assert.deepStrictEqual(parts(journal.slice(0, 5)), { ...base, inFlight: 900n })
    assert.deepStrictEqual(parts(journal.slice(0, 6)), { ...base, confirmed: 900n })
    assert.deepStrictEqual(parts(journal.slice(0, 7)), { ...base, held: 900n })
    assert.deepStrictEqual(parts(journal.slice(0, 8)), { ...base, unclaimed: 900n })
    assert.deepStrictEqual(parts(journal), { ...base, unclaimed: 600n, forfeited: 300n })
  })

  it("I5 that a later version lowers after payment is owed back", () => {
    const correction = make("10", "Correction", [
      [receivable, pool, 400n],
      [pool, "liabilities:entitlement:spring:bob", 400n]
    ])
    const [first, second] = entitlements([...journal.slice(0, 6), correction], spring)
    assert.deepStrictEqual(first, { ...base, entitled: 600n, confirmed: 900n, owedBack: 400n })
    assert.deepInclude(second, { recipient: "bob", entitled: 400n, held: 400n })
  })

  it("is of one challenge, and refunds are none", () => {
    assert.deepStrictEqual(entitlements(journal, ChallengeId.make("autumn")), [])
    assert.strictEqual(entitlements(journal, spring).length, 1)
  })
})
