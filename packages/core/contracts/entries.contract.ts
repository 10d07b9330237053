import { assert } from "@effect/vitest"
import { Effect, Option } from "effect"
import fc from "fast-check"
import { Entries, type Entry, type EntryOutcome, type Stake } from "../src/challenge/index.ts"
import { Transaction } from "../src/runtime/index.ts"
import { compareIds, Name, ParticipantId, Rational, UserId, ZoneId } from "../src/shared/index.ts"
import { participantIds } from "./arbitraries/shared.ts"
import type { Contract } from "./Contract.ts"
import { ada, adaEntry, autumn, bob, bobEntry, spring, summer } from "./cast.ts"
import { entriesCommands, entriesObservations } from "./commands/entries.ts"
import { contractOfFacts } from "./contractOfFacts.ts"
import { agreesWithModel } from "./modelRun.ts"
import { answerOf, example, law } from "./worlds.ts"

const entryOf = (participantId: string, userId: string, rest: Partial<Entry> = {}): Entry => ({
  participantId: ParticipantId.make(participantId),
  userId: UserId.make(userId),
  enteredAt: 1000,
  categories: [],
  status: "Active",
  ...rest
})

/** Everything that an entry can say. */
const full: Entry = {
  participantId: adaEntry,
  userId: ada,
  enteredAt: 1000,
  team: ParticipantId.make("red"),
  division: Name.make("open"),
  zone: ZoneId.make("Europe/Berlin"),
  handicap: Rational.rational(1n, 3n),
  categories: [Name.make("veteran")],
  eligibility: "Unverified",
  status: "Active",
  fee: { payer: "ada", minorUnits: 10n ** 20n, charge: { key: "0123456789abcdef".repeat(4), reference: "pi_Ünïcode" } }
}

/** What of these entries a settlement rests on. */
const stakesOf = (entries: ReadonlyArray<Stake>): ReadonlyArray<Stake> =>
  entries.map(({ participantId, fee, eligibility, categories }) => ({
    participantId,
    categories,
    ...(fee === undefined ? {} : { fee: { payer: fee.payer, minorUnits: fee.minorUnits } }),
    ...(eligibility === undefined ? {} : { eligibility })
  }))

const entered: EntryOutcome = { _tag: "Entered" }
const alreadyEntered: EntryOutcome = { _tag: "AlreadyEntered" }
const conflictOn = (field: string): EntryOutcome => ({ _tag: "EntryRefused", reason: "EntryConflict", field })
const fieldFull: EntryOutcome = { _tag: "EntryRefused", reason: "FieldFull" }
const teamFull: EntryOutcome = { _tag: "EntryRefused", reason: "TeamFull" }

const atOnce = { concurrency: "unbounded" } as const
const countOf = (outcomes: ReadonlyArray<EntryOutcome>, tag: EntryOutcome["_tag"]): number =>
  outcomes.filter(({ _tag }) => _tag === tag).length

/** What every adapter's `Entries` does. */
export const entriesContract: Contract<Entries | Transaction> = contractOfFacts("Entries", {
  "`enter` answers each entry of the batch in the order given": example(
    Effect.gen(function* () {
      const port = yield* Entries
      const outcomes = yield* port.enter(
        spring,
        [entryOf("b", "bob"), entryOf("a", "ada"), entryOf("b", "bob"), entryOf("b", "cy"), entryOf("c", "cy")],
        { maximum: 2 }
      )
      assert.deepStrictEqual(outcomes, [entered, entered, alreadyEntered, conflictOn("userId"), fieldFull])
      assert.deepStrictEqual(yield* port.enter(spring, [], {}), [])
    })
  ),
  "an entry is given back as it was taken": example(
    Effect.gen(function* () {
      const port = yield* Entries
      yield* port.enter(spring, [full], {})
      assert.deepStrictEqual(yield* port.all(spring), [full])
      assert.deepStrictEqual(Option.getOrUndefined(yield* port.find(spring, adaEntry)), full)
      assert.deepStrictEqual(yield* port.ofUsers(spring, [ada]), [full])
    })
  ),
  "a participant enters a challenge once: with other content it is `EntryConflict` naming the first field": example(
    Effect.gen(function* () {
      const port = yield* Entries
      yield* port.enter(spring, [full], {})
      const changes: ReadonlyArray<Partial<Entry>> = [
        { fee: { payer: "ada", minorUnits: 10n ** 20n + 1n } },
        { fee: { payer: "bob", minorUnits: 10n ** 20n } },
        { zone: ZoneId.make("UTC") },
        { division: Name.make("masters") },
        { team: ParticipantId.make("blue"), division: Name.make("masters"), zone: ZoneId.make("UTC") },
        { userId: bob, team: ParticipantId.make("blue") }
      ]
      const outcomes = yield* port.enter(
        spring,
        changes.map((change) => ({ ...full, ...change })),
        {}
      )
      assert.deepStrictEqual(outcomes, ["fee", "fee", "zone", "division", "team", "userId"].map(conflictOn))
      assert.deepStrictEqual(yield* port.all(spring), [full])
    })
  ),
  "a user enters a challenge once, and as many challenges as there are": example(
    Effect.gen(function* () {
      const port = yield* Entries
      yield* port.enter(spring, [full], {})
      assert.deepStrictEqual(yield* port.enter(spring, [{ ...full, participantId: bobEntry }], {}), [
        conflictOn("participantId")
      ])
      assert.deepStrictEqual(yield* port.enter(summer, [full], { maximum: 1 }), [entered])
    })
  ),
  "the same entry again is `AlreadyEntered`, also when it comes later, when it was amended and when the field is full":
    example(
      Effect.gen(function* () {
        const port = yield* Entries
        yield* port.enter(spring, [full], {})
        yield* port.amend(spring, [{ ...full, status: "Withdrawn", categories: [] }])
        const again = [{ ...full, enteredAt: 9000 }]
        assert.deepStrictEqual(yield* port.enter(spring, again, { maximum: 1, teamMaximum: 1 }), [alreadyEntered])
        assert.strictEqual(Option.getOrUndefined(yield* port.find(spring, adaEntry))?.enteredAt, 1000)
      })
    ),
  "the field never exceeds `room.maximum`, nor a team `room.teamMaximum`": example(
    Effect.gen(function* () {
      const port = yield* Entries
      const red = { team: ParticipantId.make("red") }
      const batch = [
        entryOf("a", "a", red),
        entryOf("b", "b", red),
        entryOf("c", "c"),
        entryOf("d", "d", red),
        entryOf("e", "e", red)
      ]
      assert.deepStrictEqual(yield* port.enter(spring, batch, { maximum: 3, teamMaximum: 2 }), [
        entered,
        entered,
        entered,
        fieldFull,
        fieldFull
      ])
      assert.deepStrictEqual(yield* port.enter(summer, batch, { teamMaximum: 2 }), [
        entered,
        entered,
        entered,
        teamFull,
        teamFull
      ])
    })
  ),
  "places that are kept in a team are taken from that team alone": example(
    Effect.gen(function* () {
      const port = yield* Entries
      const [red, blue] = [ParticipantId.make("red"), ParticipantId.make("blue")]
      const room = { teamMaximum: 2, keptInTeams: new Map([[red, 1]]) }
      const batch = [
        entryOf("a", "a", { team: red }),
        entryOf("b", "b", { team: red }),
        entryOf("c", "c", { team: blue }),
        entryOf("d", "d", { team: blue }),
        entryOf("e", "e")
      ]
      assert.deepStrictEqual(yield* port.enter(spring, batch, room), [entered, teamFull, entered, entered, entered])
      const later = [entryOf("b", "b", { team: red }), entryOf("a", "a", { team: red })]
      assert.deepStrictEqual(yield* port.enter(spring, later, { ...room, keptInTeams: new Map([[red, 2]]) }), [
        teamFull,
        alreadyEntered
      ])
    })
  ),
  "how a fee was paid is no difference: the entry stays as it was": example(
    Effect.gen(function* () {
      const port = yield* Entries
      yield* port.enter(spring, [full], {})
      const paidElsewhere = { ...full, fee: { payer: "ada", minorUnits: 10n ** 20n } }
      assert.deepStrictEqual(yield* port.enter(spring, [paidElsewhere], {}), [alreadyEntered])
      assert.deepStrictEqual(yield* port.all(spring), [full])
    })
  ),
  "`places` gives how many places are taken, in the field and in a team; whoever entered has one": example(
    Effect.gen(function* () {
      const port = yield* Entries
      const [red, blue] = [ParticipantId.make("red"), ParticipantId.make("blue")]
      const batch = [entryOf("a", "a", { team: red }), entryOf("b", "b", { team: red }), entryOf("c", "c")]
      yield* port.enter(spring, batch, {})
      yield* port.amend(spring, [entryOf("a", "a", { team: red, status: "Withdrawn" })])
      assert.deepStrictEqual(yield* port.places(spring, red), { inField: 3, inTeam: 2 })
      assert.deepStrictEqual(yield* port.places(spring, blue), { inField: 3, inTeam: 0 })
      assert.deepStrictEqual(yield* port.places(spring), { inField: 3, inTeam: 0 })
      assert.deepStrictEqual(yield* port.places(summer, red), { inField: 0, inTeam: 0 })
    })
  ),
  "who entered before in the same transaction has a place": example(
    Effect.gen(function* () {
      const port = yield* Entries
      const { transact } = yield* Transaction
      const entering = (name: string) => port.enter(spring, [entryOf(name, name)], { maximum: 2 })
      const answers = yield* transact(Effect.forEach(["a", "b", "c"], entering))
      assert.deepStrictEqual(answers, [[entered], [entered], [fieldFull]])
      assert.deepStrictEqual(yield* port.places(spring), { inField: 2, inTeam: 0 })
    })
  ),
  "who withdraws keeps the place in the field": example(
    Effect.gen(function* () {
      const port = yield* Entries
      yield* port.enter(spring, [full], { maximum: 1 })
      yield* port.amend(spring, [{ ...full, status: "Withdrawn" }])
      assert.deepStrictEqual(yield* port.enter(spring, [entryOf("p-bob", "bob")], { maximum: 1 }), [fieldFull])
    })
  ),
  "the field never exceeds the room, whatever runs at the same time": example(
    Effect.gen(function* () {
      const port = yield* Entries
      const room = { maximum: 17, teamMaximum: 4 }
      const batch = (number: number) =>
        Array.from({ length: 5 }, (_, index) => {
          const team = ParticipantId.make(`team-${(number + index) % 5}`)
          return entryOf(`p-${number * 3 + index}`, `u-${number * 3 + index}`, { team })
        })
      const batches = Array.from({ length: 20 }, (_, number) => port.enter(spring, batch(number), room))
      const outcomes = (yield* Effect.all(batches, atOnce)).flat()
      const field = yield* port.all(spring)
      assert.strictEqual(field.length, 17)
      assert.strictEqual(countOf(outcomes, "Entered"), 17)
      assert.strictEqual(yield* port.countActive(spring), 17)
      for (const { team } of field) assert.isAtMost(field.filter((other) => other.team === team).length, 4)
    })
  ),
  "a participant and a user enter once, whatever runs at the same time": example(
    Effect.gen(function* () {
      const port = yield* Entries
      const attempts = Array.from({ length: 20 }, (_, number) =>
        port.enter(spring, [entryOf(`p-${number % 4}`, `u-${number % 5}`)], {})
      )
      const outcomes = (yield* Effect.all(attempts, atOnce)).flat()
      const field = yield* port.all(spring)
      assert.strictEqual(countOf(outcomes, "Entered"), field.length)
      assert.strictEqual(new Set(field.map(({ participantId }) => participantId)).size, field.length)
      assert.strictEqual(new Set(field.map(({ userId }) => userId)).size, field.length)
    })
  ),
  "`ofUsers` gives the entry of each user in the order asked, nothing for who has none": example(
    Effect.gen(function* () {
      const port = yield* Entries
      yield* port.enter(spring, [entryOf("p-ada", "ada"), entryOf("p-bob", "bob")], {})
      assert.deepStrictEqual(yield* port.ofUsers(spring, [bob, UserId.make("nobody"), ada, bob]), [
        entryOf("p-bob", "bob"),
        undefined,
        entryOf("p-ada", "ada"),
        entryOf("p-bob", "bob")
      ])
      assert.deepStrictEqual(yield* port.ofUsers(spring, []), [])
      assert.deepStrictEqual(yield* port.ofUsers(summer, [bob]), [undefined])
    })
  ),
  "`ofUserIn` gives the entry of one user in each of these challenges, in the order asked, nothing where there is none":
    example(
      Effect.gen(function* () {
        const port = yield* Entries
        yield* port.enter(spring, [full, entryOf("p-bob", "bob")], {})
        yield* port.enter(summer, [entryOf("a", "ada")], {})
        assert.deepStrictEqual(yield* port.ofUserIn(ada, [summer, autumn, spring, summer]), [
          entryOf("a", "ada"),
          undefined,
          full,
          entryOf("a", "ada")
        ])
        assert.deepStrictEqual(yield* port.ofUserIn(bob, [summer, spring]), [undefined, entryOf("p-bob", "bob")])
        assert.deepStrictEqual(yield* port.ofUserIn(ada, []), [])
      })
    ),
  "`ofParticipants` gives the entry of each participant in the order asked, nothing for who has none": example(
    Effect.gen(function* () {
      const port = yield* Entries
      yield* port.enter(spring, [entryOf("p-ada", "ada"), entryOf("p-bob", "bob")], {})
      const ids = ["p-bob", "ada", "p-ada", "p-bob"].map((id) => ParticipantId.make(id))
      assert.deepStrictEqual(yield* port.ofParticipants(spring, ids), [
        entryOf("p-bob", "bob"),
        undefined,
        entryOf("p-ada", "ada"),
        entryOf("p-bob", "bob")
      ])
      assert.deepStrictEqual(yield* port.ofParticipants(spring, []), [])
      assert.deepStrictEqual(yield* port.ofParticipants(summer, ids.slice(0, 1)), [undefined])
    })
  ),
  "`all` gives every entry by participant id, code unit by code unit": law(
    fc.uniqueArray(
      fc.oneof(
        participantIds,
        fc.stringMatching(/^[a-zA-Z0-9~é\u{ffee}]{1,3}$/u).map((text) => ParticipantId.make(text))
      ),
      {
        maxLength: 12
      }
    ),
    (ids) =>
      Effect.gen(function* () {
        const port = yield* Entries
        yield* port.enter(
          spring,
          ids.map((id) => entryOf(id, id)),
          {}
        )
        assert.deepStrictEqual(
          (yield* port.all(spring)).map(({ participantId }) => participantId),
          ids.toSorted(compareIds)
        )
      })
  ),
  "`stakes` gives of every entry what a settlement rests on, by participant id, some at a time": law(
    fc.uniqueArray(participantIds, { maxLength: 12 }),
    (ids) =>
      Effect.gen(function* () {
        const port = yield* Entries
        const others = ids.map((id, index) =>
          index % 2 === 0
            ? entryOf(id, id)
            : entryOf(id, id, { eligibility: "Excluded", fee: { payer: id, minorUnits: 0n } })
        )
        yield* port.enter(spring, [full, ...others], {})
        yield* port.enter(summer, [entryOf("elsewhere", "elsewhere")], {})
        const taken: Array<Stake> = []
        yield* port.stakes(spring, (stakes) => {
          for (const stake of stakesOf(stakes)) taken.push(stake)
        })
        assert.deepStrictEqual(taken, stakesOf(yield* port.all(spring)))
      })
  ),
  "`stakes` gives all of them once where they come in several parts": example(
    Effect.gen(function* () {
      const port = yield* Entries
      const many = Array.from({ length: 5_001 }, (_, number) => entryOf(`p-${number}`, `u-${number}`))
      yield* port.enter(spring, many, {})
      const taken: Array<string> = []
      yield* port.stakes(spring, (stakes) => {
        for (const { participantId } of stakes) taken.push(participantId)
      })
      assert.deepStrictEqual(taken, many.map(({ participantId }) => participantId).sort(compareIds))
    })
  ),
  "`amend` replaces status, eligibility, categories and handicap; nothing else of an entry ever changes": example(
    Effect.gen(function* () {
      const port = yield* Entries
      yield* port.enter(spring, [full, entryOf("p-bob", "bob")], {})
      yield* port.amend(spring, [
        entryOf("p-ada", "bob", {
          status: "Disqualified",
          enteredAt: 5,
          team: ParticipantId.make("blue"),
          fee: { payer: "x", minorUnits: 1n }
        })
      ])
      const { eligibility: _, handicap: __, ...fixed } = full
      const amended: Entry = { ...fixed, status: "Disqualified", categories: [] }
      assert.deepStrictEqual(yield* port.all(spring), [amended, entryOf("p-bob", "bob")])
      const other = { eligibility: "Excluded", handicap: Rational.rational(2n) } as const
      yield* port.amend(spring, [{ ...entryOf("p-ada", "x"), ...other }])
      assert.deepStrictEqual(yield* port.ofUsers(spring, [ada]), [
        { ...fixed, status: "Active", categories: [], eligibility: "Excluded", handicap: Rational.rational(2n) }
      ])
    })
  ),
  "`amend` of who has not entered is `ParticipantNotFound`, naming the first, and nobody is amended": example(
    Effect.gen(function* () {
      const port = yield* Entries
      yield* port.enter(summer, [full], {})
      yield* port.enter(spring, [entryOf("p-bob", "bob")], {})
      const batch = [entryOf("p-bob", "bob", { status: "Withdrawn" }), full, entryOf("p-cy", "cy")]
      assert.deepStrictEqual(yield* answerOf(port.amend(spring, batch)), {
        _tag: "ParticipantNotFound",
        challengeId: spring,
        participantId: adaEntry
      })
      assert.deepStrictEqual(yield* port.all(spring), [entryOf("p-bob", "bob")])
    })
  ),
  "`amend` of a participant who is named twice takes the last entry": example(
    Effect.gen(function* () {
      const port = yield* Entries
      yield* port.enter(spring, [full, entryOf("p-bob", "bob")], {})
      const [withdrawn, out] = [
        { ...full, status: "Withdrawn" as const },
        entryOf("p-bob", "bob", { status: "Disqualified" })
      ]
      yield* port.amend(spring, [withdrawn, out, { ...full, eligibility: "Excluded" }])
      yield* port.amend(spring, [])
      assert.deepStrictEqual(yield* port.all(spring), [{ ...full, eligibility: "Excluded" }, out])
    })
  ),
  "answers like its model, rollbacks included": agreesWithModel({
    initial: [],
    commands: entriesCommands,
    observe: entriesObservations
  })
})
