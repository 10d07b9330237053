import { Effect, Option, Result } from "effect"
import { PlanAltered, PlanNotKept } from "./errors.ts"
import { overviewOf, toOverview } from "./PlanOverview.ts"
import type { PlanText } from "./PlanText.ts"
import { type PlanToPost, toPost } from "./PlanToPost.ts"
import type { SettlementPlan } from "./SettlementPlan.ts"
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

/** A way to read the text of a plan, which gives what was read of it under its hash and throws where it is not written as expected. */
interface Reading<A> {
  readonly text: PlanText
  readonly under: (hash: string) => A
}

/** As `keptPlan`, read in some way and no further: all of its text is held against the hash all the same. */
const keptRead = Effect.fnUntraced(function* <A>(
  { text, under }: Reading<A>,
  settlement: SettlementState,
  planHash: string,
  ofWhole: (plan: SettlementPlan) => A
) {
  yield* (yield* SettlementStore).planText(planHash, (part) => text.take(part))
  if (text.digest() === planHash) {
    const read = Result.try(() => under(planHash))
    if (Result.isSuccess(read)) return read.success
  }
  return ofWhole(yield* keptPlan(settlement, planHash))
})

/** As `keptPlan`, read no further than to post it. */
export const planToPost = (settlement: SettlementState, planHash: string) =>
  keptRead<PlanToPost>(toPost(), settlement, planHash, (plan) => plan)

/** As `keptPlan`, read no further than to show what it comes to, and its first so many awards and items. */
export const planOverview = (settlement: SettlementState, planHash: string, shown: number) =>
  keptRead(toOverview(shown), settlement, planHash, (plan) => overviewOf(plan, shown))

/** What is wrong with a plan whose text has another hash than that under which it is kept. */
export const otherText = (digest: string, planHash: string): PlanFinding => ({
  path: "text",
  message: `has the hash ${digest} but should have ${planHash}`
})
