import { assert, describe, it } from "@effect/vitest"
import {
  archiveDue,
  type Challenge,
  type ChallengeCommand,
  type ChallengeRefused,
  challengeAllows,
  decide,
  endOfDay,
  evolve,
  permit,
  permitDeposit,
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
  Revise: { _tag: "Revise", by: organiser, definition: definitionOf({ name: "Summer steps" }) },
  Archive: { _tag: "Archive" },
  Publish: { _tag: "Publish", by: organiser, rulesHash },
  Start: { _tag: "Start", entered: 2 },
  KeepBoards: { _tag: "KeepBoards", through: 20_513 },
  Freeze: { _tag: "Freeze", by: organiser },
  Unfreeze: { _tag: "Unfreeze", by: organiser },
  Close: { _tag: "Close", entered: 2 },
  Finish: { _tag: "Finish", standingsHash },
  Recur: { _tag: "Recur", through: schedule.end },
  EndSeries: { _tag: "EndSeries", by: organiser },
  Restate: { _tag: "Restate", by: organiser, standingsHash },
  ClosePool: { _tag: "ClosePool" },
  Settle: { _tag: "Settle" },
  Cancel: { _tag: "Cancel", by: organiser, reason: "rain" }
}

/**
 * The life of a challenge, restated: state, command, next state; `=` is so already and changes nothing; all else is
 * refused by name.
 */
const life = `
Draft Revise Draft | Draft Archive Draft | Draft Publish Published | Draft Cancel Cancelled
Published Start Running | Published Recur Published | Published EndSeries = | Published Cancel Cancelled
Running Start = | Running KeepBoards Running | Running Freeze Running | Running Unfreeze = | Running Close Closing | Running Cancel Cancelled
Running Recur Running | Running EndSeries = | Closing Recur Closing | Closing EndSeries = | Final Recur Final
Final EndSeries = | Settled Recur Settled | Settled EndSeries = | Draft EndSeries = | Cancelled EndSeries =
Closing Close = | Closing Freeze Closing | Closing Unfreeze = | Closing Finish Final | Closing Cancel Cancelled
Final Restate Final | Final ClosePool Final | Final Settle Settled | Final Cancel Cancelled
Settled Restate Settled | Settled ClosePool = | Settled Settle =
Cancelled Cancel =`
const table = new Map(
  life
    .split(/[|\n]/)
    .map((cell) => cell.trim().split(" "))
    .map(([state, command, next]) => [`${state} ${command}`, next])
)

/** An instant at which the clock refuses nothing of this command. */
const ripe = (command: ChallengeCommand): number =>
  command._tag === "Publish" ? schedule.start - 1 : schedule.graceEnds

const next = (challenge: Challenge, command: ChallengeCommand, now: number): Challenge =>
  evolve(challenge, Result.getOrThrow(decide(challenge, command, now)))

const refusal = (challenge: Challenge, command: ChallengeCommand, now: number) => {
  const decided = decide(challenge, command, now)
  return Result.isFailure(decided) ? decided.failure : assert.fail(`${command._tag} was not refused`)
}

/** As it is asked by who looked at a version that never was. */
const meantForOther = (command: ChallengeCommand): ChallengeCommand =>
  command._tag === "Revise" || command._tag === "Publish" ? { ...command, atVersion: 99 } : command

const byStranger = (command: ChallengeCommand): ChallengeCommand =>
  "by" in command ? { ...command, by: stranger } : command

describe("a challenge", () => {
  it("takes in each state exactly the commands of its life, and refuses every other one by name", () => {
    let pairs = 0
    for (const [state, challenge] of Object.entries(states)) {
      for (const [tag, command] of Object.entries(commands)) {
        pairs++
        const name = `${state} ${tag}`
        const expected = table.get(name)
        const decision = decide(challenge, command, ripe(command))
        if (expected === undefined) {
          const refused = refusal(challenge, command, ripe(command))
          assert.strictEqual(refused._tag, "ChallengeTransitionForbidden", name)
          if (refused._tag !== "ChallengeTransitionForbidden") continue
          assert.deepInclude({ ...refused }, { state, command: tag, allowed: challengeAllows(challenge._tag) })
          assert.include(refused.message, `is ${state} and does not take ${tag}`)
        } else if (expected === "=") {
          assert.strictEqual(Result.getOrThrow(decision)._tag, "NothingChanged", name)
          assert.strictEqual(next(challenge, command, ripe(command)), challenge)
        } else {
          const moved = next(challenge, command, ripe(command))
          assert.strictEqual(moved._tag, expected, name)
          assert.strictEqual(moved.version, challenge.version + 1)
        }
      }
    }
    assert.strictEqual(pairs, 7 * 15)
  })

  it("I15 answers a repetition with nothing changed, and only to who could have asked first", () => {
    const carriedOut: ReadonlyArray<readonly [Challenge, ChallengeCommand]> = [
      [states.Draft, commands.Revise],
      [states.Draft, commands.Archive],
      [states.Draft, commands.Publish],
      [states.Published, commands.Start],
      [states.Running, commands.KeepBoards],
      [states.Running, commands.Freeze],
      [next(states.Running, commands.Freeze, 5), commands.Unfreeze],
      [states.Running, commands.Close],
      [states.Closing, commands.Finish],
      [states.Final, commands.ClosePool],
      [states.Final, commands.Settle],
      [states.Final, commands.Cancel],
      [states.Running, commands.Cancel],
      [states.Final, commands.Restate],
      [states.Settled, commands.Restate]
    ]
    for (const [challenge, command] of carriedOut) {
      const after = next(challenge, command, ripe(command))
      assert.strictEqual(after.version, challenge.version + 1, command._tag)
      assert.strictEqual(next(after, command, ripe(command)), after, `${command._tag} again`)
      if ("by" in command) {
        const refused = refusal(after, byStranger(command), ripe(command))
        assert.include(["NotOrganiser", "ChallengeTransitionForbidden"], refused._tag, command._tag)
      }
    }
  })

  it("names the first reason of several, in the order in which they are declared", () => {
    const order: ReadonlyArray<ChallengeRefused["_tag"]> = [
      "ChallengeTransitionForbidden",
      "NotOrganiser",
      "ChallengeChanged",
      "WindowOver",
      "ChallengeNotDue"
    ]
    const due: Partial<Record<ChallengeCommand["_tag"], number>> = {
      Archive: archiveDue(states.Draft),
      Start: schedule.start,
      KeepBoards: endOfDay(definition, commands.KeepBoards.through),
      Close: schedule.end,
      Finish: schedule.graceEnds
    }
    const instants = [schedule.start, schedule.end, schedule.graceEnds].flatMap((instant) => [instant - 1, instant])
    const several = new Set<string>()
    for (const [state, challenge] of Object.entries(states)) {
      for (const command of Object.values(commands).flatMap((one) => [
        one,
        byStranger(one),
        meantForOther(one),
        meantForOther(byStranger(one))
      ])) {
        for (const now of instants) {
          const cell = table.get(`${state} ${command._tag}`)
          const isStrange = "by" in command && command.by === stranger
          const reasons: Readonly<Record<ChallengeRefused["_tag"], boolean>> = {
            ChallengeTransitionForbidden:
              cell === undefined ||
              (cell === "=" && isStrange && !challengeAllows(challenge._tag).includes(command._tag)),
            NotOrganiser: isStrange,
            ChallengeChanged: "atVersion" in command && command.atVersion !== challenge.version,
            WindowOver: command._tag === "Publish" && now >= schedule.end,
            ChallengeNotDue: now < (due[command._tag] ?? now)
          }
          const isRepetition = cell === "=" && !isStrange
          const found = isRepetition ? [] : order.filter((reason) => reasons[reason])
          if (found.length > 1) several.add(found.join(" before "))
          const decision = decide(challenge, command, now)
          const answer = Result.isFailure(decision) ? decision.failure._tag : undefined
          assert.strictEqual(answer, found[0], `${state} ${command._tag} at ${now}`)
        }
      }
    }
    assert.includeMembers(
      [...several],
      [
        "NotOrganiser before WindowOver",
        "NotOrganiser before ChallengeChanged before WindowOver",
        "ChallengeTransitionForbidden before NotOrganiser",
        "ChallengeTransitionForbidden before NotOrganiser before WindowOver",
        "ChallengeTransitionForbidden before ChallengeNotDue"
      ]
    )
  })

  it("is amended, reviewed, adjusted and paid into while its state allows, all but the last by its organiser alone", () => {
    const open = {
      Amend: ["Published", "Running", "Closing"],
      Review: ["Running", "Closing"],
      Adjust: ["Running", "Closing"]
    } as const
    for (const challenge of Object.values(states)) {
      for (const act of ["Amend", "Review", "Adjust"] as const) {
        const isOpen = open[act].some((state) => state === challenge._tag)
        const tagOf = (by: typeof organiser) => {
          const permitted = permit(challenge, act, by)
          return Result.isFailure(permitted) ? permitted.failure._tag : "permitted"
        }
        assert.strictEqual(tagOf(organiser), isOpen ? "permitted" : "ChallengeTransitionForbidden", challenge._tag)
        assert.strictEqual(tagOf(stranger), isOpen ? "NotOrganiser" : "ChallengeTransitionForbidden", challenge._tag)
      }
      const inEuro = { ...challenge, definition: definitionOf({ currency: "EUR" }) }
      const deposited = permitDeposit(inEuro)
      const isClosed = challenge._tag === "Draft" || challenge._tag === "Settled" || challenge._tag === "Cancelled"
      assert.strictEqual(
        Result.isFailure(deposited) ? deposited.failure.reason : "",
        isClosed ? `it is ${challenge._tag}` : ""
      )
      const inNothing = permitDeposit(challenge)
      assert.strictEqual(Result.isFailure(inNothing) ? inNothing.failure.reason : "", "it has no currency")
    }
  })

  it("I4 takes no deposit and cannot be cancelled once its pool has been given away, and goes on all the same", () => {
    const closed = next({ ...states.Final, definition: definitionOf({ currency: "EUR" }) }, commands.ClosePool, 5)
    assert.deepInclude(closed, { _tag: "Final", poolClosedAt: 5, standingsHash: states.Final.standingsHash })
    const deposited = permitDeposit(closed)
    assert.strictEqual(Result.isFailure(deposited) ? deposited.failure.reason : "", "its pool has been given away")
    const refused = refusal(closed, commands.Cancel, 6)
    assert.deepInclude(
      { ...refused },
      { _tag: "ChallengeTransitionForbidden", allowed: ["Restate", "Settle", "Recur", "EndSeries"] }
    )
    assert.deepInclude(next(closed, commands.Restate, 6), { poolClosedAt: 5, standingsHash })
    assert.strictEqual(next(closed, commands.Settle, 6)._tag, "Settled")
  })

  it("is moved on by its organiser alone", () => {
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

  it("is revised and published by who looked at the version that is there, where they say which; again is no change", () => {
    const draft = { ...states.Draft, version: 3 }
    for (const command of [commands.Revise, commands.Publish]) {
      const refused = refusal(draft, { ...command, atVersion: 2 }, ripe(command))
      assert.deepInclude({ ...refused }, { _tag: "ChallengeChanged", atVersion: 2, actual: 3 })
      assert.include(refused.message, "is at version 3, and version 2 was meant")
      assert.strictEqual(next(draft, { ...command, atVersion: 3 }, ripe(command)).version, 4)
    }
    const revised = next(draft, commands.Revise, 5)
    assert.strictEqual(next(revised, { ...commands.Revise, atVersion: 3 }, 6), revised)
    // Which rules whoever published it before had looked at, nobody knows.
    const again = refusal(next(draft, commands.Publish, 5), { ...commands.Publish, atVersion: 3 }, 6)
    assert.strictEqual(again._tag, "ChallengeTransitionForbidden")
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
    assert.strictEqual(next(states.Draft, commands.Revise, 0).definition.name, "Summer steps")
  })
})
