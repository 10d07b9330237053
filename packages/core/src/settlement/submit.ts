import { Clock, Effect } from "effect"
import { audited, clock } from "../audit/index.ts"
import { find } from "../challenge/index.ts"
import type { ChallengeId } from "../shared/index.ts"
import { carryOut, currentSettlement } from "./carryOut.ts"

/**
 * Lets the published plan wait for its approval, once its dispute window is over; until then, and again, it changes nothing.
 * For the clock: whoever approves need not wait for it.
 */
export const submit = Effect.fn("Settlement.submit")(function* (challengeId: ChallengeId) {
  return yield* audited(
    { action: "settlement.submit", challengeId, by: clock },
    Effect.gen(function* () {
      yield* find(challengeId)
      const settlement = yield* currentSettlement(challengeId)
      const isOver = settlement._tag === "Provisional" && settlement.disputeUntil <= (yield* Clock.currentTimeMillis)
      return isOver ? yield* carryOut(settlement, { _tag: "Submit" }) : settlement
    })
  )
})
