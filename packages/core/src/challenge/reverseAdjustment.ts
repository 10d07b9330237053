import { Clock, Effect, Option } from "effect"
import { audited, noteChange } from "../audit/index.ts"
import type { ChallengeId, PrincipalId } from "../shared/index.ts"
import type { AdjustmentId } from "./Adjustment.ts"
import { type AdjustmentKept, Adjustments } from "./Adjustments.ts"
import { advance } from "./advance.ts"
import { Entries } from "./Entries.ts"
import { AdjustmentNotFound } from "./errors.ts"
import { glanceAtAdjustment } from "./glance.ts"
import { Outbox } from "./Outbox.ts"
import { onlyOrganiser, permit } from "./permit.ts"

/**
 * Takes an adjustment back, for a reason: it stays to be read, and adds nothing any more. Until the standings are final. One that is taken
 * back stays so, whoever asks again and why.
 */
export const reverseAdjustment = Effect.fn("Challenge.reverseAdjustment")(function* (
  challengeId: ChallengeId,
  id: AdjustmentId,
  reason: string,
  by: PrincipalId
) {
  return yield* audited(
    { action: "challenge.reverse-adjustment", challengeId, by },
    Effect.gen(function* () {
      const challenge = yield* Effect.fromResult(onlyOrganiser(yield* advance(challengeId), by))
      const adjustments = yield* Adjustments
      const missing = new AdjustmentNotFound({ challengeId, id })
      const before = Option.getOrUndefined(yield* adjustments.find(challengeId, id)) ?? (yield* missing)
      if (before.reversal !== undefined) return { adjustment: before, isNew: false } satisfies AdjustmentKept
      yield* Effect.fromResult(permit(challenge, "Adjust", by))
      const at = yield* Clock.currentTimeMillis
      const reversed = yield* adjustments.reverse(challengeId, id, { reason, by, at })
      const kept = Option.getOrUndefined(reversed) ?? (yield* missing)
      const [entry] = yield* (yield* Entries).ofParticipants(challengeId, [before.participantId])
      const users = entry === undefined ? [] : [entry.userId]
      yield* (yield* Outbox).add(challengeId, users, { at, joined: 0, activities: 0 })
      yield* noteChange(`adjustment ${id}`, glanceAtAdjustment(before), glanceAtAdjustment(kept.adjustment))
      return kept
    })
  )
})
