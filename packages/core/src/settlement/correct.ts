import { Effect } from "effect"
import { type Entry, restate } from "../challenge/index.ts"
import { Transaction } from "../runtime/index.ts"
import type { ChallengeId, PrincipalId } from "../shared/index.ts"
import { command, currentSettlement } from "./command.ts"
import { type PlanOptions, plan, planFor, publishPlan, settlementIdOf } from "./plan.ts"
import { openCorrection } from "./SettlementState.ts"
import { SettlementStore } from "./SettlementStore.ts"

/**
 * Corrects a settled challenge: restates its standings with these entries amended and plans the next version, which posts
 * the differences only (I30) once it is approved like any other plan.
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

/** Upholds a dispute of provisional results: restates the standings and publishes the plan that follows from them. */
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
      const settlement = yield* currentSettlement(challengeId)
      yield* restate(challengeId, amended, by)
      const made = yield* planFor(challengeId, settlement, options)
      yield* (yield* SettlementStore).keepPlan(made)
      yield* publishPlan(challengeId, yield* command(settlement, { _tag: "UpholdDispute", by, reason, plan: made }))
      return made
    })
  )
})
