import { assert } from "@effect/vitest"
import { Effect } from "effect"
import fc from "fast-check"
import {
  AdjustmentId,
  adjust,
  boardAt,
  drift,
  explain,
  finish,
  project,
  record,
  reverseAdjustment,
  standings
} from "../../src/challenge/index.ts"
import { maxMagnitude, ParticipantId, PrincipalId, Rational } from "../../src/shared/index.ts"
import { contract } from "../Contract.ts"
import { answerOf, example, law } from "../worlds.ts"
import type { StoryPorts } from "./StoryPorts.ts"
import { inFebruary, moveTo, opened, organiser, storyDefinition, walked } from "./world.ts"

const march = storyDefinition()
const { id } = march
const ada = ParticipantId.make("ada")
const mallory = PrincipalId.make("mallory")
const noon = "2026-03-05T12:00:00Z"

const wanted = (name: string, amount: number, reason = "missed a checkpoint") => ({
  id: AdjustmentId.make(name),
  participantId: ada,
  amount,
  reason
})

/** What of the standings an adjustment may change, and what it may not. */
const standingOf = (who: string) =>
  Effect.map(standings(id, "Organiser"), ({ overall }) => {
    const ranked = overall.ranked.find(({ standing }) => standing.participantId === who)
    const unranked = overall.unranked.find(({ participantId }) => participantId === who)
    return ranked === undefined
      ? { status: unranked?.status }
      : { rank: ranked.rank, score: ranked.standing.score, tieBreak: ranked.standing.tieBreak }
  })

const running = Effect.gen(function* () {
  yield* opened(march, ["ada", "bob"])
  yield* moveTo("2026-03-10T00:00:00Z")
  yield* record(id, [walked("ada", 9_000, noon), walked("bob", 8_000, noon)])
})

/** Activities and adjustments of one participant, to be brought in any order. */
const acts = fc.shuffledSubarray(
  [
    { walks: 5_000 },
    { walks: 7_000 },
    { walks: 300, revision: 1 },
    { adjusts: -250 },
    { adjusts: 1_000 },
    { adjusts: 40, isTakenBack: true }
  ],
  { minLength: 6 }
)

/** Scores that are adjusted by organisers. */
export const adjustmentsStory = contract<StoryPorts>("Story of the adjustments", {
  "an adjustment is added to what the rule gives, whatever becomes of the activities, until it is taken back": example(
    inFebruary(
      Effect.gen(function* () {
        yield* running
        const before = yield* standingOf("ada")
        assert.deepInclude(before, { rank: 1, score: 9_000 })
        const { isNew } = yield* adjust(id, wanted("late", -2_000), organiser)
        assert.isTrue(isNew)
        assert.deepInclude(yield* standingOf("ada"), { rank: 2, score: 7_000 })
        yield* record(id, [walked("ada", 12_000, noon, { revision: 1 })])
        assert.deepInclude(yield* standingOf("ada"), { rank: 1, score: 10_000 })
        yield* record(id, [walked("ada", 9_000, noon, { revision: 2 })])
        yield* reverseAdjustment(id, AdjustmentId.make("late"), "she was there", organiser)
        assert.deepStrictEqual(yield* standingOf("ada"), before)
        assert.deepStrictEqual((yield* drift(id)).users, [])
      })
    )
  ),
  "the same again changes nothing, also once it is final; other content is a conflict, and who is not there is told so":
    example(
      inFebruary(
        Effect.gen(function* () {
          yield* running
          const { adjustment } = yield* adjust(id, wanted("late", -2_000), organiser)
          assert.deepStrictEqual(yield* adjust(id, wanted("late", -2_000), organiser), { adjustment, isNew: false })
          assert.deepInclude(yield* answerOf(adjust(id, wanted("late", -1), organiser)), {
            _tag: "AdjustmentConflict",
            field: "amount"
          })
          const nobody = { ...wanted("other", 1), participantId: ParticipantId.make("nobody") }
          assert.deepInclude(yield* answerOf(adjust(id, nobody, organiser)), { _tag: "ParticipantNotFound" })
          const unknown = reverseAdjustment(id, AdjustmentId.make("other"), "why not", organiser)
          assert.deepInclude(yield* answerOf(unknown), { _tag: "AdjustmentNotFound" })
          yield* moveTo("2026-04-03T00:00:00Z")
          yield* finish(id)
          assert.deepStrictEqual(yield* adjust(id, wanted("late", -2_000), organiser), { adjustment, isNew: false })
          const forbidden = { _tag: "ChallengeTransitionForbidden", state: "Final", command: "Adjust" }
          assert.deepInclude(yield* answerOf(adjust(id, wanted("later", 1), organiser)), forbidden)
          const back = (by: PrincipalId) => reverseAdjustment(id, AdjustmentId.make("late"), "she was there", by)
          assert.deepInclude(yield* answerOf(back(organiser)), forbidden)
          assert.deepInclude(yield* answerOf(back(mallory)), { _tag: "NotOrganiser" })
          assert.deepInclude(yield* standingOf("ada"), { rank: 2, score: 7_000 })
        })
      )
    ),
  "an entry is adjusted neither before the window opens nor by a stranger, and late while late data is taken": example(
    inFebruary(
      Effect.gen(function* () {
        yield* opened(march, ["ada", "bob"])
        const early = yield* answerOf(adjust(id, wanted("early", 1), organiser))
        assert.deepInclude(early, { _tag: "ChallengeTransitionForbidden", state: "Published" })
        yield* moveTo("2026-04-01T12:00:00Z")
        assert.deepInclude(yield* answerOf(adjust(id, wanted("late", 1), mallory)), { _tag: "NotOrganiser" })
        assert.isTrue((yield* adjust(id, wanted("late", 1), organiser)).isNew)
      })
    )
  ),
  "who has no score has none by an adjustment, which is added as soon as there is one": example(
    inFebruary(
      Effect.gen(function* () {
        yield* opened(march, ["ada", "bob"])
        yield* moveTo("2026-03-10T00:00:00Z")
        yield* adjust(id, wanted("bonus", 500), organiser)
        assert.deepStrictEqual(yield* standingOf("ada"), { status: "Missing" })
        assert.deepStrictEqual((yield* explain(id, ada)).explanation.contributions, [])
        yield* record(id, [walked("ada", 1, noon)])
        assert.deepInclude(yield* standingOf("ada"), { rank: 1, score: 501 })
      })
    )
  ),
  "an explanation shows each adjustment as a part, and the parts sum to the score": example(
    inFebruary(
      Effect.gen(function* () {
        yield* running
        yield* adjust(id, wanted("late", -2_000), organiser)
        yield* adjust(id, wanted("bonus", 500, "helped others"), organiser)
        yield* adjust(id, wanted("mistaken", 7), organiser)
        yield* reverseAdjustment(id, AdjustmentId.make("mistaken"), "a slip", organiser)
        const { scored, contributions } = (yield* explain(id, ada)).explanation
        assert.strictEqual(scored.score, 7_500)
        const parts = contributions.flatMap((part) =>
          part._tag === "Adjustment" ? [`${part.adjustment}: ${part.reason}`] : []
        )
        assert.deepStrictEqual(parts.toSorted(), ["bonus: helped others", "late: missed a checkpoint"])
        const sum = Rational.sum(contributions.map(({ gave }) => gave))
        assert.strictEqual(Rational.formatRational(sum), "7500")
      })
    )
  ),
  "a board of an instant has what had been adjusted by then": example(
    inFebruary(
      Effect.gen(function* () {
        yield* running
        yield* moveTo("2026-03-11T00:00:00Z")
        yield* adjust(id, wanted("late", -2_000), organiser)
        yield* moveTo("2026-03-12T00:00:00Z")
        yield* reverseAdjustment(id, AdjustmentId.make("late"), "she was there", organiser)
        const scoreAt = (at: string) =>
          Effect.map(
            boardAt(id, Date.parse(at)),
            ({ overall }) => overall.ranked.find(({ standing }) => standing.participantId === ada)?.standing.score
          )
        assert.strictEqual(yield* scoreAt("2026-03-10T12:00:00Z"), 9_000)
        assert.strictEqual(yield* scoreAt("2026-03-11T12:00:00Z"), 7_000)
        assert.strictEqual(yield* scoreAt("2026-03-12T12:00:00Z"), 9_000)
      })
    )
  ),
  "what is beyond the bounds of a score saturates, and comes back when it is taken back": example(
    inFebruary(
      Effect.gen(function* () {
        yield* running
        yield* adjust(id, wanted("much", maxMagnitude), organiser)
        yield* adjust(id, wanted("more", maxMagnitude), organiser)
        assert.deepInclude(yield* standingOf("ada"), { score: maxMagnitude })
        for (const one of ["much", "more"]) yield* reverseAdjustment(id, AdjustmentId.make(one), "a slip", organiser)
        assert.deepInclude(yield* standingOf("ada"), { score: 9_000 })
      })
    )
  ),
  "whatever the order of activities and adjustments, the score is the same": law(acts, (order) =>
    inFebruary(
      Effect.gen(function* () {
        yield* opened(march, ["ada", "bob"])
        yield* moveTo("2026-03-10T00:00:00Z")
        for (const act of order) {
          if (act.walks !== undefined) {
            const day = act.walks === 7_000 ? "2026-03-06T12:00:00Z" : noon
            yield* record(id, [walked("ada", act.walks, day, { revision: act.revision ?? 0 })])
            continue
          }
          const one = wanted(`by${act.adjusts}`, act.adjusts ?? 0)
          yield* adjust(id, one, organiser)
          if (act.isTakenBack === true) yield* reverseAdjustment(id, one.id, "a slip", organiser)
        }
        yield* project(id)
        assert.deepInclude(yield* standingOf("ada"), { score: 300 + 7_000 - 250 + 1_000 })
        assert.deepStrictEqual((yield* drift(id)).users, [])
      })
    )
  )
})
