import { assert, describe, it } from "@effect/vitest"
import { Result, Schema } from "effect"
import fc from "fast-check"
import { accountOf, accounts, entries, movements } from "../../simulation/arbitraries/ledger.ts"
import {
  accountName,
  differingField,
  Entry,
  EntryId,
  entry,
  entryFromJson,
  entryJson,
  turnover
} from "../../src/ledger/index.ts"
import { ChallengeId, Currency, ParticipantId } from "../../src/shared/index.ts"

const spring = ChallengeId.make("spring")
const heading = {
  id: EntryId.make("e1"),
  at: Date.UTC(2026, 0, 31, 8),
  challengeId: spring,
  kind: "Settlement" as const,
  memo: "version 1",
  currency: Currency.make("EUR")
}
const pool = accountOf("liabilities:pool:spring")
const fee = accountOf("income:platform-fee")
const ada = accountOf("liabilities:entitlement:spring:ada")

const total = ({ postings }: Entry) => postings.reduce((sum, { minorUnits }) => sum + minorUnits, 0n)

describe("an entry", () => {
  it("goes from one account to another: from is debited, to is credited", () => {
    const made = Result.getOrThrow(
      entry(heading, [
        { from: pool, to: ada, minorUnits: 900n },
        { from: pool, to: fee, minorUnits: 100n },
        { from: fee, to: ada, minorUnits: 0n }
      ])
    )
    assert.deepStrictEqual(
      made.postings.map(({ account, minorUnits }) => [accountName(account), minorUnits]),
      [
        ["liabilities:pool:spring", 1000n],
        ["liabilities:entitlement:spring:ada", -900n],
        ["income:platform-fee", -100n]
      ]
    )
    assert.strictEqual(turnover(made), 1000n)
  })

  it("I1 balances by construction, names each account once and posts no zero", () => {
    fc.assert(
      fc.property(fc.array(movements, { maxLength: 12 }), (moves) => {
        const made = Result.getOrThrow(entry(heading, moves))
        assert.strictEqual(total(made), 0n)
        assert.strictEqual(new Set(made.postings.map(({ account }) => accountName(account))).size, made.postings.length)
        assert.isTrue(made.postings.every(({ minorUnits }) => minorUnits !== 0n))
      })
    )
  })

  it("refuses a negative movement", () => {
    const refused = Result.getOrThrow(Result.flip(entry(heading, [{ from: pool, to: ada, minorUnits: -1n }])))
    assert.strictEqual(refused._tag, "NegativeMovement")
    assert.strictEqual(
      refused.message,
      "A movement of -1 from liabilities:pool:spring to liabilities:entitlement:spring:ada is negative; move it the other way"
    )
  })

  it("that does not move anything is empty and balanced", () => {
    assert.deepStrictEqual(Result.getOrThrow(entry(heading, [{ from: pool, to: pool, minorUnits: 5n }])).postings, [])
  })

  it("reads back from its JSON as the same entry", () => {
    fc.assert(
      fc.property(entries, (made) => {
        assert.deepStrictEqual(Result.getOrThrow(entryFromJson(entryJson(made))), made)
      })
    )
  })

  it("I1 is refused when its stored postings do not add up to zero", () => {
    fc.assert(
      fc.property(
        entries.filter(({ postings }) => postings.length > 0),
        fc.nat(),
        fc.bigInt({ min: 1n, max: 9n }),
        (made, at, more) => {
          const index = at % made.postings.length
          const postings = made.postings.map((posting, i) =>
            i === index ? { ...posting, minorUnits: posting.minorUnits + more } : posting
          )
          assert.isTrue(Result.isFailure(entryFromJson(entryJson({ ...made, postings }))))
        }
      )
    )
  })

  it("is refused when it posts zero or to one account twice", () => {
    const made = Result.getOrThrow(entry(heading, [{ from: pool, to: ada, minorUnits: 9n }]))
    const twice = [...made.postings, { account: ada, minorUnits: 1n }, { account: fee, minorUnits: -1n }]
    const zero = [...made.postings, { account: fee, minorUnits: 0n }]
    const messageOf = (postings: Entry["postings"]) =>
      Result.getOrThrow(Result.flip(entryFromJson(entryJson({ ...made, postings })))).message
    assert.include(messageOf(twice), "an account must be posted to once")
    assert.include(messageOf(zero), "a posting must not be zero")
    assert.include(messageOf(made.postings.slice(1)), "postings must add up to zero, not to -9")
  })

  it("I6 holds one currency", () => {
    const encoded = Schema.encodeSync(Entry)(
      Result.getOrThrow(entry(heading, [{ from: pool, to: ada, minorUnits: 9n }]))
    )
    const mixed = { ...encoded, postings: encoded.postings.map((posting) => ({ ...posting, currency: "USD" })) }
    const decoded = Schema.decodeUnknownResult(Entry)(mixed, { onExcessProperty: "error" })
    assert.isTrue(Result.isFailure(decoded))
  })

  it("I15 sent again is no conflict, and with other content the conflict names the field", () => {
    const made = Result.getOrThrow(
      entry(heading, [
        { from: pool, to: ada, minorUnits: 9n },
        { from: pool, to: fee, minorUnits: 1n }
      ])
    )
    assert.isUndefined(differingField(made, { ...made, at: made.at + 1, postings: made.postings.toReversed() }))
    assert.strictEqual(differingField(made, { ...made, id: EntryId.make("e2") }), "id")
    assert.strictEqual(differingField(made, { ...made, challengeId: ChallengeId.make("autumn") }), "challengeId")
    assert.strictEqual(differingField(made, { ...made, kind: "Correction" }), "kind")
    assert.strictEqual(differingField(made, { ...made, memo: "" }), "memo")
    assert.strictEqual(differingField(made, { ...made, currency: Currency.make("USD") }), "currency")
    assert.strictEqual(differingField(made, { ...made, corrects: EntryId.make("e0") }), "corrects")
    assert.strictEqual(differingField(made, { ...made, postings: made.postings.slice(1) }), "postings")
    const bob = accountOf("liabilities:entitlement:spring:bob")
    const toBob = entry(heading, [
      { from: pool, to: bob, minorUnits: 9n },
      { from: pool, to: fee, minorUnits: 1n }
    ])
    assert.strictEqual(differingField(made, Result.getOrThrow(toBob)), "postings")
  })
})

describe("the name of an account", () => {
  it("reads back as the account", () => {
    fc.assert(
      fc.property(accounts, (account) => {
        assert.deepStrictEqual(accountOf(accountName(account)), account)
      })
    )
  })

  it("holds nothing that hledger takes for something else", () => {
    fc.assert(
      fc.property(accounts, (account) => {
        assert.match(accountName(account), /^(assets|liabilities|income|expenses)(:[\w.~@+%!*'()-]+)+$/)
      })
    )
  })

  it("is escaped where it must be", () => {
    const account = {
      _tag: "Entitlement" as const,
      challengeId: ChallengeId.make("a:b  c"),
      participantId: ParticipantId.make("ada@home;é%")
    }
    assert.strictEqual(accountName(account), "liabilities:entitlement:a%3Ab%20%20c:ada@home%3B%C3%A9%25")
  })

  it("is one only: other spellings and unknown accounts are none", () => {
    const wrong = [
      "",
      "liabilities",
      "liabilities:pool",
      "liabilities:pool:",
      "liabilities:pool:a:b",
      "liabilities:pool:%61",
      "liabilities:pool:%",
      "liabilities:pool:%c3%a9",
      "assets:cash",
      "income:platform-fee:x",
      "liabilities:in-flight:gift:c:p",
      "LIABILITIES:pool:a"
    ]
    for (const name of wrong) assert.throws(() => accountOf(name), undefined, undefined, name)
  })
})
