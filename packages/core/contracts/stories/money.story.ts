import { assert } from "@effect/vitest"
import { Effect } from "effect"
import { deposit, find, join, restate, standings } from "../../src/challenge/index.ts"
import {
  approve,
  cancel,
  correct,
  pay,
  plan,
  post,
  preview,
  reconcile,
  refund,
  reject,
  retry,
  SettlementStore,
  upholdDispute
} from "../../src/settlement/index.ts"
import { Name } from "../../src/shared/index.ts"
import { contract } from "../Contract.ts"
import { answerOf, eachOf, example } from "../worlds.ts"
import type { StoryPorts } from "./StoryPorts.ts"
import {
  approver,
  at,
  books,
  entryOf,
  finished,
  inFebruary,
  moveTo,
  opened,
  organiser,
  posted,
  pretendedProvider,
  storyDefinition
} from "./world.ts"

const march = storyDefinition()

/** The states of the settlements of the challenge, oldest first. */
const states = Effect.fnUntraced(function* () {
  return (yield* (yield* SettlementStore).of(march.id)).map(({ _tag }) => _tag)
})

/** The payout lines of the first settlement. */
const payoutLines = Effect.fnUntraced(function* () {
  const store = yield* SettlementStore
  const [first] = yield* store.of(march.id)
  return first === undefined ? [] : yield* store.linesOf(first.settlementId, { limit: 100 })
})

/** Pool, fees and what the four are owed. */
const holdings = Effect.fnUntraced(function* () {
  const book = yield* books(march)
  assert.isTrue(book.sound)
  return [book.pool, book.fees, ...["ada", "lin", "bob", "eve"].map(book.owedTo)]
})

/** From the first fee to the last cent. */
export const moneyStory = contract<StoryPorts>("Story of the money", {
  "fees go to the pool, a settlement empties it to the cent, payouts reach the winners": example(
    inFebruary(
      Effect.gen(function* () {
        const { hash } = yield* posted(march)
        assert.deepStrictEqual(yield* holdings(), [0n, 1000n, 4500n, 2700n, 1800n, 0n])
        assert.deepStrictEqual(yield* states(), ["Distributing"])
        yield* pay(march.id, "worker")
        assert.deepStrictEqual(yield* states(), ["Settled"])
        assert.deepStrictEqual(yield* holdings(), [0n, 1000n, 0n, 0n, 0n, 0n])
        assert.strictEqual((yield* books(march)).provider, 1000n)
        assert.strictEqual((yield* find(march.id))._tag, "Settled")
        assert.match(hash, /^[0-9a-f]{64}$/)
      })
    )
  ),

  "preview and real run are one code path and differ in the commit alone (I28)": example(
    inFebruary(
      Effect.gen(function* () {
        yield* finished(march)
        const seen = yield* preview(march.id)
        assert.deepStrictEqual(yield* states(), [])
        assert.deepStrictEqual(yield* plan(march.id, organiser), seen)
      })
    )
  ),

  "the approver is not the maker (I24), the hash is that of the exact awards (I25), disputes come first": example(
    inFebruary(
      Effect.gen(function* () {
        yield* finished(march)
        const { hash } = yield* plan(march.id, organiser)
        assert.deepInclude(yield* answerOf(approve(march.id, hash, approver)), { _tag: "DisputeWindowOpen" })
        assert.deepInclude(yield* answerOf(post(march.id)), { _tag: "TransitionForbidden", command: "Post" })
        yield* moveTo("2026-04-04T00:00:00Z")
        assert.deepInclude(yield* answerOf(approve(march.id, hash, organiser)), { _tag: "ApproverIsMaker" })
        assert.deepInclude(yield* answerOf(approve(march.id, "0".repeat(64), approver)), { _tag: "PlanHashMismatch" })
        yield* approve(march.id, hash, approver)
        yield* approve(march.id, hash, approver)
        assert.deepStrictEqual(yield* states(), ["Approved"])
      })
    )
  ),

  "a plan that became stale is refused and says what changed": example(
    inFebruary(
      Effect.gen(function* () {
        yield* finished(march)
        const { hash } = yield* plan(march.id, organiser)
        const sponsored = {
          id: "s1",
          kind: "Sponsor" as const,
          payer: "Bakery",
          minorUnits: 500n,
          at: at("2026-04-03T00:00:00Z")
        }
        yield* deposit(march.id, sponsored)
        yield* moveTo("2026-04-04T00:00:00Z")
        assert.deepInclude(yield* answerOf(approve(march.id, hash, approver)), { _tag: "StalePlan", changed: ["pool"] })
        yield* reject(march.id, hash, approver, "a sponsor came late")
        const renewed = yield* plan(march.id, organiser)
        assert.strictEqual(renewed.version, 2)
        assert.strictEqual(renewed.prizes.gross, 10_500n)
      })
    )
  ),

  "a change of eligibility is a fact of the plan: an upheld dispute about it makes a new version, the old one is void":
    example(
      inFebruary(
        Effect.gen(function* () {
          yield* finished(march)
          const first = yield* plan(march.id, organiser)
          const unpaid = entryOf("ada", { eligibility: "RankedNotPaid" })
          const second = yield* upholdDispute(march.id, [unpaid], organiser, "not a member")
          assert.deepStrictEqual([second.version, second.standingsHash], [2, first.standingsHash])
          assert.deepStrictEqual(second.eligibility, [
            { participantId: unpaid.participantId, eligibility: "RankedNotPaid", categories: [] }
          ])
          yield* moveTo("2026-04-04T00:00:00Z")
          assert.deepInclude(yield* answerOf(approve(march.id, first.hash, approver)), { _tag: "PlanHashMismatch" })
          yield* approve(march.id, second.hash, approver)
          yield* post(march.id)
          assert.deepStrictEqual(yield* holdings(), [0n, 1000n, 0n, 4500n, 2700n, 1800n])
        })
      )
    ),

  "a dispute that changes nothing that a plan rests on is not upheld": example(
    inFebruary(
      Effect.gen(function* () {
        yield* finished(march)
        yield* plan(march.id, organiser)
        assert.deepInclude(yield* answerOf(upholdDispute(march.id, [entryOf("ada")], organiser, "who knows")), {
          _tag: "FactsUnchanged"
        })
      })
    )
  ),

  "a plan is stale once an entry is judged otherwise, in eligibility or categories": eachOf(
    [entryOf("ada", { eligibility: "RankedNotPaid" }), entryOf("ada", { categories: [Name.make("veteran")] })],
    (judged) =>
      inFebruary(
        Effect.gen(function* () {
          yield* finished(march)
          const { hash } = yield* plan(march.id, organiser)
          yield* moveTo("2026-04-04T00:00:00Z")
          yield* approve(march.id, hash, approver)
          yield* restate(march.id, [judged], organiser)
          const stale = { _tag: "StalePlan", changed: ["eligibility"] }
          assert.deepInclude(yield* answerOf(post(march.id)), stale)
          yield* reject(march.id, hash, approver, "judged otherwise")
          const renewed = yield* plan(march.id, organiser)
          assert.notStrictEqual(renewed.eligibilityHash, "")
          yield* restate(march.id, [entryOf("ada")], organiser)
          yield* moveTo("2026-04-06T00:00:00Z")
          assert.deepInclude(yield* answerOf(approve(march.id, renewed.hash, approver)), stale)
        })
      )
  ),

  "a correction of eligibility alone takes the prize back": example(
    inFebruary(
      Effect.gen(function* () {
        const first = yield* posted(march)
        yield* pay(march.id, "worker")
        const second = yield* correct(march.id, [entryOf("ada", { eligibility: "RankedNotPaid" })], organiser)
        assert.deepStrictEqual([second.version, second.standingsHash], [2, first.standingsHash])
        yield* moveTo("2026-04-06T00:00:00Z")
        yield* approve(march.id, second.hash, approver)
        yield* post(march.id)
        assert.strictEqual((yield* books(march)).owedBy("ada"), 4500n)
        assert.isTrue((yield* books(march)).sound)
      })
    )
  ),

  "planning again while nothing changed gives the plan that waits": example(
    inFebruary(
      Effect.gen(function* () {
        yield* finished(march)
        const made = yield* plan(march.id, organiser)
        assert.deepStrictEqual(yield* plan(march.id, organiser), made)
        yield* moveTo("2026-04-04T00:00:00Z")
        yield* approve(march.id, made.hash, approver)
        assert.deepStrictEqual(yield* states(), ["Approved"])
      })
    )
  ),

  "posting and paying again changes nothing": example(
    inFebruary(
      Effect.gen(function* () {
        yield* posted(march)
        const once = yield* holdings()
        yield* post(march.id)
        assert.deepStrictEqual(yield* holdings(), once)
        yield* pay(march.id, "worker")
        const paid = yield* holdings()
        yield* pay(march.id, "worker")
        yield* post(march.id)
        assert.deepStrictEqual(yield* holdings(), paid)
      })
    )
  ),

  "of several workers each line is paid by one (I18)": example(
    inFebruary(
      Effect.gen(function* () {
        yield* posted(march)
        const provider = pretendedProvider({})
        yield* Effect.all(
          ["w1", "w2", "w3"].map((worker) => pay(march.id, worker)),
          { concurrency: "unbounded" }
        ).pipe(Effect.provide(provider.layer))
        assert.deepStrictEqual([...provider.paid].sort(), [
          ["ada", 1],
          ["bob", 1],
          ["lin", 1]
        ])
        assert.deepStrictEqual(yield* states(), ["Settled"])
      })
    )
  ),

  "one failing line never blocks another (I31); unknown is never paid again before the provider was asked (I19)":
    example(
      inFebruary(
        Effect.gen(function* () {
          yield* posted(march)
          const provider = pretendedProvider({ ada: "pays but the answer is lost", lin: "declines" })
          yield* Effect.gen(function* () {
            yield* pay(march.id, "worker")
            assert.deepStrictEqual(yield* states(), ["NeedsAttention"])
            yield* pay(march.id, "worker")
            assert.deepStrictEqual([...provider.paid].sort(), [
              ["ada", 1],
              ["bob", 1]
            ])
            yield* reconcile(march.id)
            const lines = yield* payoutLines()
            assert.deepStrictEqual(
              lines.map(({ recipient, _tag }) => `${recipient} ${_tag}`),
              ["ada Confirmed", "bob Confirmed", "lin Refused"]
            )
            const declined = lines.find(({ recipient }) => recipient === "lin")
            yield* retry(march.id, declined?.key ?? "")
          }).pipe(Effect.provide(provider.layer))
          yield* pay(march.id, "worker")
          assert.deepStrictEqual(yield* states(), ["Settled"])
          assert.deepStrictEqual(yield* holdings(), [0n, 1000n, 0n, 0n, 0n, 0n])
        })
      )
    ),

  "a provider that is down leaves the line unknown, and nothing is sent twice": example(
    inFebruary(
      Effect.gen(function* () {
        yield* posted(march)
        const provider = pretendedProvider({ ada: "is down" })
        yield* Effect.gen(function* () {
          yield* pay(march.id, "worker")
          yield* reconcile(march.id)
          yield* pay(march.id, "worker")
        }).pipe(Effect.provide(provider.layer))
        assert.deepStrictEqual([...provider.paid].sort(), [
          ["bob", 1],
          ["lin", 1]
        ])
        assert.deepStrictEqual(yield* states(), ["NeedsAttention"])
      })
    )
  ),

  "a dispute upheld restates the standings and makes a new version": example(
    inFebruary(
      Effect.gen(function* () {
        yield* finished(march)
        const first = yield* plan(march.id, organiser)
        const second = yield* upholdDispute(
          march.id,
          [entryOf("ada", { status: "Disqualified" })],
          organiser,
          "a second watch"
        )
        assert.strictEqual(second.version, 2)
        assert.notStrictEqual(second.standingsHash, first.standingsHash)
        assert.deepStrictEqual(
          second.prizes.awards.map(({ participantId }) => participantId),
          ["lin", "bob", "eve"]
        )
        yield* moveTo("2026-04-04T00:00:00Z")
        assert.deepInclude(yield* answerOf(approve(march.id, first.hash, approver)), { _tag: "PlanHashMismatch" })
        yield* approve(march.id, second.hash, approver)
      })
    )
  ),

  "a correction pays new minus already entitled (I30)": example(
    inFebruary(
      Effect.gen(function* () {
        yield* posted(march)
        yield* pay(march.id, "worker")
        const second = yield* correct(march.id, [entryOf("ada", { status: "Disqualified" })], organiser)
        yield* moveTo("2026-04-06T00:00:00Z")
        yield* approve(march.id, second.hash, approver)
        yield* post(march.id)
        assert.deepStrictEqual(yield* states(), ["Superseded", "Distributing"])
        assert.deepStrictEqual(yield* holdings(), [0n, 1000n, 0n, 1800n, 900n, 1800n])
        assert.strictEqual((yield* books(march)).owedBy("ada"), 4500n)
        yield* pay(march.id, "worker")
        assert.deepStrictEqual(yield* states(), ["Superseded", "Settled"])
        assert.deepStrictEqual(yield* holdings(), [0n, 1000n, 0n, 0n, 0n, 0n])
      })
    )
  ),

  "cancellation refunds each payer exactly, to the payer, once (I29)": example(
    inFebruary(
      Effect.gen(function* () {
        yield* opened(march, ["ada"])
        yield* join(march.id, [entryOf("lin", { fee: { payer: "ada", minorUnits: 2500n } })])
        yield* deposit(march.id, {
          id: "s1",
          kind: "Sponsor",
          payer: "Bakery",
          minorUnits: 1001n,
          at: at("2026-02-01T00:00:00Z")
        })
        yield* cancel(march.id, organiser, "rain")
        yield* cancel(march.id, organiser, "rain")
        const book = yield* books(march)
        assert.deepStrictEqual(
          [book.pool, book.fees, book.refundOwedTo("ada"), book.refundOwedTo("Bakery")],
          [0n, 0n, 5000n, 1001n]
        )
        assert.isTrue(book.sound)
        yield* pay(march.id, "worker")
        assert.deepStrictEqual(yield* states(), ["Refunded"])
        assert.strictEqual((yield* books(march)).provider, 0n)
      })
    )
  ),

  "a challenge that the clock cancelled refunds its payers": example(
    inFebruary(
      Effect.gen(function* () {
        yield* opened(march, ["ada"])
        yield* moveTo("2026-04-01T12:00:00Z")
        yield* standings(march.id, "Organiser")
        yield* refund(march.id, organiser, "too few")
        yield* pay(march.id, "worker")
        assert.deepStrictEqual(yield* states(), ["Refunded"])
        assert.strictEqual((yield* books(march)).provider, 0n)
      })
    )
  ),

  "what is posted cannot be cancelled, only corrected": example(
    inFebruary(
      Effect.gen(function* () {
        yield* posted(march)
        assert.deepInclude(yield* answerOf(cancel(march.id, organiser, "too late")), {
          _tag: "TransitionForbidden",
          command: "Cancel"
        })
        assert.deepStrictEqual(yield* holdings(), [0n, 1000n, 4500n, 2700n, 1800n, 0n])
      })
    )
  )
})
