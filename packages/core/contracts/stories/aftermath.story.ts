import { assert } from "@effect/vitest"
import { Effect, Option, Result } from "effect"
import { advance, amend, deposit, type EntryOutcome, find, join, standings } from "../../src/challenge/index.ts"
import { type Account, entitlements, Ledger } from "../../src/ledger/index.ts"
import { PaymentProvider } from "../../src/payment/index.ts"
import { commitmentOf } from "../../src/prize/index.ts"
import {
  approve,
  cancel,
  correct,
  forfeit,
  giveUp,
  pay,
  plan,
  planFromJson,
  planHash,
  planParts,
  post,
  preview,
  reconcile,
  type SettlementPlan,
  SettlementStore,
  SettlementsUnavailable,
  storedPlan,
  toCanonical,
  upholdDispute
} from "../../src/settlement/index.ts"
import { type ChallengeId, Currency } from "../../src/shared/index.ts"
import { contract } from "../Contract.ts"
import { answerOf, eachOf, example } from "../worlds.ts"
import type { StoryPorts } from "./StoryPorts.ts"
import {
  answeredFields,
  approver,
  at,
  books,
  currentLines,
  entryOf,
  finished,
  inFebruary,
  moveTo,
  opened,
  organiser,
  posted,
  pretendedProvider,
  returnedPayout,
  storyDefinition
} from "./world.ts"

const march = storyDefinition()
const cheat = entryOf("ada", { status: "Disqualified" })

/** The states of the settlements of a challenge, oldest first. */
const states = Effect.fnUntraced(function* (challengeId: ChallengeId) {
  return (yield* (yield* SettlementStore).of(challengeId)).map(({ _tag }) => _tag)
})

/** A cent of a sponsor, under this id. */
const cent = (id: string, minorUnits = 1n) => ({
  id,
  kind: "Sponsor" as const,
  payer: "Bakery",
  minorUnits,
  at: at("2026-04-03T00:00:00Z")
})

/** A settled challenge. */
const settled = Effect.andThen(posted(march), pay(march.id, "worker"))

/** Approves a correction of the settled challenge and posts it. */
const carriedOut = Effect.fnUntraced(function* (hash: string) {
  yield* moveTo("2026-04-06T00:00:00Z")
  yield* approve(march.id, hash, approver)
  yield* post(march.id)
  return yield* pay(march.id, "worker")
})

const euro = Currency.make("EUR")
const carriedByMarch: Account = { _tag: "CarryOver", challengeId: march.id }

/** 50.00 for the winner; 40.00 are left and carried over. */
const carrying = storyDefinition({
  prizes: {
    funding: { entryFee: "2500" },
    deductions: [{ _tag: "PlatformFee", percent: "10%" }],
    stages: [{ name: "main", awards: [{ _tag: "AmountPerPlace", amounts: ["5000"] }] }],
    shortfall: "Organiser",
    residual: "CarryOver",
    degenerate: {
      emptyPool: "NoPrizes",
      oneEntrant: "PayAsRanked",
      allScoresZero: "Refund",
      noWinner: "Refund",
      everyoneWins: "PayAsRanked",
      fewerFinishersThanPlaces: "Redistribute"
    }
  }
})

const inApril = { window: { start: "2026-05-01", end: "2026-06-01" } }

/** Money that this payer carried over. */
const carried = (payer: string, minorUnits: bigint) => ({
  ...cent("c1", minorUnits),
  kind: "CarryOver" as const,
  payer
})

/** The payout lines of the current settlement: recipient and state. */
const linesAre = Effect.fnUntraced(function* (definition: typeof march) {
  return (yield* currentLines(definition)).map(({ recipient, _tag }) => `${recipient} ${_tag}`)
})

/** The plan with the hash of what it now says. */
const hashedAnew = (plan: SettlementPlan): SettlementPlan => ({ ...plan, hash: planHash(plan) })

/** Posts from a store that gives something else in place of plans. */
const postFrom = Effect.fnUntraced(function* (
  given: (hash: string, kept: Option.Option<SettlementPlan>) => Option.Option<SettlementPlan>
) {
  const store = yield* SettlementStore
  const liar = SettlementStore.of({
    ...store,
    planText: (hash, take) =>
      Effect.map(storedPlan(hash), (kept) => {
        const instead = Option.getOrUndefined(
          given(
            hash,
            Option.map(kept, ({ plan }) => plan)
          )
        )
        if (instead !== undefined) for (const part of planParts(instead)) take(part)
        return instead !== undefined
      }).pipe(Effect.provideService(SettlementStore, store))
  })
  return yield* post(march.id).pipe(Effect.provideService(SettlementStore, liar))
})

/** What is asked too late, for a second time or of what somebody changed. */
export const aftermathStory = contract<StoryPorts>("Story of what comes late", {
  "once the plan is posted the pool is empty and stays so: it takes no more money (I4)": example(
    inFebruary(
      Effect.gen(function* () {
        yield* posted(march)
        assert.strictEqual((yield* books(march)).pool, 0n)
        const late = yield* answerOf(deposit(march.id, cent("s1")))
        assert.deepInclude(late, { _tag: "DepositRefused", reason: "its pool has been given away" })
        assert.deepStrictEqual(yield* join(march.id, [entryOf("zoe")]), [
          { _tag: "EntryRefused", reason: "ChallengeNotOpen" }
        ])
        yield* pay(march.id, "worker")
        assert.deepInclude(yield* answerOf(deposit(march.id, cent("s1"))), { _tag: "DepositRefused" })
        yield* carriedOut((yield* correct(march.id, [cheat], organiser)).hash)
        assert.deepInclude(yield* answerOf(deposit(march.id, cent("s1"))), { _tag: "DepositRefused" })
        const book = yield* books(march)
        assert.deepStrictEqual([book.pool, book.sound], [0n, true])
      })
    )
  ),

  "a final challenge that is cancelled is cancelled with its settlement, keeps its board and takes no more money":
    example(
      inFebruary(
        Effect.gen(function* () {
          const board = yield* finished(march)
          yield* plan(march.id, organiser)
          const refunding = yield* cancel(march.id, organiser, "rain")
          assert.deepInclude(yield* find(march.id), { _tag: "Cancelled", reason: "rain" })
          assert.deepInclude(yield* answerOf(deposit(march.id, cent("s1"))), { _tag: "DepositRefused" })
          assert.deepInclude(yield* answerOf(plan(march.id, organiser)), { _tag: "NothingToSettle" })
          yield* moveTo("2026-04-20T00:00:00Z")
          assert.deepStrictEqual(yield* standings(march.id, "Public"), board)
          assert.deepStrictEqual(yield* cancel(march.id, organiser, "hail"), refunding)
          yield* pay(march.id, "worker")
          assert.deepStrictEqual(yield* states(march.id), ["Refunded"])
          const book = yield* books(march)
          assert.deepStrictEqual([book.pool, book.provider, book.sound], [0n, 0n, true])
        })
      )
    ),

  "a correction can be called off until it is posted: nothing is refunded, the earlier settlement stands and cannot be":
    example(
      inFebruary(
        Effect.gen(function* () {
          yield* settled
          const before = (yield* books(march)).provider
          const wrong = yield* correct(march.id, [cheat], organiser)
          const cancelled = yield* cancel(march.id, organiser, "it was not ada")
          assert.strictEqual(cancelled._tag, "Cancelled")
          assert.deepInclude(yield* answerOf(cancel(march.id, organiser, "it was not ada")), {
            _tag: "TransitionForbidden",
            state: "Settled",
            command: "Cancel"
          })
          assert.deepStrictEqual(yield* states(march.id), ["Settled", "Cancelled"])
          assert.strictEqual((yield* find(march.id))._tag, "Settled")
          assert.strictEqual((yield* post(march.id))._tag, "Settled")
          assert.strictEqual((yield* pay(march.id, "worker"))._tag, "Settled")
          assert.strictEqual((yield* books(march)).provider, before)
          const right = yield* correct(
            march.id,
            [entryOf("ada"), entryOf("bob", { status: "Disqualified" })],
            organiser
          )
          assert.deepStrictEqual([right.version, right.supersedes?.version], [wrong.version + 1, 1])
          assert.strictEqual((yield* carriedOut(right.hash))._tag, "Settled")
          assert.deepStrictEqual(yield* states(march.id), ["Superseded", "Cancelled", "Settled"])
          const book = yield* books(march)
          assert.deepStrictEqual([book.pool, book.owedBy("ada"), book.owedBy("bob"), book.sound], [0n, 0n, 1800n, true])
          assert.deepInclude(yield* answerOf(cancel(march.id, organiser, "too late")), {
            _tag: "TransitionForbidden",
            command: "Cancel"
          })
        })
      )
    ),

  "who loses a prize that was forfeited owes nothing: what the platform had earned by it gives way (I30)": example(
    inFebruary(
      Effect.gen(function* () {
        yield* returnedPayout(march, "ada")
        yield* giveUp(march.id, "prize:ada:main+0", organiser)
        yield* forfeit(march.id, "prize:ada:main+0", organiser)
        assert.strictEqual((yield* books(march)).breakage, 4500n)
        yield* carriedOut((yield* correct(march.id, [cheat], organiser)).hash)
        const book = yield* books(march)
        assert.deepStrictEqual(
          [book.breakage, book.unclaimedOf("ada"), book.owedBy("ada"), book.pool, book.provider, book.sound],
          [0n, 0n, 0n, 0n, 1000n, true]
        )
        const parts = entitlements(yield* (yield* Ledger).entriesOf(march.id), march.id)
        const ada = parts.find(({ recipient }) => recipient === "ada")
        assert.deepInclude(ada, { entitled: 0n, confirmed: 0n, forfeited: 0n, unclaimed: 0n, owedBack: 0n })
      })
    )
  ),

  "what a store gives under the hash of the approved plan is posted only when it is that plan (I25)": example(
    inFebruary(
      Effect.gen(function* () {
        yield* finished(march)
        const approved = yield* plan(march.id, organiser)
        yield* moveTo("2026-04-04T00:00:00Z")
        yield* approve(march.id, approved.hash, approver)
        const [swapped] = [approved.prizes.awards.map((award) => ({ ...award, participantId: cheat.participantId }))]
        const [first, ...others] = approved.lines
        if (first === undefined) return assert.fail("no lines")
        const lies: ReadonlyArray<SettlementPlan> = [
          { ...approved, prizes: { ...approved.prizes, awards: swapped } },
          { ...approved, lines: [{ ...first, recipient: "mallory" }, ...others] },
          hashedAnew({ ...approved, version: approved.version + 1 })
        ]
        for (const lie of lies) {
          assert.deepInclude(yield* answerOf(postFrom(() => Option.some(lie))), { _tag: "PlanAltered" })
        }
        const lost = { _tag: "PlanNotKept", planHash: approved.hash }
        assert.deepInclude(yield* answerOf(postFrom(() => Option.none())), lost)
        assert.deepStrictEqual([yield* states(march.id), (yield* books(march)).pool], [["Approved"], 10_000n])
        yield* post(march.id)
        assert.strictEqual((yield* books(march)).pool, 0n)
      })
    )
  ),

  "a correction whose earlier plan is lost or altered is refused, and never posted as a whole": example(
    inFebruary(
      Effect.gen(function* () {
        yield* settled
        const store = yield* SettlementStore
        const [settlement] = yield* store.of(march.id)
        const second = yield* correct(march.id, [cheat], organiser)
        yield* moveTo("2026-04-06T00:00:00Z")
        yield* approve(march.id, second.hash, approver)
        const before = yield* (yield* Ledger).entriesOf(march.id)
        const first = settlement !== undefined && "planHash" in settlement ? settlement.planHash : ""
        const lost = (hash: string, kept: Option.Option<SettlementPlan>) => (hash === first ? Option.none() : kept)
        assert.deepInclude(yield* answerOf(postFrom(lost)), { _tag: "PlanNotKept", planHash: first })
        const altered = (hash: string, kept: Option.Option<SettlementPlan>) =>
          hash === first ? Option.map(kept, (one) => hashedAnew({ ...one, lines: one.lines.slice(1) })) : kept
        assert.deepInclude(yield* answerOf(postFrom(altered)), { _tag: "PlanAltered" })
        assert.deepStrictEqual(yield* (yield* Ledger).entriesOf(march.id), before)
        yield* post(march.id)
      })
    )
  ),

  "an entry or a deposit sent again is answered as it was, also when it would no longer be taken (I15)": example(
    inFebruary(
      Effect.gen(function* () {
        yield* opened(march, ["ada", "lin"])
        yield* deposit(march.id, cent("s1"))
        const later = entryOf("ada", { enteredAt: at("2026-02-11T00:00:00Z"), status: "Disqualified" })
        const other = entryOf("ada", { fee: { payer: "mum", minorUnits: 9n } })
        const answers: ReadonlyArray<EntryOutcome> = [
          { _tag: "AlreadyEntered" },
          { _tag: "EntryRefused", reason: "EntryConflict", field: "fee" },
          { _tag: "EntryRefused", reason: "ChallengeNotOpen" }
        ]
        yield* moveTo("2026-04-01T00:00:00Z")
        assert.deepStrictEqual(yield* join(march.id, [later, other, entryOf("zoe")]), answers)
        yield* cancel(march.id, organiser, "rain")
        assert.deepStrictEqual(yield* join(march.id, [later, other, entryOf("zoe")]), answers)
        assert.isFalse(yield* deposit(march.id, cent("s1")))
        assert.deepInclude(yield* answerOf(deposit(march.id, cent("s1", 2n))), {
          _tag: "DepositConflict",
          field: "minorUnits"
        })
        assert.deepInclude(yield* answerOf(deposit(march.id, cent("s2"))), { _tag: "DepositRefused" })
      })
    )
  ),

  "an entry sent again after its fee has risen is known, and not refused for its fee (I15)": example(
    inFebruary(
      Effect.gen(function* () {
        const dated = storyDefinition({
          prizes: {
            funding: {
              entryFee: [
                { until: "2026-02-10T00:00:00Z", amount: "2500" },
                { until: "2026-04-01T00:00:00Z", amount: "5000" }
              ]
            },
            stages: [{ name: "main", awards: [{ _tag: "WinnerTakesAll" }] }],
            residual: "Platform",
            degenerate: answeredFields
          }
        })
        yield* opened(dated, ["ada"])
        yield* moveTo("2026-02-11T00:00:00Z")
        const late = { enteredAt: at("2026-02-11T00:00:00Z") }
        assert.deepStrictEqual(yield* join(dated.id, [entryOf("ada", late), entryOf("lin", late)]), [
          { _tag: "AlreadyEntered" },
          { _tag: "EntryRefused", reason: "WrongFee" }
        ])
        assert.strictEqual((yield* books(dated)).pool, 2500n)
      })
    )
  ),

  "a dispute upheld again for the same reason gives the plan that followed, and changes nothing (I15)": example(
    inFebruary(
      Effect.gen(function* () {
        yield* finished(march)
        yield* plan(march.id, organiser)
        const upheld = yield* upholdDispute(march.id, [cheat], organiser, "a second watch")
        const store = yield* SettlementStore
        const before = yield* store.of(march.id)
        assert.deepStrictEqual(yield* upholdDispute(march.id, [cheat], organiser, "a second watch"), upheld)
        assert.deepStrictEqual(yield* store.of(march.id), before)
        assert.deepInclude(before.at(-1), { _tag: "Provisional", disputeReason: "a second watch" })
        assert.deepInclude(yield* answerOf(upholdDispute(march.id, [cheat], organiser, "a third watch")), {
          _tag: "FactsUnchanged"
        })
      })
    )
  ),

  "the secret of a draw is kept with the plan that reveals it: later versions draw with it, and anybody can again":
    example(
      inFebruary(
        Effect.gen(function* () {
          const drawn = storyDefinition({
            prizes: {
              funding: { entryFee: "2500" },
              stages: [{ name: "main", awards: [{ _tag: "Draw", winners: 1, commitment: commitmentOf("hush") }] }],
              residual: "Platform",
              degenerate: answeredFields
            }
          })
          yield* finished(drawn)
          assert.deepInclude(yield* answerOf(preview(drawn.id)), { _tag: "SecretMissing" })
          const first = yield* plan(drawn.id, organiser, { secret: "hush" })
          assert.strictEqual(first.secret, "hush")
          assert.notStrictEqual(planHash({ ...first, secret: "other" }), first.hash)
          assert.deepStrictEqual(Result.getOrThrow(planFromJson(toCanonical(first))), first)
          assert.deepStrictEqual((yield* preview(drawn.id)).prizes, first.prizes)
          assert.deepStrictEqual(yield* plan(drawn.id, organiser), first)
          yield* moveTo("2026-04-04T00:00:00Z")
          yield* approve(drawn.id, first.hash, approver)
          yield* post(drawn.id)
          yield* pay(drawn.id, "worker")
          const winner = first.prizes.awards[0]?.participantId ?? ""
          const second = yield* correct(drawn.id, [entryOf(winner, { status: "Disqualified" })], organiser)
          assert.strictEqual(second.secret, "hush")
          assert.notStrictEqual(second.prizes.awards[0]?.participantId, winner)
        })
      )
    ),

  "a plan without a draw holds no secret, whatever was given": example(
    inFebruary(
      Effect.gen(function* () {
        yield* finished(march)
        assert.notProperty(yield* preview(march.id, { secret: "hush" }), "secret")
      })
    )
  ),

  "what a challenge carried over is taken once, and only as much as there is; from elsewhere it is paid in": example(
    inFebruary(
      Effect.gen(function* () {
        yield* posted(carrying)
        const april = storyDefinition({ ...inApril, id: "april" })
        const may = storyDefinition({ ...inApril, id: "may" })
        yield* opened(april, [])
        yield* opened(may, [])
        const ledger = yield* Ledger
        assert.deepStrictEqual(yield* ledger.held([carriedByMarch], euro), [4000n])
        for (const payer of ["no-such-challenge", "april", " march"]) {
          assert.deepInclude(yield* answerOf(deposit(april.id, carried(payer, 1n))), { _tag: "DepositRefused" }, payer)
        }
        assert.deepInclude(yield* answerOf(deposit(april.id, carried("march", 4001n))), { _tag: "DepositRefused" })
        assert.isTrue(yield* deposit(april.id, carried("march", 3000n)))
        assert.deepInclude(yield* answerOf(deposit(may.id, carried("march", 1001n))), { _tag: "DepositRefused" })
        assert.isTrue(yield* deposit(may.id, carried("march", 1000n)))
        assert.isFalse(yield* deposit(april.id, carried("march", 3000n)))
        assert.deepStrictEqual(yield* ledger.held([carriedByMarch], euro), [0n])
        assert.isTrue(yield* deposit(may.id, { ...carried("outside:winter", 500n), id: "c2" }))
        const book = yield* books(may)
        assert.deepStrictEqual([book.pool, book.provider, book.sound], [1500n, 500n, true])
        yield* cancel(may.id, organiser, "rain")
        assert.deepStrictEqual(yield* ledger.held([carriedByMarch], euro), [1000n])
        assert.strictEqual((yield* books(may)).refundOwedTo("outside:winter"), 500n)
      })
    )
  ),

  "a correction does not take back what was carried over once another challenge has it": example(
    inFebruary(
      Effect.gen(function* () {
        yield* posted(carrying)
        yield* pay(march.id, "worker")
        const april = storyDefinition({ ...inApril, id: "april" })
        yield* opened(april, [])
        yield* deposit(april.id, carried("march", 4000n))
        const nobody = ["ada", "bob", "eve", "lin"].map((name) => entryOf(name, { status: "Disqualified" }))
        const { hash } = yield* correct(march.id, nobody, organiser)
        yield* moveTo("2026-04-06T00:00:00Z")
        yield* approve(march.id, hash, approver)
        const ledger = yield* Ledger
        const before = yield* ledger.entriesOf(march.id)
        assert.deepInclude(yield* answerOf(post(march.id)), {
          _tag: "CarryOverTaken",
          carrier: march.id,
          askedMinorUnits: 4000n,
          heldMinorUnits: 0n
        })
        assert.deepStrictEqual(yield* ledger.entriesOf(march.id), before)
        yield* cancel(april.id, organiser, "rain")
        yield* post(march.id)
        assert.deepStrictEqual(yield* ledger.held([carriedByMarch], euro), [0n])
        const book = yield* books(march)
        assert.deepStrictEqual(
          [book.owedBy("ada"), book.refundOwedTo("ada"), book.pool, book.sound],
          [5000n, 2500n, 0n, true]
        )
      })
    )
  ),

  "who withdrew or was disqualified does not count towards the minimum of the field": eachOf(
    ["Withdrawn", "Disqualified"] as const,
    (status) =>
      inFebruary(
        Effect.gen(function* () {
          yield* opened(march, ["ada", "lin"])
          yield* amend(march.id, entryOf("ada", { status }), organiser)
          yield* moveTo("2026-04-01T12:00:00Z")
          yield* advance(march.id)
          const challenge = yield* find(march.id)
          assert.strictEqual(challenge._tag === "Cancelled" ? challenge.reason.slice(0, 15) : "", "1 of at least 2")
        })
      )
  ),

  "a provider that is broken for one line leaves that one unknown, and every other one is paid (I31)": example(
    inFebruary(
      Effect.gen(function* () {
        yield* posted(march)
        const { layer, paid } = pretendedProvider({})
        yield* Effect.gen(function* () {
          const sound = yield* PaymentProvider
          const broken = PaymentProvider.of({
            ...sound,
            pay: (request) => {
              if (request.recipient === "ada") throw new Error("no such bank")
              return request.recipient === "lin" ? Effect.die("a bug in the client") : sound.pay(request)
            },
            lookUp: (key) => Effect.die(`no answer about ${key}`)
          })
          const after = yield* Effect.andThen(pay(march.id, "worker"), reconcile(march.id)).pipe(
            Effect.provideService(PaymentProvider, broken)
          )
          assert.strictEqual(after._tag, "NeedsAttention")
        }).pipe(Effect.provide(layer))
        assert.deepStrictEqual(yield* linesAre(march), ["ada Unknown", "bob Confirmed", "lin Unknown"])
        assert.deepStrictEqual([...paid], [["bob", 1]])
      })
    )
  ),

  "another provider neither pays the rest of a challenge nor is asked what became of it; the first one is": example(
    inFebruary(
      Effect.gen(function* () {
        yield* posted(march)
        const { layer, paid } = pretendedProvider({ ada: "pays but the answer is lost" })
        yield* Effect.gen(function* () {
          const first = yield* PaymentProvider
          yield* pay(march.id, "worker")
          const other = PaymentProvider.of({
            name: "another",
            pay: () => Effect.die("it was asked to pay"),
            charge: first.charge,
            lookUp: () => Effect.die("it was asked what became of a payment")
          })
          const refused = {
            _tag: "OtherProviderPaid",
            challengeId: march.id,
            provider: first.name,
            configured: "another"
          }
          for (const useCase of [pay(march.id, "worker"), reconcile(march.id)]) {
            const answer = yield* answerOf(Effect.provideService(useCase, PaymentProvider, other))
            assert.deepInclude(answer, refused)
          }
          assert.include(yield* linesAre(march), "ada Unknown")
          yield* reconcile(march.id)
        }).pipe(Effect.provide(layer))
        assert.deepStrictEqual(yield* linesAre(march), ["ada Confirmed", "bob Confirmed", "lin Confirmed"])
        assert.strictEqual(paid.get("ada"), 1)
      })
    )
  ),

  "a store that fails at one line does not stop the others, and the failure is told (I31)": eachOf(
    [
      { fails: "Claimed", leaves: "Payable" },
      { fails: "Submitted", leaves: "Claimed" },
      { fails: "Confirmed", leaves: "Unknown" }
    ],
    ({ fails, leaves }) =>
      inFebruary(
        Effect.gen(function* () {
          yield* posted(march)
          const store = yield* SettlementStore
          const struck = SettlementStore.of({
            ...store,
            changeLines: (changes) =>
              changes.some(({ after }) => after.recipient === "ada" && after._tag === fails)
                ? Effect.fail(new SettlementsUnavailable({ operation: "changeLines", cause: "lightning" }))
                : store.changeLines(changes)
          })
          const answer = yield* answerOf(pay(march.id, "w").pipe(Effect.provideService(SettlementStore, struck)))
          assert.deepInclude(answer, { _tag: "SettlementsUnavailable" })
          assert.deepStrictEqual(yield* linesAre(march), [`ada ${leaves}`, "bob Confirmed", "lin Confirmed"])
          assert.isTrue((yield* books(march)).sound)
        })
      )
  ),

  "a store so slow that the lease is over leaves what was claimed together unknown, and nothing was sent": example(
    inFebruary(
      Effect.gen(function* () {
        yield* posted(march)
        const store = yield* SettlementStore
        const slow = SettlementStore.of({
          ...store,
          changeLines: (changes) =>
            changes.some(({ after }) => after._tag === "Claimed")
              ? Effect.tap(store.changeLines(changes), moveTo("2026-04-04T00:02:00Z"))
              : store.changeLines(changes)
        })
        const { layer, paid } = pretendedProvider({})
        yield* pay(march.id, "w").pipe(Effect.provideService(SettlementStore, slow), Effect.provide(layer))
        assert.deepStrictEqual(yield* linesAre(march), ["ada Unknown", "bob Unknown", "lin Unknown"])
        assert.strictEqual(paid.size, 0)
      })
    )
  ),

  "a published plan that became stale gives way at once to a new version, which can be disputed as long": example(
    inFebruary(
      Effect.gen(function* () {
        yield* finished(march)
        const first = yield* plan(march.id, organiser)
        yield* moveTo("2026-04-03T12:00:00Z")
        yield* deposit(march.id, cent("s1", 500n))
        const second = yield* plan(march.id, organiser)
        assert.deepStrictEqual([second.version, second.prizes.gross], [first.version + 1, 10_500n])
        assert.deepStrictEqual(yield* plan(march.id, organiser), second)
        yield* moveTo("2026-04-04T00:00:00Z")
        assert.deepInclude(yield* answerOf(approve(march.id, second.hash, approver)), { _tag: "DisputeWindowOpen" })
        yield* moveTo("2026-04-04T12:00:00Z")
        yield* approve(march.id, second.hash, approver)
      })
    )
  ),

  "planning again after the approval gives the approved plan to who made it, while nothing changed (I15)": example(
    inFebruary(
      Effect.gen(function* () {
        yield* finished(march)
        const made = yield* plan(march.id, organiser)
        yield* moveTo("2026-04-04T00:00:00Z")
        yield* approve(march.id, made.hash, approver)
        assert.deepStrictEqual(yield* plan(march.id, organiser), made)
        assert.deepStrictEqual(yield* states(march.id), ["Approved"])
        yield* deposit(march.id, cent("s1"))
        assert.deepInclude(yield* answerOf(plan(march.id, organiser)), { _tag: "TransitionForbidden" })
      })
    )
  )
})
