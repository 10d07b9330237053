import {
  attemptsOf,
  type PayoutLine,
  SettlementConflict,
  type SettlementId,
  type SettlementPlan,
  type SettlementState,
  SettlementStore
} from "@laurel/core/settlement"
import { type ChallengeId, compareIds } from "@laurel/core/shared"
import { Effect, Layer, Option, Result } from "effect"
import { World } from "./World.ts"

type Lines = Map<string, PayoutLine>

const sameStep = (a: PayoutLine, b: PayoutLine): boolean =>
  a._tag === b._tag && attemptsOf(a).length === attemptsOf(b).length && a.minorUnits === b.minorUnits

const conflict = ({ settlementId, revision }: SettlementState, expected: number) =>
  new SettlementConflict({ settlementId, expected, actual: revision })

/** Settlements, plans and payout lines in the process's memory. */
export const layerSettlementStore: Layer.Layer<SettlementStore, never, World> = Layer.effect(
  SettlementStore,
  Effect.gen(function* () {
    const world = yield* World
    const states = new Map<SettlementId, SettlementState>()
    const byChallenge = new Map<ChallengeId, Array<SettlementId>>()
    const idsOf = (challengeId: ChallengeId): Array<SettlementId> => {
      const known = byChallenge.get(challengeId) ?? []
      byChallenge.set(challengeId, known)
      return known
    }
    const plans = new Map<string, SettlementPlan>()
    const lines = new Map<SettlementId, Lines>()
    const linesOf = (id: SettlementId): Lines => {
      const known = lines.get(id) ?? new Map<string, PayoutLine>()
      lines.set(id, known)
      return known
    }
    return SettlementStore.of({
      of: (challengeId) =>
        world.act(() => idsOf(challengeId).flatMap((settlementId) => states.get(settlementId) ?? [])),
      insert: (state) =>
        Effect.flatMap(
          world.act((onRollback): Result.Result<void, SettlementConflict> => {
            const existing = states.get(state.settlementId)
            if (existing !== undefined) return Result.fail(conflict(existing, -1))
            states.set(state.settlementId, state)
            idsOf(state.challengeId).push(state.settlementId)
            onRollback(() => {
              states.delete(state.settlementId)
              idsOf(state.challengeId).pop()
            })
            return Result.succeed(undefined)
          }),
          Effect.fromResult
        ),
      save: (state, expected) =>
        Effect.flatMap(
          world.act((onRollback): Result.Result<void, SettlementConflict> => {
            const before = states.get(state.settlementId)
            if (before === undefined) {
              return Result.fail(new SettlementConflict({ settlementId: state.settlementId, expected, actual: -1 }))
            }
            if (before.revision !== expected) return Result.fail(conflict(before, expected))
            states.set(state.settlementId, state)
            onRollback(() => states.set(state.settlementId, before))
            return Result.succeed(undefined)
          }),
          Effect.fromResult
        ),
      keepPlan: (plan) =>
        world.act((onRollback) => {
          if (plans.has(plan.hash)) return
          plans.set(plan.hash, plan)
          onRollback(() => plans.delete(plan.hash))
        }),
      plan: (hash) => world.act(() => Option.fromUndefinedOr(plans.get(hash))),
      addLines: (added) =>
        world.act((onRollback) => {
          for (const line of added) {
            const known = linesOf(line.settlementId)
            if (known.has(line.key)) continue
            known.set(line.key, line)
            onRollback(() => known.delete(line.key))
          }
        }),
      changeLine: (before, after) =>
        world.act((onRollback) => {
          const known = linesOf(before.settlementId)
          const stored = known.get(before.key)
          if (stored === undefined || !sameStep(stored, before)) return false
          known.set(before.key, after)
          onRollback(() => known.set(before.key, stored))
          return true
        }),
      linesOf: (settlementId) =>
        world.act(() => [...linesOf(settlementId).values()].sort((a, b) => compareIds(a.key, b.key)))
    })
  })
)
