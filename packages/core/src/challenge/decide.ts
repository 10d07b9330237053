import { Result } from "effect"
import type { Instant } from "../shared/index.ts"
import type { Challenge } from "./Challenge.ts"
import {
  ChallengeChanged,
  ChallengeNotDue,
  type ChallengeTransitionForbidden,
  type NotOrganiser,
  WindowOver
} from "./errors.ts"
import { type ChallengeEvent, nothingChanged } from "./events.ts"
import { isReplay } from "./isReplay.ts"
import { forbidden, stranger } from "./permit.ts"
import { archiveDue, endOfDay, scheduleOf } from "./schedule.ts"
import { nextOccurrence } from "./series.ts"
import type { ChallengeCommand } from "./transitions.ts"

/** Why a command is refused, in the order in which it is checked. */
export type ChallengeRefused =
  | ChallengeTransitionForbidden
  | NotOrganiser
  | ChallengeChanged
  | WindowOver
  | ChallengeNotDue

/**
 * Decides a command on a challenge: the event that follows, or the refusal. Pure; `now` is an argument. A command that its
 * organiser, or the clock, had carried out before is answered with `NothingChanged`, before anything else is checked.
 *
 * **Details**: a field below the minimum is decided as a cancellation by the first step of the clock after entries have
 * closed: at `Start` when they close before the window opens, else at `Close`. Who withdrew or was disqualified is not of the
 * field.
 */
export const decide = (
  challenge: Challenge,
  command: ChallengeCommand,
  now: Instant
): Result.Result<ChallengeEvent, ChallengeRefused> => {
  if (isReplay(challenge, command)) return Result.succeed(nothingChanged)
  const refusal = refusalOf(challenge, command, now)
  return refusal === undefined ? Result.succeed(eventOf(challenge, command, now)) : Result.fail(refusal)
}

const refusalOf = (challenge: Challenge, command: ChallengeCommand, now: Instant): ChallengeRefused | undefined =>
  forbidden(challenge, command._tag) ??
  ("by" in command ? stranger(challenge, command.by) : undefined) ??
  changed(challenge, command) ??
  untimely(challenge, command, now)

/** What is meant for a version that is no longer there. */
const changed = ({ id, version }: Challenge, command: ChallengeCommand) =>
  "atVersion" in command && command.atVersion !== undefined && command.atVersion !== version
    ? new ChallengeChanged({ challengeId: id, atVersion: command.atVersion, actual: version })
    : undefined

/** What comes too late or too early. */
const untimely = (challenge: Challenge, command: ChallengeCommand, now: Instant) => {
  const { end } = scheduleOf(challenge.definition)
  const { _tag } = command
  if (_tag === "Publish") return now < end ? undefined : new WindowOver({ challengeId: challenge.id, ended: end })
  const due = dueOf(challenge, command)
  return due === undefined || now >= due
    ? undefined
    : new ChallengeNotDue({ challengeId: challenge.id, command: _tag, due })
}

/** From when on the clock allows a step; nothing for what does not wait for it. */
const dueOf = (challenge: Challenge, command: ChallengeCommand): Instant | undefined => {
  const { start, end, graceEnds } = scheduleOf(challenge.definition)
  switch (command._tag) {
    case "Archive":
      return challenge._tag === "Draft" ? archiveDue(challenge) : undefined
    case "Start":
      return start
    case "KeepBoards":
      return endOfDay(challenge.definition, command.through)
    case "Close":
      return end
    case "Finish":
      return graceEnds
    case "Recur":
      return nextOccurrence(challenge)?.due
    default:
      return undefined
  }
}

const eventOf = (challenge: Challenge, command: ChallengeCommand, at: Instant): ChallengeEvent => {
  const { start, entriesClose } = scheduleOf(challenge.definition)
  switch (command._tag) {
    case "Revise":
      return { _tag: "DefinitionRevised", at, definition: command.definition }
    case "Archive":
      return { _tag: "DraftArchived", at }
    case "Publish":
      return { _tag: "ChallengePublished", at, rulesHash: command.rulesHash }
    case "Start":
      return entriesClose <= start && tooFew(challenge, command.entered)
        ? cancelledBelowMinimum(challenge, command.entered, at)
        : { _tag: "ChallengeStarted" }
    case "KeepBoards":
      return { _tag: "BoardsKept", through: command.through }
    case "Freeze":
      return { _tag: "BoardFrozen", at }
    case "Unfreeze":
      return { _tag: "BoardUnfrozen", at }
    case "Close":
      return tooFew(challenge, command.entered)
        ? cancelledBelowMinimum(challenge, command.entered, at)
        : { _tag: "ChallengeClosed" }
    case "Finish":
      return { _tag: "ChallengeFinished", at, standingsHash: command.standingsHash }
    case "Restate":
      return { _tag: "StandingsRestated", standingsHash: command.standingsHash }
    case "ClosePool":
      return { _tag: "PoolClosed", at }
    case "Settle":
      return { _tag: "ChallengeSettled", at }
    case "Recur":
      return { _tag: "SeriesMoved", through: command.through }
    case "EndSeries":
      return { _tag: "SeriesEnded", at }
    case "Cancel":
      return { _tag: "ChallengeCancelled", at, reason: command.reason }
  }
}

const tooFew = (challenge: Challenge, entered: number): boolean => entered < challenge.definition.entries.minimum

const cancelledBelowMinimum = (challenge: Challenge, entered: number, at: Instant): ChallengeEvent => ({
  _tag: "ChallengeCancelled",
  at,
  reason: `${entered} of at least ${challenge.definition.entries.minimum} participants were in the field when entries had closed`
})
