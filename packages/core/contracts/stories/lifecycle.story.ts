import { assert } from "@effect/vitest"
import { Cause, Effect, Exit, Option } from "effect"
import { ActivityLog } from "../../src/activity/index.ts"
import {
  amend,
  define,
  Entries,
  type EntryRefusal,
  explain,
  find,
  finish,
  freeze,
  join,
  publish,
  record,
  review,
  revise,
  Snapshots,
  standings,
  unfreeze,
  withheld
} from "../../src/challenge/index.ts"
import { ParticipantId, PrincipalId, UserId, ZoneId } from "../../src/shared/index.ts"
import { contract } from "../Contract.ts"
import { answerOf, example } from "../worlds.ts"
import type { StoryPorts } from "./StoryPorts.ts"
import {
  approver,
  at,
  entryOf,
  finished,
  inFebruary,
  linesOf,
  moveTo,
  opened,
  organiser,
  storyDefinition,
  walked
} from "./world.ts"

const march = storyDefinition()

/** From the first draft to the frozen board. */
export const lifecycleStory = contract<StoryPorts>("Story of a challenge", {
  "a challenge runs from draft to final by its commands and the clock": example(
    inFebruary(
      Effect.gen(function* () {
        const board = yield* finished(march)
        assert.deepStrictEqual(yield* linesOf(march, "Public"), [
          "1 ada 15000",
          "2 lin 12000",
          "3 bob 9000",
          "4 eve 1000"
        ])
        const challenge = yield* find(march.id)
        assert.deepInclude(challenge, { _tag: "Final", standingsHash: board.standingsHash })
        assert.deepStrictEqual(yield* finish(march.id), board)
      })
    )
  ),

  "defining the same again changes nothing, other content under the id is refused": example(
    inFebruary(
      Effect.gen(function* () {
        yield* opened(march, ["ada", "lin"])
        const published = yield* find(march.id)
        assert.deepStrictEqual(yield* define(storyDefinition(), organiser), published)
        const other = yield* answerOf(define(storyDefinition({ name: "April steps" }), organiser))
        assert.deepInclude(other, { _tag: "ChallengeExists" })
        assert.deepInclude(yield* answerOf(define(march, approver)), { _tag: "ChallengeExists" })
      })
    )
  ),

  "a draft is revised by its organiser, as often as wanted; once published its rules are frozen": example(
    inFebruary(
      Effect.gen(function* () {
        const renamed = storyDefinition({ name: "March and more" })
        assert.deepInclude(yield* answerOf(revise(renamed, organiser)), { _tag: "ChallengeNotFound" })
        yield* define(march, organiser)
        const revised = yield* revise(renamed, organiser)
        assert.deepInclude(revised, { _tag: "Draft", version: 1, definition: renamed })
        assert.deepStrictEqual(yield* revise(renamed, organiser), revised)
        const unsound = { ...march, window: { start: march.window.end, end: march.window.start } }
        assert.deepInclude(yield* answerOf(revise(unsound, organiser)), { _tag: "InvalidDefinition" })
        yield* publish(march.id, organiser)
        const published = yield* find(march.id)
        assert.strictEqual(published.definition.name, "March and more")
        assert.deepInclude(yield* answerOf(revise(march, organiser)), {
          _tag: "ChallengeTransitionForbidden",
          command: "Revise"
        })
        assert.deepStrictEqual(yield* find(march.id), published)
      })
    )
  ),

  "an entry that was made in the future is refused, for the state of the challenge first": example(
    inFebruary(
      Effect.gen(function* () {
        yield* define(march, organiser)
        const future = entryOf("ada", { enteredAt: at("2026-02-02T00:00:00Z") })
        const refused = (reason: EntryRefusal) => [{ _tag: "EntryRefused" as const, reason }]
        assert.deepStrictEqual(yield* join(march.id, [future]), refused("ChallengeNotOpen"))
        yield* publish(march.id, organiser)
        assert.deepStrictEqual(yield* join(march.id, [future]), refused("EnteredInFuture"))
        yield* moveTo("2026-02-02T00:00:00Z")
        assert.deepStrictEqual(yield* join(march.id, [future]), [{ _tag: "Entered" }])
      })
    )
  ),

  "a step of the clock is taken with all that belongs to it, or not at all": example(
    inFebruary(
      Effect.gen(function* () {
        const frozen = storyDefinition({ freezeAt: "2026-03-25" })
        yield* opened(frozen, ["ada", "lin"])
        yield* moveTo("2026-03-28T00:00:00Z")
        const before = yield* find(frozen.id)
        const struck = Snapshots.of({ ...(yield* Snapshots), save: () => Effect.die("lightning") })
        const looked = yield* Effect.exit(standings(frozen.id, "Public").pipe(Effect.provideService(Snapshots, struck)))
        assert.isTrue(Exit.isFailure(looked))
        assert.deepStrictEqual(yield* find(frozen.id), before)
        yield* standings(frozen.id, "Public")
        assert.property(yield* find(frozen.id), "frozenAt")
      })
    )
  ),

  "a frozen board that is not kept is a defect, and never the moving board": example(
    inFebruary(
      Effect.gen(function* () {
        yield* opened(march, ["ada", "lin"])
        yield* moveTo("2026-03-10T00:00:00Z")
        yield* freeze(march.id, organiser)
        const forgetful = Snapshots.of({ ...(yield* Snapshots), find: () => Effect.succeed(Option.none()) })
        const looked = yield* Effect.exit(
          standings(march.id, "Public").pipe(Effect.provideService(Snapshots, forgetful))
        )
        assert.isTrue(Exit.isFailure(looked) && Cause.hasDies(looked.cause))
      })
    )
  ),

  "a score explains itself from the facts, with what was held back": example(
    inFebruary(
      Effect.gen(function* () {
        yield* opened(march, ["ada", "lin"])
        yield* moveTo("2026-03-10T00:00:00Z")
        yield* record(march.id, [
          walked("ada", 9, "2026-03-05T08:00:00Z"),
          walked("ada", 70_000, "2026-03-06T08:00:00Z")
        ])
        const { explanation, held: kept } = yield* explain(march.id, ParticipantId.make("ada"))
        assert.strictEqual(explanation.scored.score, 9)
        assert.deepStrictEqual(
          kept.map(({ outcome }) => outcome),
          [{ _tag: "Quarantined", limit: "perActivity" }]
        )
        const nobody = yield* answerOf(explain(march.id, ParticipantId.make("mallory")))
        assert.deepInclude(nobody, { _tag: "ParticipantNotFound" })
      })
    )
  ),

  "after any downtime every step of the clock is carried out, once": example(
    inFebruary(
      Effect.gen(function* () {
        yield* opened(march, ["ada", "lin"])
        yield* moveTo("2026-04-02T00:00:00Z")
        yield* standings(march.id, "Public")
        const closing = yield* find(march.id)
        assert.strictEqual(closing._tag, "Closing")
        yield* standings(march.id, "Public")
        assert.strictEqual((yield* find(march.id)).version, closing.version)
      })
    )
  ),

  "late activities are taken until the grace period ends, and later ones kept with the reason": example(
    inFebruary(
      Effect.gen(function* () {
        yield* opened(march, ["ada", "lin"])
        yield* moveTo("2026-04-02T12:00:00Z")
        const inGrace = {
          ...walked("ada", 500, "2026-03-31T10:00:00Z"),
          receivedAt: Date.parse("2026-04-02T12:00:00Z")
        }
        const tooLate = {
          ...walked("ada", 700, "2026-03-31T11:00:00Z"),
          receivedAt: Date.parse("2026-04-03T00:00:00Z")
        }
        const outcomes = yield* record(march.id, [inGrace, tooLate])
        assert.deepStrictEqual(outcomes, [{ _tag: "Accepted" }, { _tag: "Refused", reason: "Late" }])
        assert.deepStrictEqual(yield* linesOf(march, "Public"), ["1 ada 500"])
        assert.strictEqual((yield* (yield* ActivityLog).held(march.id)).length, 1)
      })
    )
  ),

  "below minimum it cancels": example(
    inFebruary(
      Effect.gen(function* () {
        yield* opened(march, ["ada"])
        yield* moveTo("2026-04-01T12:00:00Z")
        yield* standings(march.id, "Organiser")
        const ended = at("2026-03-31T22:00:00Z")
        assert.deepInclude(yield* find(march.id), { _tag: "Cancelled", cancelledAt: ended }, "as of when it was due")
      })
    )
  ),

  "the field never exceeds its maximum, and a repeated entry changes nothing": example(
    inFebruary(
      Effect.gen(function* () {
        const small = storyDefinition({ entries: { minimum: 2, maximum: 3 } })
        const outcomes = yield* opened(small, ["ada", "bob", "ada", "lin", "eve"])
        assert.deepStrictEqual(
          outcomes.map((outcome) => (outcome._tag === "EntryRefused" ? outcome.reason : outcome._tag)),
          ["Entered", "Entered", "AlreadyEntered", "Entered", "FieldFull"]
        )
        assert.strictEqual(yield* (yield* Entries).countActive(small.id), 3)
        const other = yield* join(small.id, [entryOf("ada", { fee: { payer: "mum", minorUnits: 2500n } })])
        assert.deepStrictEqual(other, [{ _tag: "EntryRefused", reason: "EntryConflict", field: "fee" }])
      })
    )
  ),

  "from the freeze on the public board stands still while the organisers' board moves on": example(
    inFebruary(
      Effect.gen(function* () {
        yield* opened(march, ["ada", "lin"])
        yield* moveTo("2026-03-10T00:00:00Z")
        yield* record(march.id, [walked("ada", 100, "2026-03-05T08:00:00Z")])
        yield* freeze(march.id, organiser)
        yield* record(march.id, [walked("lin", 200, "2026-03-06T08:00:00Z")])
        yield* freeze(march.id, organiser)
        assert.deepStrictEqual(yield* linesOf(march, "Public"), ["1 ada 100"])
        assert.deepStrictEqual(yield* linesOf(march, "Organiser"), ["1 lin 200", "2 ada 100"])
        yield* unfreeze(march.id, organiser)
        assert.deepStrictEqual(yield* linesOf(march, "Public"), ["1 lin 200", "2 ada 100"])
      })
    )
  ),

  "a declared freeze shows the board of that instant, however late anybody looks": example(
    inFebruary(
      Effect.gen(function* () {
        const frozen = storyDefinition({ freezeAt: "2026-03-25" })
        yield* opened(frozen, ["ada", "lin"])
        yield* moveTo("2026-03-20T00:00:00Z")
        yield* record(frozen.id, [walked("ada", 100, "2026-03-05T08:00:00Z")])
        yield* moveTo("2026-03-28T00:00:00Z")
        yield* record(frozen.id, [walked("lin", 200, "2026-03-27T08:00:00Z")])
        assert.deepInclude(yield* find(frozen.id), { frozenAt: at("2026-03-24T23:00:00Z") })
        assert.deepStrictEqual(yield* linesOf(frozen, "Public"), ["1 ada 100"])
        assert.deepStrictEqual(yield* linesOf(frozen, "Organiser"), ["1 lin 200", "2 ada 100"])
        yield* moveTo("2026-04-03T00:00:00Z")
        yield* finish(frozen.id)
        assert.deepStrictEqual(yield* linesOf(frozen, "Public"), ["1 lin 200", "2 ada 100"])
      })
    )
  ),

  "past a plausible limit an activity waits in quarantine until an organiser decides": example(
    inFebruary(
      Effect.gen(function* () {
        yield* opened(march, ["ada", "lin"])
        yield* moveTo("2026-03-10T00:00:00Z")
        const outcomes = yield* record(march.id, [
          walked("ada", 70_000, "2026-03-05T08:00:00Z"),
          walked("lin", 50_000, "2026-03-05T08:00:00Z"),
          walked("lin", 40_000, "2026-03-05T09:00:00Z")
        ])
        assert.deepStrictEqual(outcomes, [
          { _tag: "Quarantined", limit: "perActivity" },
          { _tag: "Accepted" },
          { _tag: "Quarantined", limit: "perDay" }
        ])
        assert.deepStrictEqual(
          (yield* withheld(march.id)).map(({ sourceKey }) => sourceKey),
          ["lin@2026-03-05T09:00:00Z"]
        )
        assert.deepStrictEqual(yield* linesOf(march, "Public"), ["1 lin 50000"])
        const key = (name: string, when: string) => ({ source: "watch", sourceKey: `${name}@${when}` })
        yield* review(march.id, key("ada", "2026-03-05T08:00:00Z"), "Released", organiser)
        yield* review(march.id, key("lin", "2026-03-05T09:00:00Z"), "Released", organiser)
        assert.deepStrictEqual(yield* linesOf(march, "Public"), ["1 lin 90000", "2 ada 70000"])
        yield* review(march.id, key("lin", "2026-03-05T08:00:00Z"), "Rejected", organiser)
        assert.deepStrictEqual(yield* linesOf(march, "Public"), ["1 ada 70000", "2 lin 40000"])
      })
    )
  ),

  "corrections, voids and repetitions leave the score of the final set of activities (I32)": example(
    inFebruary(
      Effect.gen(function* () {
        yield* opened(march, ["ada", "lin"])
        yield* moveTo("2026-03-10T00:00:00Z")
        const first = walked("ada", 100, "2026-03-05T08:00:00Z")
        const corrected = walked("ada", 300, "2026-03-05T08:00:00Z", { revision: 2 })
        const second = walked("ada", 50, "2026-03-06T08:00:00Z")
        const gone = walked("ada", 50, "2026-03-06T08:00:00Z", { revision: 1, void: true })
        const outcomes = yield* record(march.id, [first, first, corrected, second])
        assert.deepStrictEqual(
          outcomes.map(({ _tag }) => _tag),
          ["Accepted", "Duplicate", "Replaced", "Accepted"]
        )
        assert.deepStrictEqual(yield* linesOf(march, "Public"), ["1 ada 350"])
        assert.deepStrictEqual(
          (yield* record(march.id, [gone, second, first])).map(({ _tag }) => _tag),
          ["Voided", "Outdated", "Outdated"]
        )
        assert.deepStrictEqual(yield* linesOf(march, "Public"), ["1 ada 300"])
      })
    )
  ),

  "a row that cannot be counted never blocks the others": example(
    inFebruary(
      Effect.gen(function* () {
        yield* opened(march, ["ada", "lin"])
        yield* moveTo("2026-03-10T00:00:00Z")
        const outcomes = yield* record(march.id, [
          walked("mallory", 1, "2026-03-05T08:00:00Z"),
          walked("ada", 2, "2026-02-05T08:00:00Z"),
          walked("ada", 200_000, "2026-03-05T08:00:00Z"),
          walked("ada", 4, "2026-03-05T09:00:00Z"),
          { ...walked("ada", 5, "2026-03-09T23:59:00Z"), receivedAt: Date.parse("2026-03-09T20:00:00Z") }
        ])
        assert.deepStrictEqual(
          outcomes.map((outcome) => (outcome._tag === "Refused" ? outcome.reason : outcome._tag)),
          ["UnknownParticipant", "BeforeWindow", "OutOfRange", "Accepted", "Future"]
        )
        assert.deepStrictEqual(yield* linesOf(march, "Public"), ["1 ada 4"])
      })
    )
  ),

  "who withdraws or is disqualified leaves the ranking": example(
    inFebruary(
      Effect.gen(function* () {
        yield* opened(march, ["ada", "lin"])
        yield* moveTo("2026-03-10T00:00:00Z")
        yield* record(march.id, [walked("ada", 9, "2026-03-05T08:00:00Z"), walked("lin", 4, "2026-03-05T08:00:00Z")])
        yield* amend(march.id, entryOf("ada", { status: "Disqualified" }), organiser)
        assert.deepStrictEqual(yield* linesOf(march, "Public"), ["1 lin 4"])
      })
    )
  ),

  "days are taken in the participant's zone where the challenge says so": example(
    inFebruary(
      Effect.gen(function* () {
        const days = storyDefinition({
          dayZone: "participant",
          score: { _tag: "ActiveDays", metric: "steps", atLeast: 10 }
        })
        yield* opened(days, [])
        yield* join(days.id, [
          entryOf("ada", { zone: ZoneId.make("Pacific/Kiritimati") }),
          entryOf("lin", { zone: ZoneId.make("Europe/Berlin") })
        ])
        yield* moveTo("2026-03-10T00:00:00Z")
        // Midnight in Kiritimati (UTC+14) lies between the two walks, midnight in Berlin does not.
        for (const name of ["ada", "lin"]) {
          yield* record(days.id, [walked(name, 10, "2026-03-05T09:00:00Z"), walked(name, 10, "2026-03-05T11:00:00Z")])
        }
        assert.deepStrictEqual(yield* linesOf(days, "Public"), ["1 ada 2", "2 lin 1"])
      })
    )
  ),

  "what a stranger asks is refused and changes nothing": example(
    inFebruary(
      Effect.gen(function* () {
        yield* opened(march, ["ada", "lin"])
        const before = yield* find(march.id)
        const refused = yield* answerOf(freeze(march.id, PrincipalId.make("mallory")))
        assert.deepInclude(refused, { _tag: "ChallengeTransitionForbidden" })
        assert.deepStrictEqual(yield* find(march.id), before)
        assert.deepStrictEqual(yield* (yield* Entries).ofUsers(march.id, [UserId.make("mallory")]), [undefined])
      })
    )
  )
})
