import { Clock, Effect } from "effect"
import { JobKey, JobKind, Jobs, type NewJob } from "../runtime/index.ts"
import type { ChallengeId, Instant } from "../shared/index.ts"

/** The job that asks about charges whose outcome nobody knows, or that somebody left behind: `reconcileCharges`. */
export const reconcileChargesJob = JobKind.make("challenge.reconcile-charges")

/** Until then whoever began a charge has its answer, or the lease is over and a slow provider knows what it did. */
export const chargesAskedAfterMs = 300_000

/** The job that asks about the charges of a challenge in five minutes; there is one until it is taken up. */
export const chargesToAskAbout = (challengeId: ChallengeId, now: Instant): NewJob => ({
  kind: reconcileChargesJob,
  key: JobKey.make(`charges of ${challengeId}`),
  challengeId,
  notBefore: now + chargesAskedAfterMs
})

/**
 * Has the charges of a challenge asked about by whoever works: for the transaction in which one begins, so that none is
 * forgotten, wherever its process stops.
 */
export const reconcileLater = Effect.fnUntraced(function* (challengeId: ChallengeId) {
  yield* (yield* Jobs).enqueue([chargesToAskAbout(challengeId, yield* Clock.currentTimeMillis)])
})
