import { Clock, Effect, Option, Result } from "effect"
import { audited, noteChange } from "../audit/index.ts"
import type { ChallengeId, PrincipalId } from "../shared/index.ts"
import { type Adjustment, differingAdjustmentField } from "./Adjustment.ts"
import { type AdjustmentKept, Adjustments } from "./Adjustments.ts"
import { advance } from "./advance.ts"
import { Entries } from "./Entries.ts"
import { AdjustmentConflict, ParticipantNotFound } from "./errors.ts"
import { glanceAtAdjustment } from "./glance.ts"
import { Outbox } from "./Outbox.ts"
import { onlyOrganiser, permit } from "./permit.ts"

/** An adjustment as it is asked for. */
export type AdjustmentWanted = Pick<Adjustment, "id" | "participantId" | "amount" | "reason">

/**
 * Adds to the score of a participant, or takes from it, for a reason that the participant reads: whatever the rule makes of the activities,
 * now and later, this is added to it (ADR 0055). Until the standings are final. The same again changes nothing, also once they are.
 */
export const adjust = Effect.fn("Challenge.adjust")(function* (
  challengeId: ChallengeId,
  wanted: AdjustmentWanted,
  by: PrincipalId
) {
  return yield* audited(
    { action: "challenge.adjust", challengeId, by },
    Effect.gen(function* () {
      const challenge = yield* Effect.fromResult(onlyOrganiser(yield* advance(challengeId), by))
      const adjustments = yield* Adjustments
      const known = yield* adjustments.find(challengeId, wanted.id)
      if (Option.isSome(known)) return yield* Effect.fromResult(again(challengeId, known.value, wanted))
      yield* Effect.fromResult(permit(challenge, "Adjust", by))
      const { participantId } = wanted
      const entry = Option.getOrUndefined(yield* (yield* Entries).find(challengeId, participantId))
      if (entry === undefined) return yield* new ParticipantNotFound({ challengeId, participantId })
      const at = yield* Clock.currentTimeMillis
      const kept = yield* adjustments.add(challengeId, { ...wanted, by, at })
      yield* (yield* Outbox).add(challengeId, [entry.userId], { at, joined: 0, activities: 0 })
      yield* noteChange(`adjustment ${wanted.id}`, null, glanceAtAdjustment(kept.adjustment))
      return kept
    })
  )
})

/** The answer to an adjustment whose id is known. */
const again = (
  challengeId: ChallengeId,
  adjustment: Adjustment,
  wanted: AdjustmentWanted
): Result.Result<AdjustmentKept, AdjustmentConflict> => {
  const field = differingAdjustmentField(adjustment, wanted)
  return field === undefined
    ? Result.succeed({ adjustment, isNew: false })
    : Result.fail(new AdjustmentConflict({ challengeId, id: wanted.id, field }))
}
