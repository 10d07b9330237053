import { Effect } from "effect"
import type { ChallengeId, PrincipalId } from "../shared/index.ts"
import { find } from "./advance.ts"
import { define } from "./define.ts"
import { instantOf, type Moment } from "./Moment.ts"
import { shiftTo } from "./shiftTo.ts"

/**
 * Drafts a challenge with the rules and prizes of another one, by whoever asks; never with its participants or its money.
 * With a new start all its dates move along by the calendar, as `shiftTo` says; without one they stay. The same again changes
 * nothing.
 */
export const duplicate = Effect.fn("Challenge.duplicate")(function* (
  challengeId: ChallengeId,
  newId: ChallengeId,
  by: PrincipalId,
  start?: Moment
) {
  const { definition } = yield* find(challengeId)
  const { zone, dayStartsAt } = definition
  return yield* define(
    start === undefined
      ? { ...definition, id: newId }
      : shiftTo(definition, newId, instantOf(start, zone, dayStartsAt)),
    by
  )
})
