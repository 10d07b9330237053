import { Clock, Effect } from "effect"
import { type Activity, ActivityLog } from "../activity/index.ts"
import { audited, noteChange } from "../audit/index.ts"
import { rebuild } from "../scoring/index.ts"
import type { ChallengeId, PrincipalId } from "../shared/index.ts"
import { advance } from "./advance.ts"
import { Entries } from "./Entries.ts"
import { Outbox } from "./Outbox.ts"
import { permit } from "./permit.ts"
import { rulesOf } from "./Rules.ts"
import { Scores } from "./Scores.ts"

/**
 * Decides about the activity that holds a key, mostly one in quarantine: released it counts whatever the limits, rejected
 * it does not, and either can be decided anew. Gives the activity, or nothing when no activity, a void or a refused one
 * holds the key. Standings that are final are not changed any more.
 */
export const review = Effect.fn("Challenge.review")(function* (
  challengeId: ChallengeId,
  identity: Pick<Activity, "source" | "sourceKey">,
  verdict: "Released" | "Rejected",
  by: PrincipalId
) {
  return yield* audited(
    { action: "challenge.review", challengeId, by },
    Effect.gen(function* () {
      const challenge = yield* Effect.fromResult(permit(yield* advance(challengeId), "Review", by))
      const log = yield* ActivityLog
      const reviewed = yield* log.review(challengeId, identity, verdict)
      if (reviewed === undefined) return undefined
      const { activity, before, didCount } = reviewed
      if (before === verdict) return activity
      yield* noteChange(`activity ${identity.source} ${identity.sourceKey}`, before, verdict)
      const { userId } = activity
      const rules = rulesOf(challenge.definition)
      const [entry] = yield* (yield* Entries).ofUsers(challengeId, [userId])
      const facts = yield* log.counted(challengeId, [userId])
      const state = rebuild(rules.program, rules.calendarOf(entry), facts.get(userId) ?? [])
      yield* (yield* Scores).save(challengeId, [{ userId, state }])
      yield* (yield* Outbox).add(challengeId, [userId], {
        at: yield* Clock.currentTimeMillis,
        joined: 0,
        activities: Number(verdict === "Released") - Number(didCount)
      })
      return activity
    })
  )
})
