import { Effect, Option } from "effect"
import { PlanAltered, PlanNotKept } from "./errors.ts"
import { planHash as hashOf } from "./planHash.ts"
import type { SettlementPlan } from "./SettlementPlan.ts"
import type { SettlementState } from "./SettlementState.ts"
import { SettlementStore } from "./SettlementStore.ts"
import { type PlanFinding, verifyPlan } from "./verifyPlan.ts"

/**
 * The plan with this hash, as it was kept before the settlement came to name it. What a store gives under a hash is not
 * believed: a plan whose content has not this hash is refused, with everything that is wrong with it (I25). One that has it is
 * to the byte the plan that was found sound when the settlement took it, and need not be looked through again.
 */
export const keptPlan = Effect.fnUntraced(function* ({ settlementId }: SettlementState, planHash: string) {
  const kept = Option.getOrUndefined(yield* (yield* SettlementStore).plan(planHash))
  if (kept === undefined) return yield* new PlanNotKept({ settlementId, planHash })
  if (kept.hash === planHash && hashOf(kept) === planHash) return kept
  return yield* new PlanAltered({ settlementId, findings: [...otherHash(kept, planHash), ...verifyPlan(kept)] })
})

const otherHash = ({ hash }: SettlementPlan, planHash: string): ReadonlyArray<PlanFinding> =>
  hash === planHash ? [] : [{ path: "hash", message: `is ${hash} but should be ${planHash}` }]
