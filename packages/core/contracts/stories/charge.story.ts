import { assert } from "@effect/vitest"
import { Deferred, Effect, Fiber, Layer } from "effect"
import {
  Charges,
  chargeKey,
  Entries,
  type EntryRefusal,
  type JoinOutcome,
  join,
  joinWithFee,
  openStates,
  reconcileCharges,
  reportCharge
} from "../../src/challenge/index.ts"
import { PaymentProvider, PaymentUnknown } from "../../src/payment/index.ts"
import { approve, cancel, pay, plan, post } from "../../src/settlement/index.ts"
import { compareIds, ParticipantId } from "../../src/shared/index.ts"
import { contract } from "../Contract.ts"
import { answerOf, eachOf, example } from "../worlds.ts"
import type { StoryPorts } from "./StoryPorts.ts"
import {
  approver,
  books,
  entryOf,
  inFebruary,
  moveTo,
  opened,
  organiser,
  played,
  pretendedProvider,
  storyDefinition
} from "./world.ts"

const march = storyDefinition()
const small = storyDefinition({ entries: { minimum: 1, maximum: 1 } })
const [ada, lin] = [entryOf("ada"), entryOf("lin")]
const keyOf = (name: string, number = 1) => chargeKey(march.id, ParticipantId.make(name), number)
const refusedFor = (reason: EntryRefusal): JoinOutcome => ({ _tag: "EntryRefused", reason })
const conflictOn = (field: string): JoinOutcome => ({ _tag: "EntryRefused", reason: "EntryConflict", field })
const pendingFor = (name: string): JoinOutcome => ({ _tag: "ChargePending", key: keyOf(name) })
const person = { _tag: "Person" as const, by: organiser, note: "bank statement of 5 February" }
const webhook = { _tag: "Webhook" as const, eventId: "evt-1" }

/** Who has entered, what the pool holds, and what is owed back to ada; the books must be sound. */
const standing = Effect.fnUntraced(function* () {
  const book = yield* books(march)
  assert.isTrue(book.sound)
  const field = (yield* (yield* Entries).all(march.id)).map(({ participantId }) => `${participantId}`)
  return [field, book.pool, book.refundOwedTo("ada")]
})

/** The states of the charges for ada, by number. */
const adasCharges = Effect.fnUntraced(function* () {
  const charges = yield* (yield* Charges).ofParticipant(march.id, ada.participantId)
  return charges.map(({ _tag }) => _tag)
})

/** A challenge without entries, and a join of ada whose answer the provider loses after having charged. */
const lostAnswer = Effect.fnUntraced(function* (definition = march) {
  yield* opened(definition, [])
  return yield* joinWithFee(march.id, ada, "w1")
})

const losing = () => pretendedProvider({ ada: "pays but the answer is lost" })

/** A fee that is charged through the provider. */
export const chargeStory = contract<StoryPorts>("Story of the charges", {
  "a fee is charged, its participant enters, and the entry says by which charge it was paid (F57)": example(
    inFebruary(
      Effect.gen(function* () {
        const provider = pretendedProvider({})
        yield* opened(march, [])
        yield* Effect.gen(function* () {
          assert.deepStrictEqual(yield* joinWithFee(march.id, ada, "w1"), { _tag: "Entered" })
          assert.deepStrictEqual(yield* joinWithFee(march.id, ada, "w1"), { _tag: "AlreadyEntered" })
        }).pipe(Effect.provide(provider.layer))
        assert.deepStrictEqual([...provider.paid], [["ada", 1]])
        assert.deepStrictEqual(yield* standing(), [["ada"], 2500n, 0n])
        const [entry] = yield* (yield* Entries).all(march.id)
        assert.deepStrictEqual(entry?.fee, {
          payer: "ada",
          minorUnits: 2500n,
          charge: { key: keyOf("ada"), reference: "r0" }
        })
      })
    )
  ),

  "a refused charge gives the place back and leaves no trace among the entries; to join again makes a new charge":
    example(
      inFebruary(
        Effect.gen(function* () {
          yield* opened(small, [])
          const declined = yield* joinWithFee(march.id, ada, "w1").pipe(
            Effect.provide(pretendedProvider({ ada: "declines" }).layer)
          )
          assert.deepStrictEqual(declined, { _tag: "ChargeRefused", key: keyOf("ada") })
          assert.deepStrictEqual(yield* standing(), [[], 0n, 0n])
          assert.deepStrictEqual(yield* joinWithFee(march.id, ada, "w1"), { _tag: "Entered" })
          assert.deepStrictEqual(yield* adasCharges(), ["Refused", "Charged"])
          assert.deepStrictEqual(yield* joinWithFee(march.id, lin, "w1"), { _tag: "EntryRefused", reason: "FieldFull" })
        })
      )
    ),

  "a charge whose outcome is unknown leaves no entry and keeps its place in the field": example(
    inFebruary(
      Effect.gen(function* () {
        const pending = yield* lostAnswer(small)
        assert.deepStrictEqual(pending, pendingFor("ada"))
        assert.deepStrictEqual(yield* standing(), [[], 0n, 0n])
        const full = { _tag: "EntryRefused", reason: "FieldFull" } as const
        assert.deepStrictEqual(yield* joinWithFee(march.id, lin, "w2"), full)
        assert.deepStrictEqual(yield* join(march.id, [lin]), [full])
        assert.deepStrictEqual(yield* adasCharges(), ["Unknown"])
      }).pipe(Effect.provide(losing().layer))
    )
  ),

  "a charge under way keeps its place in the team": example(
    inFebruary(
      Effect.gen(function* () {
        const teams = { maximum: 2, score: { _tag: "Sum" } }
        yield* opened(storyDefinition({ teams }), [])
        const inTeam = (name: string, team: string) => entryOf(name, { team: ParticipantId.make(team) })
        yield* joinWithFee(march.id, inTeam("ada", "red"), "w1")
        assert.deepStrictEqual(
          yield* join(
            march.id,
            ["bob", "cyd"].map((name) => inTeam(name, "red"))
          ),
          [{ _tag: "Entered" }, { _tag: "EntryRefused", reason: "TeamFull" }]
        )
        const full = refusedFor("TeamFull")
        assert.deepStrictEqual(yield* joinWithFee(march.id, inTeam("cyd", "red"), "w1"), full)
        assert.deepStrictEqual(yield* joinWithFee(march.id, inTeam("cyd", "blue"), "w1"), { _tag: "Entered" })
      }).pipe(Effect.provide(losing().layer))
    )
  ),

  "the same join while its charge is unknown asks the provider first, and never charges twice (I15, I19)": example(
    inFebruary(
      Effect.gen(function* () {
        const provider = losing()
        yield* Effect.gen(function* () {
          yield* lostAnswer()
          assert.deepStrictEqual(yield* joinWithFee(march.id, ada, "w2"), { _tag: "Entered" })
          assert.deepStrictEqual(yield* joinWithFee(march.id, ada, "w2"), { _tag: "AlreadyEntered" })
        }).pipe(Effect.provide(provider.layer))
        assert.deepStrictEqual([...provider.paid], [["ada", 1]])
        assert.deepStrictEqual(yield* standing(), [["ada"], 2500n, 0n])
      })
    )
  ),

  "another provider is not asked about a charge, nor charges anybody else, nor gives anything back": example(
    inFebruary(
      Effect.gen(function* () {
        const provider = losing()
        const other = PaymentProvider.of({
          name: "another",
          pay: () => Effect.die("it was asked to pay"),
          charge: () => Effect.die("it was asked to charge"),
          lookUp: () => Effect.die("it was asked what became of a charge")
        })
        const refusedTo = <A, E, R>(useCase: Effect.Effect<A, E, R>) =>
          answerOf(Effect.provideService(useCase, PaymentProvider, other))
        const refused = {
          _tag: "OtherProviderCharged",
          challengeId: march.id,
          provider: "wallet",
          configured: "another"
        }
        yield* lostAnswer().pipe(Effect.provide(provider.layer))
        assert.deepStrictEqual(yield* refusedTo(joinWithFee(march.id, ada, "w2")), pendingFor("ada"))
        assert.deepInclude(yield* refusedTo(joinWithFee(march.id, lin, "w2")), refused)
        assert.deepInclude(yield* refusedTo(reconcileCharges(march.id)), refused)
        assert.deepStrictEqual([yield* adasCharges(), yield* standing()], [["Unknown"], [[], 0n, 0n]])
        yield* reconcileCharges(march.id).pipe(Effect.provide(provider.layer))
        yield* cancel(march.id, organiser, "rain")
        assert.deepInclude(yield* refusedTo(pay(march.id, "w2")), refused)
        yield* pay(march.id, "w1").pipe(Effect.provide(provider.layer))
        assert.deepStrictEqual([...provider.paid], [["ada", 2]])
      })
    )
  ),

  "`reconcileCharges` clears what is unknown, once": example(
    inFebruary(
      Effect.gen(function* () {
        yield* lostAnswer()
        assert.deepStrictEqual(
          (yield* reconcileCharges(march.id)).map(({ _tag }) => _tag),
          ["Charged"]
        )
        assert.deepStrictEqual(yield* reconcileCharges(march.id), [])
        assert.deepStrictEqual(yield* standing(), [["ada"], 2500n, 0n])
      }).pipe(Effect.provide(losing().layer))
    )
  ),

  "another entry of who is about to enter is a conflict that names the field, also while the charge is open (I15)":
    example(
      inFebruary(
        Effect.gen(function* () {
          yield* lostAnswer()
          const mum = entryOf("ada", { fee: { payer: "mum", minorUnits: 2500n } })
          assert.deepStrictEqual(yield* joinWithFee(march.id, mum, "w1"), conflictOn("fee"))
          const other = entryOf("ada", { participantId: ParticipantId.make("second") })
          assert.deepStrictEqual(yield* joinWithFee(march.id, other, "w1"), conflictOn("participantId"))
          yield* reconcileCharges(march.id)
          assert.deepStrictEqual(yield* joinWithFee(march.id, mum, "w1"), conflictOn("fee"))
          assert.deepStrictEqual(yield* adasCharges(), ["Charged"])
        }).pipe(Effect.provide(losing().layer))
      )
    ),

  "a charge whose lease was over before it was submitted is never sent, and is given up: the same join makes a new one":
    example(
      inFebruary(
        Effect.gen(function* () {
          const provider = pretendedProvider({})
          yield* opened(march, [])
          const charges = yield* Charges
          const slow = Charges.of({
            ...charges,
            add: (charge) => Effect.tap(charges.add(charge), () => moveTo("2026-02-01T00:05:00Z"))
          })
          yield* Effect.gen(function* () {
            const pending = yield* joinWithFee(march.id, ada, "w1").pipe(Effect.provideService(Charges, slow))
            assert.deepStrictEqual(pending, pendingFor("ada"))
            assert.deepStrictEqual([[...provider.paid], yield* adasCharges()], [[], ["Reserved"]])
            assert.deepStrictEqual(yield* joinWithFee(march.id, ada, "w1"), { _tag: "Entered" })
          }).pipe(Effect.provide(provider.layer))
          assert.deepStrictEqual([...provider.paid], [["ada", 1]])
          assert.deepStrictEqual(yield* adasCharges(), ["Refused", "Charged"])
        })
      )
    ),

  "what the rules do not admit is refused before anything is charged": example(
    inFebruary(
      Effect.gen(function* () {
        const provider = pretendedProvider({})
        yield* opened(march, [])
        yield* Effect.gen(function* () {
          const cheap = entryOf("ada", { fee: { payer: "ada", minorUnits: 2499n } })
          assert.deepStrictEqual(yield* joinWithFee(march.id, cheap, "w1"), refusedFor("WrongFee"))
          const { fee: _, ...free } = ada
          assert.deepStrictEqual(yield* joinWithFee(march.id, free, "w1"), refusedFor("WrongFee"))
          yield* moveTo("2026-04-01T00:00:00Z")
          assert.deepStrictEqual(yield* joinWithFee(march.id, ada, "w1"), refusedFor("ChallengeNotOpen"))
        }).pipe(Effect.provide(provider.layer))
        assert.deepStrictEqual([[...provider.paid], yield* adasCharges()], [[], []])
      })
    )
  ),

  "where no fee is due the participant enters at once, and nobody is charged": example(
    inFebruary(
      Effect.gen(function* () {
        const { prizes: _, ...free } = storyDefinition()
        yield* opened(free, [])
        const { fee: __, ...entry } = ada
        assert.deepStrictEqual(yield* joinWithFee(march.id, entry, "w1"), { _tag: "Entered" })
        assert.deepStrictEqual(yield* adasCharges(), [])
      })
    )
  ),

  "what the provider never heard of stays unknown, until a person or a webhook decides it (I19)": eachOf(
    [person, webhook],
    (evidence) =>
      inFebruary(
        Effect.gen(function* () {
          yield* opened(march, [])
          const down = pretendedProvider({ ada: "is down" })
          const pending = pendingFor("ada")
          yield* Effect.gen(function* () {
            assert.deepStrictEqual(yield* joinWithFee(march.id, ada, "w1"), pending)
            yield* moveTo("2026-02-02T00:00:00Z")
            yield* reconcileCharges(march.id)
            assert.deepStrictEqual(yield* joinWithFee(march.id, ada, "w1"), pending)
          }).pipe(Effect.provide(down.layer))
          const refused = { key: keyOf("ada"), outcome: "Refused" as const, evidence }
          assert.strictEqual((yield* reportCharge(march.id, refused))._tag, "Refused")
          assert.deepStrictEqual(yield* reportCharge(march.id, refused), yield* reportCharge(march.id, refused))
          assert.deepStrictEqual(yield* joinWithFee(march.id, ada, "w1"), { _tag: "Entered" })
          assert.deepStrictEqual(yield* adasCharges(), ["Refused", "Charged"])
        })
      )
  ),

  "a webhook that a charge is paid enters its participant, twice or late as well (I23); one that contradicts is refused":
    example(
      inFebruary(
        Effect.gen(function* () {
          yield* opened(march, [])
          yield* joinWithFee(march.id, ada, "w1").pipe(Effect.provide(pretendedProvider({ ada: "is down" }).layer))
          const charged = { key: keyOf("ada"), outcome: "Charged" as const, reference: "pi_7", evidence: webhook }
          const done = yield* reportCharge(march.id, charged)
          assert.deepInclude(done, { _tag: "Charged", reference: "pi_7" })
          assert.deepStrictEqual(yield* reportCharge(march.id, charged), done)
          assert.deepStrictEqual(yield* standing(), [["ada"], 2500n, 0n])
          const refused = { key: keyOf("ada"), outcome: "Refused" as const, evidence: webhook }
          assert.deepInclude(yield* answerOf(reportCharge(march.id, refused)), {
            _tag: "ChargeContradicted",
            recorded: "Charged",
            reported: "Refused"
          })
          assert.deepInclude(yield* answerOf(reportCharge(march.id, { ...refused, key: keyOf("lin") })), {
            _tag: "ChargeNotFound"
          })
        })
      )
    ),

  "only the organiser reports as a person": example(
    inFebruary(
      Effect.gen(function* () {
        yield* lostAnswer()
        const report = { key: keyOf("ada"), outcome: "Refused" as const, evidence: { ...person, by: approver } }
        assert.deepInclude(yield* answerOf(reportCharge(march.id, report)), { _tag: "NotOrganiser" })
        assert.deepStrictEqual(yield* adasCharges(), ["Unknown"])
      }).pipe(Effect.provide(losing().layer))
    )
  ),

  "what turns out paid when nobody can enter any more is booked and owed back to its payer, once": eachOf(
    [cancel(march.id, organiser, "rain"), moveTo("2026-04-01T00:00:00Z"), join(march.id, [ada])],
    (meanwhile) =>
      inFebruary(
        Effect.gen(function* () {
          yield* lostAnswer()
          yield* meanwhile
          const before = yield* standing()
          assert.deepStrictEqual(
            (yield* reconcileCharges(march.id)).map(({ _tag }) => _tag),
            ["OwedBack"]
          )
          yield* reconcileCharges(march.id)
          const charged = { key: keyOf("ada"), outcome: "Charged" as const, reference: "r0", evidence: webhook }
          yield* reportCharge(march.id, charged)
          const [field, pool, owed] = yield* standing()
          assert.deepStrictEqual([field, pool], before.slice(0, 2))
          assert.strictEqual(owed, 2500n)
          assert.deepStrictEqual(yield* (yield* Charges).inStates(march.id, openStates), [])
        }).pipe(Effect.provide(losing().layer))
      )
  ),

  "what a person took for refused and the provider did charge is booked after all": example(
    inFebruary(
      Effect.gen(function* () {
        yield* lostAnswer()
        yield* reportCharge(march.id, { key: keyOf("ada"), outcome: "Refused", evidence: person })
        yield* joinWithFee(march.id, ada, "w1").pipe(Effect.provide(pretendedProvider({}).layer))
        const charged = { key: keyOf("ada"), outcome: "Charged" as const, reference: "r0", evidence: webhook }
        assert.strictEqual((yield* reportCharge(march.id, charged))._tag, "OwedBack")
        assert.deepStrictEqual(yield* adasCharges(), ["OwedBack", "Charged"])
        assert.deepStrictEqual(yield* standing(), [["ada"], 2500n, 2500n])
      }).pipe(Effect.provide(losing().layer))
    )
  ),

  "what a person took for refused while its request was on its way is booked when the provider says it was paid":
    example(
      inFebruary(
        Effect.gen(function* () {
          yield* opened(march, [])
          const [sent, gate] = [yield* Deferred.make<void>(), yield* Deferred.make<void>()]
          const slow = Layer.succeed(
            PaymentProvider,
            PaymentProvider.of({
              name: "wallet",
              pay: ({ key }) => Effect.fail(new PaymentUnknown({ key, cause: "nothing is to be paid" })),
              charge: () =>
                Deferred.succeed(sent, undefined).pipe(
                  Effect.andThen(Deferred.await(gate)),
                  Effect.as({ _tag: "Paid" as const, reference: "r0" })
                ),
              lookUp: () => Effect.succeed(undefined)
            })
          )
          const joining = yield* Effect.forkChild(Effect.provide(joinWithFee(march.id, ada, "w1"), slow))
          yield* Deferred.await(sent)
          yield* reportCharge(march.id, { key: keyOf("ada"), outcome: "Refused", evidence: person })
          yield* Deferred.succeed(gate, undefined)
          assert.deepStrictEqual(yield* Fiber.join(joining), { _tag: "Entered" })
          assert.deepStrictEqual(yield* adasCharges(), ["Charged"])
          assert.deepStrictEqual(yield* standing(), [["ada"], 2500n, 0n])
        })
      )
    ),

  "a webhook that decides a charge while its answer is lost decides the join too: who joins is told what became of it, not that it moved":
    eachOf(["Charged", "Refused"] as const, (outcome) =>
      inFebruary(
        Effect.gen(function* () {
          yield* opened(march, [])
          const [sent, gate] = [yield* Deferred.make<void>(), yield* Deferred.make<void>()]
          const silent = Layer.succeed(
            PaymentProvider,
            PaymentProvider.of({
              name: "wallet",
              pay: ({ key }) => Effect.fail(new PaymentUnknown({ key, cause: "nothing is to be paid" })),
              charge: ({ key }) =>
                Deferred.succeed(sent, undefined).pipe(
                  Effect.andThen(Deferred.await(gate)),
                  Effect.andThen(Effect.fail(new PaymentUnknown({ key, cause: "the answer is lost" })))
                ),
              lookUp: () => Effect.succeed(undefined)
            })
          )
          const joining = yield* Effect.forkChild(Effect.provide(joinWithFee(march.id, ada, "w1"), silent))
          yield* Deferred.await(sent)
          const key = keyOf("ada")
          yield* reportCharge(
            march.id,
            outcome === "Charged"
              ? { key, outcome, reference: "pi_7", evidence: webhook }
              : { key, outcome, evidence: webhook }
          )
          yield* Deferred.succeed(gate, undefined)
          const expected: JoinOutcome = outcome === "Charged" ? { _tag: "Entered" } : { _tag: "ChargeRefused", key }
          assert.deepStrictEqual(yield* Fiber.join(joining), expected)
        })
      )
    ),

  "a cancelled challenge refunds each payer by the charges that payer made (I29); what was paid elsewhere has none":
    example(
      inFebruary(
        Effect.gen(function* () {
          const provider = pretendedProvider({})
          yield* opened(march, ["bob"])
          yield* Effect.gen(function* () {
            yield* joinWithFee(march.id, ada, "w1")
            yield* joinWithFee(march.id, entryOf("lin", { fee: { payer: "ada", minorUnits: 2500n } }), "w1")
            yield* cancel(march.id, organiser, "rain")
            yield* pay(march.id, "worker")
            yield* pay(march.id, "worker")
          }).pipe(Effect.provide(provider.layer))
          // Both are on their way at the same time: who is asked first is not said.
          const refunds = provider.requests
            .flatMap((request) =>
              request.claim === "refund" ? [[request.recipient, request.minorUnits, request.charges] as const] : []
            )
            .toSorted(([a], [b]) => compareIds(a, b))
          assert.deepStrictEqual(refunds, [
            [
              "ada",
              5000n,
              [
                { key: keyOf("ada"), reference: "r0", minorUnits: 2500n },
                { key: keyOf("lin"), reference: "r1", minorUnits: 2500n }
              ]
            ],
            ["bob", 2500n, []]
          ])
          const book = yield* books(march)
          assert.deepStrictEqual([book.pool, book.provider, book.sound], [0n, 0n, true])
        })
      )
    ),

  "a fee that is owed back is paid back by its charge, once, beside whatever else its payer gets (I29)": eachOf(
    [cancel(march.id, organiser, "rain"), Effect.void],
    (meanwhile) =>
      inFebruary(
        Effect.gen(function* () {
          const provider = losing()
          const paying = pretendedProvider({})
          yield* lostAnswer().pipe(Effect.provide(provider.layer))
          yield* join(march.id, [ada])
          yield* meanwhile
          yield* reconcileCharges(march.id).pipe(Effect.provide(provider.layer))
          yield* Effect.gen(function* () {
            yield* pay(march.id, "worker")
            yield* pay(march.id, "worker")
          }).pipe(Effect.provide(paying.layer))
          const charge = { key: keyOf("ada"), reference: "r0", minorUnits: 2500n }
          const refunds = paying.requests.flatMap((request) => (request.claim === "refund" ? [request] : []))
          assert.deepStrictEqual(
            refunds.filter(({ charges }) => charges.length > 0).map(({ recipient, charges }) => [recipient, charges]),
            [["ada", [charge]]]
          )
          const [field, , owed] = yield* standing()
          assert.deepStrictEqual([field, owed], [["ada"], 0n])
        })
      )
  ),

  "a fee that is owed back holds no settlement up, and no correction takes it": example(
    inFebruary(
      Effect.gen(function* () {
        const provider = losing()
        yield* lostAnswer().pipe(Effect.provide(provider.layer))
        yield* join(
          march.id,
          ["ada", "bob", "eve", "lin"].map((name) => entryOf(name))
        )
        yield* reconcileCharges(march.id).pipe(Effect.provide(provider.layer))
        yield* played(march)
        const { hash } = yield* plan(march.id, organiser)
        yield* moveTo("2026-04-04T00:00:00Z")
        yield* approve(march.id, hash, approver)
        yield* post(march.id)
        assert.strictEqual((yield* pay(march.id, "worker"))._tag, "Settled")
        const [, pool, owed] = yield* standing()
        assert.deepStrictEqual([pool, owed, (yield* books(march)).provider], [0n, 0n, 1000n])
      })
    )
  )
})
