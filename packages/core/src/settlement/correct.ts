import { Effect } from "effect"
import { type Entry, restate } from "../challenge/index.ts"
import { Transaction } from "../runtime/index.ts"
import type { ChallengeId, PrincipalId } from "../shared/index.ts"
import { carryOut, currentSettlement } from "./carryOut.ts"
import { finalChallenge, organisersFinal } from "./finalChallenge.ts"
import { type PlanOptions, plan, planFor, publishPlan, settlementIdOf } from "./plan.ts"
import { openCorrection } from "./SettlementState.ts"
import { SettlementStore } from "./SettlementStore.ts"
import { storedFacts } from "./storedFacts.ts"

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
  const { transact } = yield* Transaction
  return yield* transact(
    Effect.gen(function* () {
      yield* organisersFinal(challengeId, by)
      const settled = yield* currentSettlement(challengeId)
      yield* restate(challengeId, amended, by)
      if (settled._tag === "Settled") {
        yield* (yield* SettlementStore).insert(
          openCorrection(settlementIdOf(challengeId, settled.version + 1), settled)
        )
      }
      return yield* plan(challengeId, by, options)
    })
  )
})

/**
 * Upholds a dispute of provisional results: restates the standings and publishes the plan that follows from them. Only the
 * organiser does; whoever disputes turns to the organiser.
 */
export const upholdDispute = Effect.fn("Settlement.upholdDispute")(function* (
  challengeId: ChallengeId,
  amended: ReadonlyArray<Entry>,
  by: PrincipalId,
  reason: string,
  options: PlanOptions = {}
) {
  const { transact } = yield* Transaction
  return yield* transact(
    Effect.gen(function* () {
      yield* organisersFinal(challengeId, by)
      const settlement = yield* currentSettlement(challengeId)
      yield* restate(challengeId, amended, by)
      const restated = yield* finalChallenge(challengeId)
      const made = yield* planFor(restated, settlement, yield* storedFacts(restated), options)
      yield* (yield* SettlementStore).keepPlan(made)
      const upheld = yield* carryOut(settlement, { _tag: "UpholdDispute", by, reason, plan: made })
      yield* publishPlan(restated, upheld, made)
      return made
    })
  )
})
