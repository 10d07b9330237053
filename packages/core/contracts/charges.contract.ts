import { assert } from "@effect/vitest"
import { Effect, Option } from "effect"
import { type Charge, Charges, type Entry } from "../src/challenge/index.ts"
import type { Transaction } from "../src/runtime/index.ts"
import { compareIds, Name, ParticipantId, Rational, UserId, ZoneId } from "../src/shared/index.ts"
import { inEveryState, reserved } from "./arbitraries/charge.ts"
import type { Contract } from "./Contract.ts"
import { ada, adaEntry, bob, bobEntry, spring, summer } from "./cast.ts"
import { chargesCommands, chargesObservations } from "./commands/charges.ts"
import { contractOfFacts } from "./contractOfFacts.ts"
import { agreesWithModel } from "./modelRun.ts"
import { eachOf, example } from "./worlds.ts"

/** Everything that an entry can say that is about to be made. */
const entry: Entry = {
  participantId: adaEntry,
  userId: ada,
  enteredAt: 1000,
  team: ParticipantId.make("red"),
  division: Name.make("open"),
  zone: ZoneId.make("Europe/Berlin"),
  handicap: Rational.rational(1n, 3n),
  categories: [Name.make("veteran")],
  eligibility: "Unverified",
  status: "Active"
}

const chargeOf = (changes: Partial<Parameters<typeof reserved>[0]> = {}): Charge =>
  reserved({ challengeId: spring, entry, number: 1, payer: "Ünïcode Ltd", minorUnits: 10n ** 29n, ...changes })

const first = chargeOf()
const everyState = inEveryState(first, 1)
const refused = (charge: Charge): Charge => ({
  ...charge,
  _tag: "Refused",
  revision: charge.revision + 1,
  decidedAt: 9
})

/** What every adapter's `Charges` does. */
export const chargesContract: Contract<Charges | Transaction> = contractOfFacts("Charges", {
  "a charge is given back as it was taken, in every state": eachOf(everyState, (after) =>
    Effect.gen(function* () {
      const port = yield* Charges
      assert.isTrue(yield* port.add(first))
      assert.deepStrictEqual(Option.getOrUndefined(yield* port.find(spring, first.key)), first)
      assert.isTrue(yield* port.change(first, after))
      assert.deepStrictEqual(Option.getOrUndefined(yield* port.find(spring, first.key)), after)
      assert.deepStrictEqual(yield* port.inStates(spring, [after._tag]), [after])
      assert.deepStrictEqual(yield* port.ofPayer(spring, first.payer), [after])
      assert.isTrue(Option.isNone(yield* port.find(summer, first.key)))
    })
  ),
  "`add` changes nothing and gives `false` when the key is there, whatever became of the charge": example(
    Effect.gen(function* () {
      const port = yield* Charges
      assert.isTrue(yield* port.add(first))
      assert.isFalse(yield* port.add({ ...first, payer: "another" }))
      yield* port.change(first, refused(first))
      assert.isFalse(yield* port.add(first))
      assert.deepStrictEqual(yield* port.ofParticipant(spring, adaEntry), [refused(first)])
    })
  ),
  "a participant and a user have one open charge in a challenge; the next one waits until it is decided": example(
    Effect.gen(function* () {
      const port = yield* Charges
      const again = chargeOf({ number: 2 })
      const sameUser = chargeOf({ entry: { ...entry, participantId: bobEntry } })
      yield* port.add(first)
      assert.isFalse(yield* port.add(again))
      assert.isFalse(yield* port.add(sameUser))
      assert.isTrue(yield* port.add(chargeOf({ challengeId: summer })))
      assert.isTrue(yield* port.add(chargeOf({ entry: { ...entry, participantId: bobEntry, userId: bob } })))
      yield* port.change(first, refused(first))
      assert.isTrue(yield* port.add(again))
      assert.deepStrictEqual(yield* port.ofParticipant(spring, adaEntry), [refused(first), again])
    })
  ),
  "of several that add a charge for one participant, one is told that it did": example(
    Effect.gen(function* () {
      const port = yield* Charges
      const answers = yield* Effect.all(
        Array.from({ length: 20 }, (_, index) => port.add(chargeOf({ number: index + 1 }))),
        { concurrency: "unbounded" }
      )
      assert.strictEqual(answers.filter((isNew) => isNew).length, 1)
      assert.strictEqual((yield* port.ofParticipant(spring, adaEntry)).length, 1)
    })
  ),
  "`change` replaces a charge only while it is at the revision read; of several that try, exactly one is told so (I18)":
    example(
      Effect.gen(function* () {
        const port = yield* Charges
        assert.isFalse(yield* port.change(first, refused(first)))
        yield* port.add(first)
        const answers = yield* Effect.all(
          everyState.map((after) => port.change(first, after)),
          { concurrency: "unbounded" }
        )
        assert.strictEqual(answers.filter((isChanged) => isChanged).length, 1)
        assert.isFalse(yield* port.change(first, refused(first)))
      })
    ),
  "lists are by participant id, code unit by code unit, and those of one participant by number": example(
    Effect.gen(function* () {
      const port = yield* Charges
      const ids = ["b", "a", "B", "Zoë", "\uff5e"]
      for (const number of [1, 2]) {
        for (const id of ids) {
          const someone = { ...entry, participantId: ParticipantId.make(id), userId: UserId.make(id) }
          const charge = chargeOf({ entry: someone, number })
          yield* port.add(charge)
          yield* port.change(charge, refused(charge))
        }
      }
      const listed = (yield* port.inStates(spring, ["Refused", "Charged"])).map(
        ({ entry: { participantId }, number }) => `${participantId} ${number}`
      )
      assert.deepStrictEqual(
        listed,
        ids.toSorted(compareIds).flatMap((id) => [`${id} 1`, `${id} 2`])
      )
      assert.strictEqual((yield* port.ofPayer(spring, first.payer)).length, 10)
      assert.deepStrictEqual(yield* port.inStates(spring, ["Reserved"]), [])
      assert.deepStrictEqual(yield* port.inStates(spring, []), [])
      assert.deepStrictEqual(yield* port.ofPayer(spring, "nobody"), [])
    })
  ),
  "`providersOf` gives the providers of charges that are under way or paid, in order, each once": example(
    Effect.gen(function* () {
      const port = yield* Charges
      const through = (provider: string, name: string): Charge =>
        chargeOf({ provider, entry: { ...entry, participantId: ParticipantId.make(name), userId: UserId.make(name) } })
      const { provider: _, ...unnamed } = through("one", "before it was kept")
      assert.deepStrictEqual(yield* port.providersOf(spring), [])
      const declined = through("declines", "cyd")
      for (const charge of [through("two", "ada"), through("one", "bob"), through("two", "dan"), declined, unnamed]) {
        assert.isTrue(yield* port.add(charge))
      }
      assert.deepStrictEqual(yield* port.providersOf(spring), ["declines", "one", "two"])
      yield* port.change(declined, refused(declined))
      assert.deepStrictEqual(yield* port.providersOf(spring), ["one", "two"])
      assert.deepStrictEqual(yield* port.providersOf(summer), [])
    })
  ),
  "answers like its model, rollbacks included": agreesWithModel({
    initial: [],
    commands: chargesCommands,
    observe: chargesObservations
  })
})
