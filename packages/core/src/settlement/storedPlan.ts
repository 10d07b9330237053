import { Effect, Option } from "effect"
import { SettlementsUnavailable } from "./errors.ts"
import { wholePlan } from "./PlanText.ts"
import type { SettlementPlan } from "./SettlementPlan.ts"
import { SettlementStore } from "./SettlementStore.ts"

/** A plan as it is kept under a hash, and the SHA-256 that its text really has: the two are equal where nobody altered it. */
export interface StoredPlan {
  readonly plan: SettlementPlan
  readonly digest: string
}

/** The plan that is kept under this hash, whatever it says; for whoever acts on it there is `keptPlan`. */
export const storedPlan = Effect.fnUntraced(function* (hash: string) {
  const { text, under } = wholePlan()
  const isKept = yield* (yield* SettlementStore).planText(hash, (part) => text.take(part))
  if (!isKept) return Option.none<StoredPlan>()
  const plan = yield* Effect.try({
    try: () => under(hash),
    catch: (cause) => new SettlementsUnavailable({ operation: "planText", cause })
  })
  return Option.some<StoredPlan>({ plan, digest: text.digest() })
})
