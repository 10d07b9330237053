import { Effect } from "effect"
import { audited } from "../audit/index.ts"
import { type Entry, restate } from "../challenge/index.ts"
import type { ChallengeId, PrincipalId } from "../shared/index.ts"
import { carryOut, currentSettlement } from "./carryOut.ts"
import { finalChallenge, organisersFinal } from "./finalChallenge.ts"
import { insertSettlement } from "./insertSettlement.ts"
import { keptPlan } from "./keptPlan.ts"
import { changedFacts, type PlanFacts } from "./PlanFacts.ts"
import { type PlanOptions, plan, planFor, publishPlan, settlementIdOf } from "./plan.ts"
import { openCorrection, type SettlementState } from "./SettlementState.ts"
import { SettlementStore } from "./SettlementStore.ts"
import { factsNow, storedFacts } from "./storedFacts.ts"

/**
 * Corrects a settled challenge: restates its standings with these entries amended and plans the next version, which posts
 * the differences only (I30) once it is approved like any other plan. Only the organiser corrects.
 */
export const correct = Effect.fn("Settlement.correct")(function* (
  challengeId: ChallengeId,
  amended: ReadonlyArray<Entry>,
  by: PrincipalId,
  options: PlanOptions = {}
) {
  return yield* audited(
    { action: "settlement.correct", challengeId, by },
    Effect.gen(function* () {
      yield* organisersFinal(challengeId, by)
      const settled = yield* currentSettlement(challengeId)
      yield* restate(challengeId, amended, by)
      if (settled._tag === "Settled") {
        const store = yield* SettlementStore
        const last = (yield* store.of(challengeId)).reduce((most, { version }) => Math.max(most, version), 0)
        yield* insertSettlement(openCorrection(settlementIdOf(challengeId, last + 1), settled, last))
      }
      return yield* plan(challengeId, by, options)
    })
  )
})

/**
 * Upholds a dispute of provisional results: restates the standings and publishes the plan that follows from them. Only the
 * organiser does; whoever disputes turns to the organiser. Upholding it again for the same reason changes nothing and gives
 * the plan that followed.
 */
export const upholdDispute = Effect.fn("Settlement.upholdDispute")(function* (
  challengeId: ChallengeId,
  amended: ReadonlyArray<Entry>,
  by: PrincipalId,
  reason: string,
  options: PlanOptions = {}
) {
  return yield* audited(
    { action: "settlement.uphold-dispute", challengeId, by },
    Effect.gen(function* () {
      yield* organisersFinal(challengeId, by)
      const settlement = yield* currentSettlement(challengeId)
      yield* restate(challengeId, amended, by)
      const restated = yield* finalChallenge(challengeId)
      const stored = yield* storedFacts(restated)
      if (isUpheld(settlement, by, reason, factsNow(restated, stored))) {
        return yield* keptPlan(settlement, settlement.planHash)
      }
      const made = yield* planFor(restated, settlement, stored, options)
      yield* (yield* SettlementStore).keepPlan(made)
      const upheld = yield* carryOut(settlement, { _tag: "UpholdDispute", by, reason, plan: made, isJustMade: true })
      yield* publishPlan(restated, upheld, made)
      return made
    })
  )
})

type Provisional = Extract<SettlementState, { readonly _tag: "Provisional" }>

/** Whether the published plan is what followed when this dispute was upheld: nothing it rests on has changed since. */
const isUpheld = (
  settlement: SettlementState,
  by: PrincipalId,
  reason: string,
  current: PlanFacts
): settlement is Provisional =>
  settlement._tag === "Provisional" &&
  settlement.maker === by &&
  settlement.disputeReason === reason &&
  changedFacts(settlement.facts, current).length === 0
