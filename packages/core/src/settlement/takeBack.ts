import { Effect } from "effect"
import { find } from "../challenge/index.ts"
import { Transaction } from "../runtime/index.ts"
import type { ChallengeId, PrincipalId } from "../shared/index.ts"
import { reject } from "./approve.ts"
import { cancel } from "./cancel.ts"
import { NothingPlanned } from "./errors.ts"
import { SettlementStore } from "./SettlementStore.ts"

/**
 * Takes the latest plan back, as long as it is not posted: a first one is rejected, and another can be made; a correction is called off,
 * and what was settled before stands.
 */
export const takeBack = Effect.fn("Settlement.takeBack")(function* (
  challengeId: ChallengeId,
  by: PrincipalId,
  reason: string
) {
  const { transact } = yield* Transaction
  return yield* transact(
    Effect.gen(function* () {
      yield* find(challengeId)
      const latest = (yield* (yield* SettlementStore).of(challengeId)).at(-1)
      if (latest === undefined || !("planHash" in latest)) return yield* new NothingPlanned({ challengeId })
      return latest.supersedes === undefined
        ? yield* reject(challengeId, latest.planHash, by, reason)
        : yield* cancel(challengeId, by, reason)
    })
  )
})
