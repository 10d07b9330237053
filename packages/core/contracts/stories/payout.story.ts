import { assert } from "@effect/vitest"
import { Effect } from "effect"
import { find } from "../../src/challenge/index.ts"
import {
  approve,
  correct,
  forfeit,
  giveUp,
  pay,
  plan,
  post,
  reclaim,
  reconcile,
  report,
  retry,
  SettlementStore,
  submit
} from "../../src/settlement/index.ts"
import { contract } from "../Contract.ts"
import { answerOf, example } from "../worlds.ts"
import type { StoryPorts } from "./StoryPorts.ts"
import {
  approver,
  at,
  attemptAt,
  books,
  currentLines,
  entryOf,
  finished,
  inFebruary,
  moveTo,
  organiser,
  posted,
  pretendedProvider,
  returnedPayout,
  storyDefinition
} from "./world.ts"

const march = storyDefinition()
const line = "prize:ada:main+0"
const webhook = { _tag: "Webhook" as const, eventId: "evt-7" }
const person = { _tag: "Person" as const, by: organiser, note: "bank statement of 5 April" }

/** The state of the current settlement, and those of its lines by recipient. */
const standing = Effect.fnUntraced(function* () {
  const state = (yield* (yield* SettlementStore).of(march.id)).at(-1)?._tag
  return [state, ...(yield* currentLines(march)).map(({ recipient, _tag }) => `${recipient} ${_tag}`)]
})

/** What is owed to ada, what waits for her, and what the platform has by forfeiture; the books must be sound. */
const adasMoney = Effect.fnUntraced(function* () {
  const book = yield* books(march)
  assert.isTrue(book.sound)
  return [book.owedTo("ada"), book.unclaimedOf("ada"), book.breakage]
})

/** What becomes of payouts that are unknown, refused or returned. */
export const payoutStory = contract<StoryPorts>("Story of the payouts", {
  "a returned payout is tried again": example(
    inFebruary(
      Effect.gen(function* () {
        yield* returnedPayout(march, "ada")
        assert.deepStrictEqual(yield* standing(), ["NeedsAttention", "ada Returned", "bob Confirmed", "lin Confirmed"])
        assert.deepStrictEqual(yield* adasMoney(), [4500n, 0n, 0n])
        yield* retry(march.id, line)
        yield* pay(march.id, "worker")
        assert.deepStrictEqual(yield* standing(), ["Settled", "ada Confirmed", "bob Confirmed", "lin Confirmed"])
        assert.deepStrictEqual(yield* adasMoney(), [0n, 0n, 0n])
      })
    )
  ),

  "a returned payout that is given up waits for its recipient and does not hold the settlement up": example(
    inFebruary(
      Effect.gen(function* () {
        yield* returnedPayout(march, "ada")
        const settled = yield* giveUp(march.id, line, organiser)
        assert.strictEqual(settled._tag, "Settled")
        assert.strictEqual((yield* find(march.id))._tag, "Settled")
        assert.deepStrictEqual(yield* adasMoney(), [0n, 4500n, 0n])
        assert.deepStrictEqual(yield* giveUp(march.id, line, organiser), settled)
        assert.deepStrictEqual(yield* adasMoney(), [0n, 4500n, 0n])
      })
    )
  ),

  "a payout that is refused can be given up too, and claimed with a new attempt": example(
    inFebruary(
      Effect.gen(function* () {
        yield* posted(march)
        yield* pay(march.id, "worker").pipe(Effect.provide(pretendedProvider({ ada: "declines" }).layer))
        assert.deepStrictEqual(yield* standing(), ["NeedsAttention", "ada Refused", "bob Confirmed", "lin Confirmed"])
        assert.strictEqual((yield* giveUp(march.id, line, organiser))._tag, "Settled")
        assert.deepStrictEqual(yield* adasMoney(), [0n, 4500n, 0n])
        yield* reclaim(march.id, line, organiser)
        yield* pay(march.id, "worker")
        assert.deepStrictEqual(yield* standing(), ["Settled", "ada Confirmed", "bob Confirmed", "lin Confirmed"])
        assert.deepStrictEqual(yield* adasMoney(), [0n, 0n, 0n])
      })
    )
  ),

  "what nobody claimed is paid when its recipient asks for it late": example(
    inFebruary(
      Effect.gen(function* () {
        yield* returnedPayout(march, "ada")
        yield* giveUp(march.id, line, organiser)
        yield* reclaim(march.id, line, organiser)
        yield* reclaim(march.id, line, organiser)
        assert.deepStrictEqual(yield* adasMoney(), [4500n, 0n, 0n])
        yield* pay(march.id, "worker")
        assert.deepStrictEqual(yield* standing(), ["Settled", "ada Confirmed", "bob Confirmed", "lin Confirmed"])
        assert.deepStrictEqual(yield* adasMoney(), [0n, 0n, 0n])
      })
    )
  ),

  "what nobody claimed is forfeited in the end, and stays so": example(
    inFebruary(
      Effect.gen(function* () {
        yield* returnedPayout(march, "ada")
        yield* giveUp(march.id, line, organiser)
        yield* forfeit(march.id, line, organiser)
        yield* forfeit(march.id, line, organiser)
        assert.deepStrictEqual(yield* adasMoney(), [0n, 0n, 4500n])
        assert.deepInclude(yield* answerOf(reclaim(march.id, line, organiser)), {
          _tag: "PayoutTransitionForbidden",
          state: "Forfeited"
        })
        yield* pay(march.id, "worker")
        assert.deepStrictEqual(yield* standing(), ["Settled", "ada Forfeited", "bob Confirmed", "lin Confirmed"])
      })
    )
  ),

  "what is unknown is decided by a webhook, or by the organiser with a note (I19); either completes the settlement":
    example(
      inFebruary(
        Effect.gen(function* () {
          yield* posted(march)
          const provider = pretendedProvider({ ada: "is down", lin: "is down" })
          yield* Effect.gen(function* () {
            yield* pay(march.id, "worker")
            yield* reconcile(march.id)
          }).pipe(Effect.provide(provider.layer))
          assert.deepStrictEqual(yield* standing(), ["NeedsAttention", "ada Unknown", "bob Confirmed", "lin Unknown"])
          const [ada, lin] = [yield* attemptAt(march, "ada"), yield* attemptAt(march, "lin")]
          yield* report(march.id, { attemptKey: ada, outcome: "Confirmed", evidence: webhook })
          const refused = { attemptKey: lin, outcome: "Refused" as const, evidence: person }
          yield* report(march.id, refused)
          assert.deepStrictEqual(yield* standing(), ["NeedsAttention", "ada Confirmed", "bob Confirmed", "lin Refused"])
          yield* retry(march.id, "prize:lin:main+0")
          const settled = yield* pay(march.id, "worker")
          assert.strictEqual(settled._tag, "Settled")
          assert.deepStrictEqual(yield* report(march.id, refused), settled)
        })
      )
    ),

  "webhooks twice, out of order or late: same final state (I23); one that contradicts is refused": example(
    inFebruary(
      Effect.gen(function* () {
        yield* returnedPayout(march, "ada")
        const attemptKey = yield* attemptAt(march, "ada")
        const before = yield* standing()
        for (const outcome of ["Confirmed", "Returned", "Returned"] as const) {
          yield* report(march.id, { attemptKey, outcome, evidence: webhook })
        }
        assert.deepStrictEqual(yield* standing(), before)
        assert.deepInclude(yield* answerOf(report(march.id, { attemptKey, outcome: "Refused", evidence: webhook })), {
          _tag: "OutcomeContradicted",
          recorded: "Returned",
          reported: "Refused"
        })
        assert.deepStrictEqual(yield* standing(), before)
        assert.deepStrictEqual(yield* adasMoney(), [4500n, 0n, 0n])
      })
    )
  ),

  "the end of a dispute window looks for its challenge first, as every use case does that decides about one": example(
    inFebruary(
      Effect.gen(function* () {
        assert.deepInclude(yield* answerOf(submit(march.id)), { _tag: "ChallengeNotFound" })
      })
    )
  ),

  "a key that no payout has is refused by name": example(
    inFebruary(
      Effect.gen(function* () {
        assert.deepInclude(yield* answerOf(giveUp(march.id, line, organiser)), { _tag: "ChallengeNotFound" })
        yield* posted(march)
        for (const act of [giveUp, reclaim, forfeit]) {
          assert.deepInclude(yield* answerOf(act(march.id, "prize:eve:main+0", organiser)), {
            _tag: "PayoutNotFound",
            key: "prize:eve:main+0"
          })
        }
        const attemptKey = "0".repeat(64)
        assert.deepInclude(yield* answerOf(report(march.id, { attemptKey, outcome: "Confirmed", evidence: webhook })), {
          _tag: "PayoutNotFound",
          key: attemptKey
        })
      })
    )
  ),

  "what came back after a correction is found, and paid again to whom it was owed": example(
    inFebruary(
      Effect.gen(function* () {
        yield* posted(march)
        yield* pay(march.id, "worker")
        const attemptKey = yield* attemptAt(march, "lin")
        const second = yield* correct(march.id, [entryOf("ada", { status: "Disqualified" })], organiser)
        yield* moveTo("2026-04-06T00:00:00Z")
        yield* approve(march.id, second.hash, approver)
        yield* post(march.id)
        yield* pay(march.id, "worker")
        yield* report(march.id, { attemptKey, outcome: "Returned", evidence: webhook })
        assert.strictEqual((yield* books(march)).owedTo("lin"), 2700n)
        yield* retry(march.id, "prize:lin:main+0")
        yield* pay(march.id, "worker")
        assert.strictEqual((yield* books(march)).owedTo("lin"), 0n)
        assert.isTrue((yield* books(march)).sound)
      })
    )
  ),

  "nothing leaves Held before its date (I26)": example(
    inFebruary(
      Effect.gen(function* () {
        yield* finished(march)
        const holds = { until: at("2026-04-10T00:00:00Z"), byRecipient: new Map([["ada", at("2026-05-01T00:00:00Z")]]) }
        const { hash } = yield* plan(march.id, organiser, { holds })
        assert.strictEqual((yield* plan(march.id, organiser, { holds })).hash, hash)
        assert.deepInclude(yield* answerOf(plan(march.id, organiser)), { _tag: "FactsUnchanged" })
        yield* moveTo("2026-04-04T00:00:00Z")
        yield* approve(march.id, hash, approver)
        yield* post(march.id)
        yield* pay(march.id, "worker")
        assert.deepStrictEqual(yield* standing(), ["Distributing", "ada Held", "bob Held", "lin Held"])
        yield* moveTo("2026-04-10T00:00:00Z")
        yield* pay(march.id, "worker")
        assert.deepStrictEqual(yield* standing(), ["Distributing", "ada Held", "bob Confirmed", "lin Confirmed"])
        yield* moveTo("2026-05-01T00:00:00Z")
        yield* pay(march.id, "worker")
        assert.deepStrictEqual(yield* standing(), ["Settled", "ada Confirmed", "bob Confirmed", "lin Confirmed"])
      })
    )
  )
})
