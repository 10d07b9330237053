import { assert } from "@effect/vitest"
import { Effect } from "effect"
import { ActivityLog } from "../../src/activity/index.ts"
import {
  AdjustmentId,
  Adjustments,
  adjust,
  amend,
  ChallengeStore,
  Deposits,
  define,
  Entries,
  find,
  freeze,
  publish,
  record,
  restate,
  reverseAdjustment,
  review,
  revise,
  Snapshots,
  unfreeze
} from "../../src/challenge/index.ts"
import { Ledger } from "../../src/ledger/index.ts"
import { Transaction } from "../../src/runtime/index.ts"
import {
  approve,
  cancel,
  correct,
  forfeit,
  giveUp,
  pay,
  payoutLinesOf,
  plan,
  post,
  reclaim,
  refund,
  reject,
  report,
  SettlementStore,
  upholdDispute
} from "../../src/settlement/index.ts"
import { PrincipalId } from "../../src/shared/index.ts"
import { contract } from "../Contract.ts"
import { answerOf, eachOf, example } from "../worlds.ts"
import type { StoryPorts } from "./StoryPorts.ts"
import {
  approver,
  entryOf,
  finished,
  inFebruary,
  moveTo,
  opened,
  organiser,
  posted,
  returnedPayout,
  storyDefinition,
  walked
} from "./world.ts"

const march = storyDefinition()
const mallory = PrincipalId.make("mallory")
const unpaid = entryOf("ada", { eligibility: "RankedNotPaid" })

/** The tag of the refusal. */
const tagOf = <R>(asked: Effect.Effect<unknown, unknown, R>) =>
  Effect.map(answerOf(asked), (answer) =>
    typeof answer === "object" && answer !== null && "_tag" in answer ? answer._tag : undefined
  )

/** Everything that is stored about the challenge. */
const everything = Effect.fnUntraced(function* () {
  const [challenges, entries, deposits] = [yield* ChallengeStore, yield* Entries, yield* Deposits]
  const [snapshots, settlements, ledger] = [yield* Snapshots, yield* SettlementStore, yield* Ledger]
  const states = yield* settlements.of(march.id)
  return {
    challenge: yield* challenges.find(march.id),
    entries: yield* entries.all(march.id),
    deposits: yield* deposits.all(march.id),
    adjustments: yield* (yield* Adjustments).page(march.id, { limit: 100 }),
    held: yield* (yield* ActivityLog).held(march.id),
    frozen: yield* snapshots.find(march.id, "Frozen"),
    final: yield* snapshots.find(march.id, "Final"),
    states,
    lines: yield* payoutLinesOf(march.id),
    journal: yield* ledger.entriesOf(march.id)
  }
})

/** One use case that somebody asks for: what comes before it, and the asking. */
interface Asked {
  readonly useCase: string
  readonly before: Effect.Effect<unknown, unknown, StoryPorts>
  readonly ask: (by: PrincipalId) => Effect.Effect<unknown, unknown, StoryPorts>
}

const running = Effect.gen(function* () {
  yield* opened(march, ["ada", "bob", "lin"])
  yield* moveTo("2026-03-10T00:00:00Z")
  yield* record(march.id, [walked("ada", 70_000, "2026-03-05T08:00:00Z")])
})
const planned = Effect.andThen(finished(march), plan(march.id, organiser))
const settled = Effect.andThen(posted(march), pay(march.id, "worker"))
const inQuarantine = { source: "watch", sourceKey: "ada@2026-03-05T08:00:00Z" }
const line = "prize:ada:main+0"
const givenUp = Effect.andThen(returnedPayout(march, "ada"), giveUp(march.id, line, organiser))

const late = { id: AdjustmentId.make("late"), participantId: entryOf("bob").participantId, amount: -5, reason: "late" }

/** Every use case that only the organiser may ask for. */
const organisers: ReadonlyArray<Asked> = [
  {
    useCase: "revise",
    before: define(march, organiser),
    ask: (by) => revise(storyDefinition({ name: "March and more" }), by)
  },
  { useCase: "publish", before: define(march, organiser), ask: (by) => publish(march.id, by) },
  { useCase: "amend", before: running, ask: (by) => amend(march.id, unpaid, by) },
  { useCase: "review", before: running, ask: (by) => review(march.id, inQuarantine, "Released", by) },
  { useCase: "adjust", before: running, ask: (by) => adjust(march.id, late, by) },
  {
    useCase: "reverseAdjustment",
    before: Effect.andThen(running, adjust(march.id, late, organiser)),
    ask: (by) => reverseAdjustment(march.id, late.id, "in time", by)
  },
  { useCase: "freeze", before: running, ask: (by) => freeze(march.id, by) },
  {
    useCase: "unfreeze",
    before: Effect.andThen(running, freeze(march.id, organiser)),
    ask: (by) => unfreeze(march.id, by)
  },
  { useCase: "restate", before: finished(march), ask: (by) => restate(march.id, [unpaid], by) },
  { useCase: "plan", before: finished(march), ask: (by) => plan(march.id, by) },
  { useCase: "upholdDispute", before: planned, ask: (by) => upholdDispute(march.id, [unpaid], by, "not a member") },
  { useCase: "correct", before: settled, ask: (by) => correct(march.id, [unpaid], by) },
  { useCase: "cancel", before: running, ask: (by) => cancel(march.id, by, "rain") },
  { useCase: "cancel, once final", before: planned, ask: (by) => cancel(march.id, by, "rain") },
  { useCase: "giveUp", before: returnedPayout(march, "ada"), ask: (by) => giveUp(march.id, line, by) },
  { useCase: "reclaim", before: givenUp, ask: (by) => reclaim(march.id, line, by) },
  { useCase: "forfeit", before: givenUp, ask: (by) => forfeit(march.id, line, by) }
]

/** Who may do what. */
export const authorityStory = contract<StoryPorts>("Story of who may do what", {
  "what only the organiser may do is refused to a stranger, before and after it was done, and changes nothing": eachOf(
    organisers,
    ({ useCase, before, ask }) =>
      inFebruary(
        Effect.gen(function* () {
          yield* before
          const untouched = yield* everything()
          // Within a transaction a refusal that is caught rolls nothing back: it has to come before anything is written.
          const { transact } = yield* Transaction
          assert.deepInclude(yield* transact(answerOf(ask(mallory))), { _tag: "NotOrganiser", by: mallory }, useCase)
          assert.deepStrictEqual(yield* everything(), untouched, useCase)
          yield* ask(organiser)
          const done = yield* everything()
          assert.notDeepEqual(done, untouched, useCase)
          // What is not a repetition by the same person may also be refused because of the state it led to.
          assert.include(
            ["NotOrganiser", "ChallengeTransitionForbidden"],
            yield* transact(tagOf(ask(mallory))),
            useCase
          )
          assert.deepStrictEqual(yield* everything(), done, `${useCase} again`)
        })
      )
  ),

  "whoever is not the maker may approve and reject, the maker may not approve": example(
    inFebruary(
      Effect.gen(function* () {
        yield* finished(march)
        const { hash } = yield* plan(march.id, organiser)
        yield* moveTo("2026-04-04T00:00:00Z")
        const untouched = yield* everything()
        assert.deepInclude(yield* answerOf(approve(march.id, hash, organiser)), { _tag: "ApproverIsMaker" })
        assert.deepStrictEqual(yield* everything(), untouched)
        yield* approve(march.id, hash, approver)
        yield* reject(march.id, hash, mallory, "the embedder lets everybody decide")
        assert.strictEqual((yield* (yield* SettlementStore).of(march.id)).at(-1)?._tag, "Rejected")
      })
    )
  ),

  "cancelling an approved settlement is for its organiser, and asked again it is answered as before": example(
    inFebruary(
      Effect.gen(function* () {
        yield* finished(march)
        const { hash } = yield* plan(march.id, organiser)
        yield* moveTo("2026-04-04T00:00:00Z")
        yield* approve(march.id, hash, approver)
        assert.deepInclude(yield* answerOf(cancel(march.id, mallory, "rain")), { _tag: "NotOrganiser" })
        assert.deepInclude(yield* answerOf(refund(march.id, mallory, "rain")), {
          _tag: "ChallengeTransitionForbidden",
          command: "Refund"
        })
        const refunding = yield* cancel(march.id, organiser, "rain")
        assert.strictEqual(refunding._tag, "Refunding")
        assert.deepStrictEqual(yield* cancel(march.id, organiser, "hail"), refunding)
        assert.deepInclude(yield* answerOf(post(march.id)), { _tag: "TransitionForbidden", command: "Post" })
        const refunded = yield* pay(march.id, "worker")
        assert.strictEqual(refunded._tag, "Refunded")
        const before = yield* everything()
        assert.deepStrictEqual(yield* cancel(march.id, organiser, "rain"), refunded)
        assert.deepInclude(yield* answerOf(cancel(march.id, mallory, "rain")), { _tag: "NotOrganiser" })
        assert.deepStrictEqual(yield* everything(), before)
      })
    )
  ),

  "the refund of what the clock cancelled is for anybody, once, whoever asks again": example(
    inFebruary(
      Effect.gen(function* () {
        yield* opened(march, ["ada"])
        assert.deepInclude(yield* answerOf(refund(march.id, mallory, "give it back")), {
          _tag: "ChallengeTransitionForbidden",
          state: "Published"
        })
        yield* moveTo("2026-04-01T12:00:00Z")
        const refunding = yield* refund(march.id, mallory, "too few")
        assert.deepInclude(refunding, { _tag: "Refunding", cancelledBy: mallory })
        assert.strictEqual((yield* find(march.id))._tag, "Cancelled")
        const before = yield* everything()
        assert.deepStrictEqual(yield* refund(march.id, approver, "too few"), refunding)
        assert.deepStrictEqual(yield* cancel(march.id, organiser, "too few"), refunding)
        assert.deepInclude(yield* answerOf(cancel(march.id, mallory, "too few")), { _tag: "NotOrganiser" })
        assert.deepStrictEqual(yield* everything(), before)
      })
    )
  ),

  "what a person says about a payout counts when it is the organiser": example(
    inFebruary(
      Effect.gen(function* () {
        yield* returnedPayout(march, "ada")
        const store = yield* SettlementStore
        const [current] = yield* store.of(march.id)
        const lines = current === undefined ? [] : yield* store.linesOf(current.settlementId, { limit: 100 })
        const paid = lines.find(({ recipient }) => recipient === "lin")
        const attemptKey = paid !== undefined && "attempt" in paid ? paid.attempt.key : assert.fail("not paid")
        const returned = (by: PrincipalId) =>
          report(march.id, {
            attemptKey,
            outcome: "Returned",
            evidence: { _tag: "Person", by, note: "the bank's letter" }
          })
        const untouched = yield* everything()
        assert.deepInclude(yield* answerOf(returned(mallory)), { _tag: "NotOrganiser" })
        assert.deepStrictEqual(yield* everything(), untouched)
        yield* returned(organiser)
        const done = yield* everything()
        assert.deepInclude(yield* answerOf(returned(mallory)), { _tag: "NotOrganiser" })
        assert.deepStrictEqual(yield* everything(), done)
      })
    )
  )
})
