import { assert, describe, it } from "@effect/vitest"
import { accountName, type Posting } from "@laurel/core/ledger"
import { ChallengeId, ParticipantId } from "@laurel/core/shared"
import fc from "fast-check"
import { movementsOf, postingsFrom, type StoredMovement } from "../src/postgres/movements.ts"

const challengeId = ChallengeId.make("spring")

const accountOf = (place: number): Posting["account"] => ({
  _tag: "Entitlement",
  challengeId,
  participantId: ParticipantId.make(`p${place}`)
})

/** Amounts as the postings of an entry that balances, in any order. */
const balanced: fc.Arbitrary<ReadonlyArray<Posting>> = fc
  .array(
    fc.bigInt({ min: -9n, max: 9n }).filter((amount) => amount !== 0n),
    { maxLength: 12 }
  )
  .chain((some) => {
    const rest = -some.reduce((sum, amount) => sum + amount, 0n)
    const amounts = rest === 0n ? some : [...some, rest]
    return fc.shuffledSubarray(amounts, { minLength: amounts.length })
  })
  .map((amounts) => amounts.map((minorUnits, place) => ({ account: accountOf(place), minorUnits })))

/** The rule in other words: all debits end to end on one line, all credits on another, cut wherever one of them ends. */
const laidOut = (postings: ReadonlyArray<Posting>): ReadonlyArray<StoredMovement> => {
  const unitsOf = (sign: bigint) =>
    postings.flatMap(({ minorUnits }, place) =>
      minorUnits * sign > 0n ? Array.from({ length: Number(minorUnits * sign) }, () => place) : []
    )
  const credits = unitsOf(-1n)
  const pairs = unitsOf(1n).map((debit, at) => [debit, credits[at] ?? -1] as const)
  const cuts = pairs.flatMap(([debit, credit], at) =>
    debit === pairs[at - 1]?.[0] && credit === pairs[at - 1]?.[1] ? [] : at
  )
  return cuts.map((start, number) => {
    const [debit = -1, credit = -1] = pairs[start] ?? []
    return {
      number,
      debit_account: accountName(accountOf(debit)),
      debit_place: debit,
      credit_account: accountName(accountOf(credit)),
      credit_place: credit,
      minor_units: BigInt((cuts[number + 1] ?? pairs.length) - start)
    }
  })
}

describe("the movements that an entry is stored as", () => {
  it("have each debit met by credits in the order of the postings, and give the postings back", () => {
    fc.assert(
      fc.property(balanced, (postings) => {
        const movements = [...movementsOf({ postings })]
        assert.deepStrictEqual(movements, laidOut(postings))
        assert.isAtMost(movements.length, Math.max(0, postings.length - 1))
        assert.deepStrictEqual(
          postingsFrom(movements),
          postings.map(({ account, minorUnits }) => ({ account: accountName(account), minorUnits: `${minorUnits}` }))
        )
      })
    )
  })

  it("are made while the postings are gone through, and that once", () => {
    let rounds = 0
    const postings = {
      *[Symbol.iterator]() {
        rounds++
        yield { account: accountOf(0), minorUnits: 3n }
        yield { account: accountOf(1), minorUnits: -1n }
        throw new Error("nothing more was asked for")
      }
    }
    const made = movementsOf({ postings }).next().value
    assert.strictEqual(made?.minor_units, 1n)
    assert.strictEqual(rounds, 1)
  })
})
