import { assert, describe, it } from "@effect/vitest"
import {
  allowedIn,
  alreadySo,
  type Challenge,
  type ChallengeCommand,
  challengeTransitions,
  decide,
  evolve,
  scheduleOf
} from "@laurel/core/challenge"
import { Result } from "effect"
import { definitionOf, inEveryState, organiser, stranger } from "./definitions.ts"

const definition = definitionOf()
const states = inEveryState(definition)
const schedule = scheduleOf(definition)
const rulesHash = "1".repeat(64)
const standingsHash = "2".repeat(64)

const commands: { readonly [Tag in ChallengeCommand["_tag"]]: Extract<ChallengeCommand, { readonly _tag: Tag }> } = {
  Revise: { _tag: "Revise", by: organiser, definition },
  Publish: { _tag: "Publish", by: organiser, rulesHash },
  Start: { _tag: "Start", entered: 2 },
  Freeze: { _tag: "Freeze", by: organiser },
  Unfreeze: { _tag: "Unfreeze", by: organiser },
  Close: { _tag: "Close", entered: 2 },
  Finish: { _tag: "Finish", standingsHash },
  Restate: { _tag: "Restate", by: organiser, standingsHash },
  Settle: { _tag: "Settle" },
  Cancel: { _tag: "Cancel", by: organiser, reason: "rain" }
}

/** An instant at which the clock refuses nothing of this command. */
const ripe = (command: ChallengeCommand): number =>
  command._tag === "Publish" ? schedule.start - 1 : schedule.graceEnds

const next = (challenge: Challenge, command: ChallengeCommand, now: number): Challenge =>
  evolve(challenge, Result.getOrThrow(decide(challenge, command, now)))

const refusal = (challenge: Challenge, command: ChallengeCommand, now: number) => {
  const decided = decide(challenge, command, now)
  return Result.isFailure(decided) ? decided.failure : assert.fail(`${command._tag} was not refused`)
}

describe("a challenge", () => {
  for (const [state, challenge] of Object.entries(states)) {
    for (const [tag, command] of Object.entries(commands)) {
      const target = Object.entries(challengeTransitions[challenge._tag]).find(([name]) => name === tag)?.[1]
      it(`${state} ${target === undefined ? "refuses" : "takes"} ${tag}`, () => {
        if (target === undefined) {
          const refused = refusal(challenge, command, ripe(command))
          assert.strictEqual(refused._tag, "ChallengeTransitionForbidden")
          if (refused._tag !== "ChallengeTransitionForbidden") return
          assert.deepStrictEqual(refused.allowed, allowedIn(challenge._tag))
          assert.include(refused.message, `is ${state} and does not take ${tag}`)
        } else {
          const moved = next(challenge, command, ripe(command))
          assert.strictEqual(moved._tag, target)
          assert.strictEqual(moved.version, challenge.version + 1)
        }
      })
    }
  }

  it("takes a command that has been carried out as a repetition", () => {
    const carriedOut: ReadonlyArray<readonly [Challenge, ChallengeCommand]> = [
      [states.Draft, commands.Publish],
      [states.Published, commands.Start],
      [states.Running, commands.Freeze],
      [states.Running, commands.Close],
      [states.Closing, commands.Finish],
      [states.Final, commands.Settle],
      [states.Running, commands.Cancel],
      [states.Settled, commands.Restate]
    ]
    for (const [challenge, command] of carriedOut) {
      assert.isFalse(alreadySo(challenge, command), `${command._tag} before`)
      assert.isTrue(alreadySo(next(challenge, command, ripe(command)), command), `${command._tag} after`)
    }
    assert.isTrue(alreadySo(states.Running, commands.Unfreeze))
    assert.isFalse(alreadySo(next(states.Running, commands.Freeze, 5), commands.Unfreeze))
    assert.isFalse(alreadySo(states.Draft, commands.Revise))
  })

  it("is moved on by its organiser alone", () => {
    const byStranger = (command: ChallengeCommand): ChallengeCommand =>
      "by" in command ? { ...command, by: stranger } : command
    const cases: ReadonlyArray<readonly [Challenge, ChallengeCommand]> = [
      [states.Draft, commands.Revise],
      [states.Draft, commands.Publish],
      [states.Running, commands.Freeze],
      [states.Running, commands.Unfreeze],
      [states.Final, commands.Restate],
      [states.Published, commands.Cancel]
    ]
    for (const [challenge, command] of cases) {
      const refused = refusal(challenge, byStranger(command), ripe(command))
      assert.strictEqual(refused._tag, "NotOrganiser", command._tag)
      assert.include(refused.message, "mallory is not the organiser")
    }
  })

  it("takes a step of the clock when it is due and not a millisecond before", () => {
    const steps = [
      [states.Published, commands.Start, schedule.start],
      [states.Running, commands.Close, schedule.end],
      [states.Closing, commands.Finish, schedule.graceEnds]
    ] as const
    for (const [challenge, command, due] of steps) {
      const early = refusal(challenge, command, due - 1)
      assert.strictEqual(early._tag, "ChallengeNotDue")
      assert.include(early.message, new Date(due).toISOString())
      assert.isTrue(Result.isSuccess(decide(challenge, command, due)))
    }
  })

  it("cannot be published once its window is over", () => {
    assert.strictEqual(refusal(states.Draft, commands.Publish, schedule.end)._tag, "WindowOver")
    assert.strictEqual(next(states.Draft, commands.Publish, schedule.end - 1)._tag, "Published")
  })

  it("below minimum it cancels, when entries have closed: at the start, or at the end of the window", () => {
    const closesEarly = inEveryState(definitionOf({ entries: { minimum: 2, closes: "2026-02-28" } }))
    const alone = { entered: 1 }
    assert.strictEqual(next(closesEarly.Published, { ...commands.Start, ...alone }, schedule.start)._tag, "Cancelled")
    assert.strictEqual(next(states.Published, { ...commands.Start, ...alone }, schedule.start)._tag, "Running")
    const cancelled = next(states.Running, { ...commands.Close, ...alone }, schedule.end)
    assert.strictEqual(cancelled._tag, "Cancelled")
    if (cancelled._tag === "Cancelled") assert.include(cancelled.reason, "1 of at least 2 participants")
    assert.strictEqual(next(states.Running, { ...commands.Close, entered: 2 }, schedule.end)._tag, "Closing")
  })

  it("keeps when its board was frozen through the close, and when it moved on", () => {
    const frozen = next(states.Running, commands.Freeze, 7)
    const closing = next(frozen, commands.Close, schedule.end)
    assert.deepInclude(closing, { _tag: "Closing", frozenAt: 7 })
    const moving = next(closing, commands.Unfreeze, 9)
    assert.deepInclude(moving, { _tag: "Closing", thawedAt: 9 })
    assert.notProperty(moving, "frozenAt")
  })

  it("holds what each event brought", () => {
    assert.deepInclude(next(states.Draft, commands.Publish, 1), { rulesHash, publishedAt: 1 })
    assert.deepInclude(next(states.Closing, commands.Finish, schedule.graceEnds), {
      standingsHash,
      finalAt: schedule.graceEnds
    })
    assert.deepInclude(next(states.Final, commands.Settle, 3), { settledAt: 3, finalAt: 0 })
    assert.deepInclude(next(states.Settled, commands.Restate, 3), { standingsHash, settledAt: 0 })
    assert.deepInclude(next(states.Published, commands.Cancel, 4), { cancelledAt: 4, reason: "rain" })
    const revised = definitionOf({ name: "Summer steps" })
    assert.strictEqual(
      next(states.Draft, { ...commands.Revise, definition: revised }, 0).definition.name,
      "Summer steps"
    )
  })
})
