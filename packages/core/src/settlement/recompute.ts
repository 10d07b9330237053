import { Effect } from "effect"
import { finalChallenge } from "./finalChallenge.ts"
import { planSettlement } from "./planSettlement.ts"
import type { SettlementPlan } from "./SettlementPlan.ts"
import { settlementInput } from "./settlementInput.ts"
import { storedFacts } from "./storedFacts.ts"
import { holdsOf } from "./verifyPlan.ts"

/**
 * The plan of the same version, dates and secret as it follows from the facts that are stored now. A plan that rests on
 * them and was not altered comes out with the same bytes (I13).
 */
export const recompute = Effect.fn("Settlement.recompute")(function* (plan: SettlementPlan) {
  const { challengeId, secret, version, supersedes } = plan
  const challenge = yield* finalChallenge(challengeId)
  const input = yield* settlementInput(challenge, yield* storedFacts(challenge), secret)
  return yield* Effect.fromResult(
    planSettlement({ ...input, version, holds: holdsOf(plan), ...(supersedes === undefined ? {} : { supersedes }) })
  )
})
