import { assert } from "@effect/vitest"
import { Cause, Effect, Exit, Result } from "effect"
import fc from "fast-check"
import { type Account, type Entry, EntryId, type EntryToPost, entry, Ledger, totals } from "../src/ledger/index.ts"
import { Transaction } from "../src/runtime/index.ts"
import { type ChallengeId, Currency } from "../src/shared/index.ts"
import { balancedEntries, ledgerEntries } from "./arbitraries/ledgerEntry.ts"
import type { Contract } from "./Contract.ts"
import { adaEntry, spring, summer } from "./cast.ts"
import { ledgerCommands, ledgerObservations } from "./commands/ledger.ts"
import { contractOfFacts } from "./contractOfFacts.ts"
import { agreesWithModel } from "./modelRun.ts"
import { answerOf, example, law } from "./worlds.ts"

const entryOf = (id: string, challengeId: ChallengeId = spring, minorUnits = 10n ** 29n): Entry =>
  Result.getOrThrow(
    entry(
      {
        id: EntryId.make(id),
        at: 1000,
        challengeId,
        kind: "EntryFee",
        memo: "Ünïcode \u{1f3c6}",
        currency: Currency.make("EUR")
      },
      [
        { from: { _tag: "ProviderClearing" }, to: { _tag: "Pool", challengeId }, minorUnits },
        {
          from: { _tag: "Pool", challengeId },
          to: { _tag: "Entitlement", challengeId, participantId: adaEntry },
          minorUnits: 7n
        }
      ]
    )
  )

const first = entryOf("first")
const euro = Currency.make("EUR")

/** Pools of both challenges in two currencies, with more in them than the entries of a test move. */
const filledPools: ReadonlyArray<Entry> = [spring, summer].flatMap((challengeId) =>
  ["EUR", "JPY"].map((code) => ({
    ...entryOf(`${challengeId}-${code}`, challengeId, 10n ** 32n),
    currency: Currency.make(code)
  }))
)

/** What every adapter's `Ledger` does. */
export const ledgerContract: Contract<Ledger | Transaction> = contractOfFacts("Ledger", {
  "an entry is given back as it was posted": example(
    Effect.gen(function* () {
      const port = yield* Ledger
      const correction: Entry = { ...entryOf("second"), kind: "Correction", corrects: first.id }
      yield* port.append([first, correction])
      assert.deepStrictEqual(yield* port.entriesOf(spring), [first, correction])
      assert.deepStrictEqual(yield* port.entriesOf(summer), [])
    })
  ),
  "what a challenge carried over is held until others take it, by the entries of all challenges and per currency":
    example(
      Effect.gen(function* () {
        const port = yield* Ledger
        const carry = (id: string, challengeId: ChallengeId, minorUnits: bigint, currency = euro): Entry => ({
          ...first,
          id: EntryId.make(id),
          challengeId,
          currency,
          postings: [
            { account: { _tag: "CarryOver", challengeId: spring }, minorUnits },
            { account: { _tag: "Pool", challengeId }, minorUnits: -minorUnits }
          ]
        })
        const ofSpring: Account = { _tag: "CarryOver", challengeId: spring }
        const ofSummer: Account = { _tag: "CarryOver", challengeId: summer }
        assert.deepStrictEqual(yield* port.held([ofSpring], euro), [0n])
        yield* port.append([first, { ...entryOf("paid"), currency: Currency.make("USD") }])
        yield* port.append([carry("left", spring, -500n), carry("dollars", spring, -9n, Currency.make("USD"))])
        yield* port.append([carry("taken", summer, 200n)])
        yield* port.append([carry("taken", summer, 200n)])
        const { transact } = yield* Transaction
        const undone = transact(Effect.andThen(port.append([carry("undone", summer, 100n)]), Effect.fail("no")))
        yield* Effect.ignore(undone)
        assert.deepStrictEqual(yield* port.held([ofSpring, ofSummer], euro), [300n, 0n])
        assert.deepStrictEqual(yield* port.held([ofSpring], Currency.make("USD")), [9n])
      })
    ),
  "`held` gives what accounts hold in their own sense, in the order asked and each time they are asked for": example(
    Effect.gen(function* () {
      const port = yield* Ledger
      const pool: Account = { _tag: "Pool", challengeId: spring }
      const clearing: Account = { _tag: "ProviderClearing" }
      const owed: Account = { _tag: "Entitlement", challengeId: spring, participantId: adaEntry }
      const nobody: Account = { _tag: "Entitlement", challengeId: summer, participantId: adaEntry }
      yield* port.append([first, entryOf("second", spring, 8n), entryOf("third", summer, 9n)])
      const asked = [clearing, owed, nobody, pool, clearing]
      const [paid, left] = [10n ** 29n + 17n, 10n ** 29n - 6n]
      assert.deepStrictEqual(yield* port.held(asked, euro), [paid, 14n, 7n, left, paid])
      assert.deepStrictEqual(yield* port.held(asked, Currency.make("USD")), [0n, 0n, 0n, 0n, 0n])
      assert.deepStrictEqual(yield* port.held([], euro), [])
    })
  ),
  "`totals` gives what the function `totals` gives of all entries of a challenge": law(
    fc.array(balancedEntries, { maxLength: 12 }),
    (entries) =>
      Effect.gen(function* () {
        const port = yield* Ledger
        // Pools are filled first, so that none is ever negative (I4).
        const posted = [...filledPools, ...entries]
        for (const one of posted) yield* port.append([one])
        for (const challengeId of [spring, summer]) {
          assert.deepStrictEqual(yield* port.totals(challengeId), totals(posted, challengeId))
        }
      })
  ),
  "postings may be made while they are gone through; again, they change nothing or are a conflict": example(
    Effect.gen(function* () {
      const port = yield* Ledger
      const made = (entry: Entry): EntryToPost => ({
        ...entry,
        postings: {
          *[Symbol.iterator]() {
            yield* entry.postings
          }
        }
      })
      yield* port.append([made(first), made(first), entryOf("second")])
      yield* port.append([made(first)])
      assert.deepStrictEqual(yield* port.entriesOf(spring), [first, entryOf("second")])
      assert.deepStrictEqual(yield* port.totals(spring), totals([first, entryOf("second")], spring))
      assert.deepStrictEqual(yield* answerOf(port.append([made(entryOf("first", spring, 10n ** 29n + 1n))])), {
        _tag: "EntryConflict",
        entryId: first.id,
        field: "postings"
      })
    })
  ),
  "the same entry again changes nothing, in whatever order its postings come and however late": example(
    Effect.gen(function* () {
      const port = yield* Ledger
      yield* port.append([first, first])
      yield* port.append([{ ...first, at: 9000, postings: first.postings.toReversed() }, entryOf("second")])
      assert.deepStrictEqual(yield* port.entriesOf(spring), [first, entryOf("second")])
    })
  ),
  "I15 other content under an id is an `EntryConflict` naming the first field that differs": example(
    Effect.gen(function* () {
      const port = yield* Ledger
      yield* port.append([first])
      const changes = {
        challengeId: { ...first, challengeId: summer, kind: "Sponsor" },
        kind: { ...first, kind: "Sponsor", memo: "" },
        memo: { ...first, memo: "", currency: Currency.make("USD") },
        currency: { ...first, currency: Currency.make("USD"), corrects: EntryId.make("x") },
        corrects: { ...first, corrects: EntryId.make("x"), postings: [] },
        postings: entryOf("first", spring, 10n ** 29n + 1n)
      } as const
      for (const [field, changed] of Object.entries(changes)) {
        const conflict = { _tag: "EntryConflict", entryId: first.id, field }
        assert.deepStrictEqual(yield* answerOf(port.append([changed])), conflict)
      }
      assert.deepStrictEqual(yield* port.entriesOf(spring), [first])
      assert.deepStrictEqual(yield* port.entriesOf(summer), [])
    })
  ),
  "nothing of a batch with a conflict is posted, also where the conflict is within the batch": example(
    Effect.gen(function* () {
      const port = yield* Ledger
      const conflict = { _tag: "EntryConflict", entryId: first.id, field: "postings" }
      const other = entryOf("first", spring, 8n)
      assert.deepStrictEqual(yield* answerOf(port.append([entryOf("a"), first, other, entryOf("b")])), conflict)
      assert.deepStrictEqual(yield* port.entriesOf(spring), [])
      yield* port.append([first])
      assert.deepStrictEqual(yield* answerOf(port.append([entryOf("a"), entryOf("c", summer), other])), conflict)
      assert.deepStrictEqual(yield* port.entriesOf(spring), [first])
      assert.deepStrictEqual(yield* port.entriesOf(summer), [])
    })
  ),
  "`entriesOf` gives the entries of a challenge in the order in which they were posted": example(
    Effect.gen(function* () {
      const port = yield* Ledger
      yield* port.append([entryOf("c"), entryOf("z", summer), entryOf("a")])
      yield* port.append([{ ...entryOf("B"), at: 0 }, entryOf("c")])
      yield* port.append([])
      assert.deepStrictEqual(
        (yield* port.entriesOf(spring)).map(({ id }) => `${id}`),
        ["c", "a", "B"]
      )
      assert.deepStrictEqual(
        (yield* port.entriesOf(summer)).map(({ id }) => `${id}`),
        ["z"]
      )
    })
  ),
  "the same batch posted by many at the same time is posted once": example(
    Effect.gen(function* () {
      const port = yield* Ledger
      const batch = Array.from({ length: 10 }, (_, index) => entryOf(`e-${index}`))
      yield* Effect.all(
        Array.from({ length: 10 }, () => port.append(batch)),
        { concurrency: "unbounded" }
      )
      assert.deepStrictEqual(yield* port.entriesOf(spring), batch)
    })
  ),
  "I4 a batch that would leave a pool with less than nothing is a defect, and nothing of it is posted": example(
    Effect.gen(function* () {
      const port = yield* Ledger
      const take = (id: string, minorUnits: bigint, currency = euro): Entry => ({
        ...entryOf(id),
        currency,
        postings: [
          { account: { _tag: "Pool", challengeId: spring }, minorUnits },
          { account: { _tag: "Charity", challengeId: spring }, minorUnits: -minorUnits }
        ]
      })
      const left = 10n ** 29n - 7n
      const isDefect = (batch: ReadonlyArray<Entry>) =>
        Effect.map(Effect.exit(port.append(batch)), (exit) => Exit.isFailure(exit) && Cause.hasDies(exit.cause))
      assert.isTrue(yield* isDefect([take("early", 1n)]))
      yield* port.append([take("most", left - 1n), first])
      assert.isTrue(yield* isDefect([entryOf("other", summer), take("more", 2n)]))
      assert.isTrue(yield* isDefect([take("dollar", 1n, Currency.make("USD"))]))
      yield* port.append([take("last", 1n)])
      assert.isTrue(yield* isDefect([take("one", 1n)]))
      assert.deepStrictEqual(yield* port.entriesOf(spring), [take("most", left - 1n), first, take("last", 1n)])
      assert.deepStrictEqual(yield* port.entriesOf(summer), [])
    })
  ),
  "I7 posted entries never change: what was read once begins what is read later": law(
    fc.array(fc.array(ledgerEntries, { maxLength: 3 }), { maxLength: 6 }),
    (batches) =>
      Effect.gen(function* () {
        const port = yield* Ledger
        let before: ReadonlyArray<Entry> = []
        for (const batch of batches) {
          yield* answerOf(port.append(batch))
          const now = yield* port.entriesOf(spring)
          assert.deepStrictEqual(now.slice(0, before.length), before)
          before = now
        }
      })
  ),
  "answers like its model, rollbacks included": agreesWithModel({
    initial: [],
    commands: ledgerCommands,
    observe: ledgerObservations
  })
})
