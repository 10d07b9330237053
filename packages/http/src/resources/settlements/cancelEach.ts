import { authorise, type Principal } from "@laurel/core/access"
import * as Settlements from "@laurel/core/settlement"
import type { ChallengeId } from "@laurel/core/shared"
import { Effect, Result } from "effect"
import { Contests } from "../../ports/Contests.ts"
import { problemOf } from "../../problem/problemOf.ts"
import { words } from "../../wire/words.ts"
import { actorOf } from "../actorOf.ts"
import { cancelChallenge } from "./operations.ts"

/** Cancels challenges one after the other, each as `cancelChallenge` does, and gives what became of each. */
export const cancelEach = (ids: ReadonlyArray<ChallengeId>, principal: Principal, reason: string) =>
  Effect.forEach([...new Set(ids)], (id) =>
    Effect.map(Effect.result(cancelled(id, principal, reason)), (outcome) => {
      if (Result.isSuccess(outcome)) {
        return { challenge_id: id, outcome: "cancelled" as const, state: words(outcome.success._tag) }
      }
      const { code, detail } = problemOf(outcome.failure, "")
      return { challenge_id: id, outcome: "refused" as const, code, detail }
    })
  )

const cancelled = Effect.fnUntraced(function* (id: ChallengeId, principal: Principal, reason: string) {
  const challenge = yield* (yield* Contests).of(id)
  yield* authorise(cancelChallenge.rule, principal, { challenge })
  return yield* Settlements.cancel(id, actorOf(principal), reason)
})
