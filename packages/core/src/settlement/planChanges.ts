import { Effect, Option } from "effect"
import type { ChallengeId } from "../shared/index.ts"
import { lastStanding } from "./carryOut.ts"
import { changesBetween, type PlanChanges } from "./changesBetween.ts"
import { NothingPlanned } from "./errors.ts"
import { preview } from "./plan.ts"
import type { SettlementState } from "./SettlementState.ts"
import { SettlementStore } from "./SettlementStore.ts"
import { storedPlan } from "./storedPlan.ts"

/** What has changed about the plan that stands. */
export interface ChangesOfPlan {
  readonly planHash: string
  /** Against the plan whose place it took, or whose settlement it corrects; absent for the first. */
  readonly sinceLast?: PlanChanges & { readonly planHash: string }
  /** Against how things are now; absent once it is posted, when nothing changes it any more. */
  readonly sinceMade?: PlanChanges
}

const unposted: ReadonlySet<SettlementState["_tag"]> = new Set([
  "Computed",
  "Provisional",
  "AwaitingApproval",
  "Approved",
  "Rejected"
])

/** What is different in the plan that stands from the one before it, and in how things are now from the plan. */
export const planChanges = Effect.fn("Settlement.planChanges")(function* (challengeId: ChallengeId) {
  const settlement = lastStanding(yield* (yield* SettlementStore).of(challengeId))
  if (settlement === undefined || !("planHash" in settlement)) return yield* new NothingPlanned({ challengeId })
  const { planHash, replaces = settlement.supersedes?.planHash } = settlement
  const plan = yield* keptUnder(planHash, challengeId)
  const last = replaces === undefined ? undefined : yield* keptUnder(replaces, challengeId)
  const now = unposted.has(settlement._tag) ? yield* preview(challengeId) : undefined
  const changes: ChangesOfPlan = {
    planHash,
    ...(last === undefined ? {} : { sinceLast: { ...changesBetween(last, plan), planHash: last.hash } }),
    ...(now === undefined ? {} : { sinceMade: changesBetween(plan, now) })
  }
  return changes
})

const keptUnder = Effect.fnUntraced(function* (hash: string, challengeId: ChallengeId) {
  const stored = yield* storedPlan(hash)
  return yield* Option.match(stored, {
    onNone: () => Effect.fail(new NothingPlanned({ challengeId })),
    onSome: ({ plan }) => Effect.succeed(plan)
  })
})
