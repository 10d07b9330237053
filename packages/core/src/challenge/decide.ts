import { Result } from "effect"
import type { Instant, PrincipalId } from "../shared/index.ts"
import type { Challenge } from "./Challenge.ts"
import { allowedIn, type ChallengeCommand, challengeTransitions } from "./commands.ts"
import { ChallengeNotDue, ChallengeTransitionForbidden, NotOrganiser, WindowOver } from "./errors.ts"
import type { ChallengeEvent } from "./events.ts"
import { scheduleOf } from "./schedule.ts"

/** Why a command is refused, in the order in which it is checked. */
export type ChallengeRefused = ChallengeTransitionForbidden | NotOrganiser | WindowOver | ChallengeNotDue

/**
 * Decides a command on a challenge: the event that follows, or the refusal. Pure; `now` is an argument.
 *
 * **Details**: a field below the minimum is decided as a cancellation by the first step of the clock after entries have
 * closed: at `Start` when they close before the window opens, else at `Close`.
 */
export const decide = (
  challenge: Challenge,
  command: ChallengeCommand,
  now: Instant
): Result.Result<ChallengeEvent, ChallengeRefused> => {
  if (!(command._tag in challengeTransitions[challenge._tag])) return Result.fail(forbidden(challenge, command))
  const schedule = scheduleOf(challenge.definition)
  switch (command._tag) {
    case "Revise":
      return byOrganiser(challenge, command.by, { _tag: "DefinitionRevised", definition: command.definition })
    case "Publish":
      if (now >= schedule.end) return Result.fail(new WindowOver({ challengeId: challenge.id, ended: schedule.end }))
      return byOrganiser(challenge, command.by, { _tag: "ChallengePublished", at: now, rulesHash: command.rulesHash })
    case "Start":
      return whenDue(challenge, command, schedule.start, now, () =>
        schedule.entriesClose <= schedule.start && tooFew(challenge, command.entered)
          ? cancelledBelowMinimum(challenge, command.entered, now)
          : { _tag: "ChallengeStarted" }
      )
    case "Freeze":
      return byOrganiser(challenge, command.by, { _tag: "BoardFrozen", at: now })
    case "Unfreeze":
      return byOrganiser(challenge, command.by, { _tag: "BoardUnfrozen", at: now })
    case "Close":
      return whenDue(challenge, command, schedule.end, now, () =>
        tooFew(challenge, command.entered)
          ? cancelledBelowMinimum(challenge, command.entered, now)
          : { _tag: "ChallengeClosed" }
      )
    case "Finish":
      return whenDue(challenge, command, schedule.graceEnds, now, () => ({
        _tag: "ChallengeFinished",
        at: now,
        standingsHash: command.standingsHash
      }))
    case "Restate":
      return byOrganiser(challenge, command.by, { _tag: "StandingsRestated", standingsHash: command.standingsHash })
    case "Settle":
      return Result.succeed({ _tag: "ChallengeSettled", at: now })
    case "Cancel":
      return byOrganiser(challenge, command.by, { _tag: "ChallengeCancelled", at: now, reason: command.reason })
  }
}

const forbidden = (challenge: Challenge, command: ChallengeCommand) =>
  new ChallengeTransitionForbidden({
    challengeId: challenge.id,
    state: challenge._tag,
    command: command._tag,
    allowed: allowedIn(challenge._tag)
  })

const byOrganiser = (challenge: Challenge, by: PrincipalId, event: ChallengeEvent) =>
  by === challenge.organiser ? Result.succeed(event) : Result.fail(new NotOrganiser({ challengeId: challenge.id, by }))

const whenDue = (
  challenge: Challenge,
  command: ChallengeCommand,
  due: Instant,
  now: Instant,
  event: () => ChallengeEvent
): Result.Result<ChallengeEvent, ChallengeNotDue> =>
  now >= due
    ? Result.succeed(event())
    : Result.fail(new ChallengeNotDue({ challengeId: challenge.id, command: command._tag, due }))

const tooFew = (challenge: Challenge, entered: number): boolean => entered < challenge.definition.entries.minimum

const cancelledBelowMinimum = (challenge: Challenge, entered: number, now: Instant): ChallengeEvent => ({
  _tag: "ChallengeCancelled",
  at: now,
  reason: `${entered} of at least ${challenge.definition.entries.minimum} participants had entered when entries closed`
})
