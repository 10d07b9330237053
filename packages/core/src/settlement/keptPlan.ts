import { Effect, Option } from "effect"
import { PlanAltered, PlanNotKept } from "./errors.ts"
import type { SettlementPlan } from "./SettlementPlan.ts"
import type { SettlementState } from "./SettlementState.ts"
import { SettlementStore } from "./SettlementStore.ts"
import { type PlanFinding, verifyPlan } from "./verifyPlan.ts"

/**
 * The plan with this hash, as it was kept before the settlement came to name it. What a store gives under a hash is not
 * believed: a plan that is not the one of this hash, or contradicts itself, is refused (I25).
 */
export const keptPlan = Effect.fnUntraced(function* ({ settlementId }: SettlementState, planHash: string) {
  const kept = Option.getOrUndefined(yield* (yield* SettlementStore).plan(planHash))
  if (kept === undefined) return yield* new PlanNotKept({ settlementId, planHash })
  const findings = [...otherHash(kept, planHash), ...verifyPlan(kept)]
  return findings.length === 0 ? kept : yield* new PlanAltered({ settlementId, findings })
})

const otherHash = ({ hash }: SettlementPlan, planHash: string): ReadonlyArray<PlanFinding> =>
  hash === planHash ? [] : [{ path: "hash", message: `is ${hash} but should be ${planHash}` }]
