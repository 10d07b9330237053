import { Effect } from "effect"
import { type Action, auditedApart, clock } from "../audit/index.ts"
import type { Instant } from "../shared/index.ts"
import type { Challenge } from "./Challenge.ts"
import { carryOutAt } from "./carryOutAt.ts"
import { currentBoard } from "./currentBoard.ts"
import { Entries } from "./Entries.ts"
import { finishAt } from "./finishAt.ts"
import { keepBoards } from "./keepBoards.ts"
import { Snapshots } from "./Snapshots.ts"
import { saveChange } from "./saveChange.ts"
import type { DueStep } from "./schedule.ts"

/**
 * Takes a step of the clock as of the instant at which it was due, whoever looks whenever: what is stored does not depend
 * on that. Whatever is recorded advances the challenge first, so nothing has changed since; only finishing waits to be
 * asked for, and what is recorded until then counts as far as it arrived in time.
 */
export const takeStep = Effect.fnUntraced(function* (challenge: Challenge, step: DueStep, now: Instant) {
  return yield* auditedApart(
    { action: actionOf[step.command], challengeId: challenge.id, by: clock },
    step.command === "KeepBoards" ? dayByDay(challenge, now) : taken(challenge, step)
  )
})

const actionOf = {
  Archive: "challenge.archive",
  Start: "challenge.start",
  KeepBoards: "challenge.keep-boards",
  Freeze: "challenge.freeze",
  Close: "challenge.close",
  Finish: "challenge.finish"
} as const satisfies Record<DueStep["command"], Action>

/** The boards of all days that are over, in one step. */
const dayByDay = Effect.fnUntraced(function* (challenge: Challenge, now: Instant) {
  if (challenge._tag !== "Running") return challenge
  // An event for each day: what is stored does not depend on how many days went by between two looks.
  const after = yield* keepBoards(challenge, now)
  if (after !== challenge) yield* saveChange(challenge, after)
  return after
})

const taken = Effect.fnUntraced(function* (challenge: Challenge, { command, due }: DueStep) {
  switch (command) {
    case "Archive":
      return yield* carryOutAt(challenge, { _tag: command }, due)
    case "Freeze": {
      const next = yield* carryOutAt(challenge, { _tag: command, by: challenge.organiser }, due)
      yield* (yield* Snapshots).save(challenge.id, "Frozen", yield* currentBoard(next, due))
      return next
    }
    case "Finish":
      return (yield* finishAt(challenge, due)).next
    default: {
      const entered = yield* (yield* Entries).countActive(challenge.id)
      return yield* carryOutAt(challenge, { _tag: command === "Start" ? command : "Close", entered }, due)
    }
  }
})
