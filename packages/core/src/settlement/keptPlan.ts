import { Effect, Option, Result } from "effect"
import { PlanAltered, PlanNotKept } from "./errors.ts"
import { type PlanToPost, toPost } from "./PlanToPost.ts"
import type { SettlementState } from "./SettlementState.ts"
import { SettlementStore } from "./SettlementStore.ts"
import { storedPlan } from "./storedPlan.ts"
import { type PlanFinding, verifyPlan } from "./verifyPlan.ts"

/**
 * The plan with this hash, as it was kept before the settlement came to name it. What a store gives under a hash is not
 * believed: a plan whose text has not this hash is refused, with everything that is wrong with it (I25). One that has it is
 * to the byte the plan that was found sound when the settlement took it, and need not be looked through again.
 */
export const keptPlan = Effect.fnUntraced(function* ({ settlementId }: SettlementState, planHash: string) {
  const stored = Option.getOrUndefined(yield* storedPlan(planHash))
  if (stored === undefined) return yield* new PlanNotKept({ settlementId, planHash })
  const { plan, digest } = stored
  if (digest === planHash) return plan
  return yield* new PlanAltered({ settlementId, findings: [otherText(digest, planHash), ...verifyPlan(plan)] })
})

/** As `keptPlan`, read no further than to post it: all of its text is held against the hash all the same. */
export const planToPost = Effect.fnUntraced(function* (settlement: SettlementState, planHash: string) {
  const { text, under } = toPost()
  yield* (yield* SettlementStore).planText(planHash, (part) => text.take(part))
  if (text.digest() === planHash) {
    const read = Result.try(() => under(planHash))
    if (Result.isSuccess(read)) return read.success
  }
  const kept: PlanToPost = yield* keptPlan(settlement, planHash)
  return kept
})

/** What is wrong with a plan whose text has another hash than that under which it is kept. */
export const otherText = (digest: string, planHash: string): PlanFinding => ({
  path: "text",
  message: `has the hash ${digest} but should have ${planHash}`
})
