import {
  type LineCounts,
  type PayoutLine,
  planParts,
  SettlementConflict,
  type SettlementId,
  type SettlementState,
  SettlementStore
} from "@laurel/core/settlement"
import type { ChallengeId } from "@laurel/core/shared"
import { Effect, Layer, Result } from "effect"
import { PayoutLines } from "./PayoutLines.ts"
import { World } from "./World.ts"

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
    const plans = new Map<string, ReadonlyArray<string>>()
    const lines = new PayoutLines()
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
          plans.set(plan.hash, [...planParts(plan)])
          onRollback(() => plans.delete(plan.hash))
        }),
      planText: (hash, take) =>
        world.act(() => {
          for (const part of plans.get(hash) ?? []) take(part)
          return plans.has(hash)
        }),
      addLines: (added) =>
        world.act((onRollback) => {
          for (const line of added) onRollback(lines.add(line))
        }),
      changeLines: (changes) =>
        world.act((onRollback) => {
          const named = new Set<string>()
          return changes.map((change) => {
            const name = nameOf(change.before)
            const undo = named.has(name) ? undefined : lines.change(change)
            named.add(name)
            if (undo !== undefined) onRollback(undo)
            return undo !== undefined
          })
        }),
      linesOf: (settlementId, asked) => world.act(() => lines.of(settlementId, asked)),
      linesByKey: (challengeId, keys) => world.act(() => lines.byKey(challengeId, new Set(idsOf(challengeId)), keys)),
      linesByAttempt: (challengeId, attemptKey) => world.act(() => lines.byAttempt(challengeId, attemptKey)),
      providersOf: (settlementId) => world.act(() => lines.providersOf(settlementId)),
      countLines: (settlementId, upTo = Number.POSITIVE_INFINITY) =>
        world.act(() => noFurther(lines.count(settlementId), upTo))
    })
  })
)

const nameOf = ({ settlementId, key }: PayoutLine): string => `${settlementId}\n${key}`

const noFurther = (counts: LineCounts, upTo: number): LineCounts => ({
  ...counts,
  ...Object.fromEntries(Object.entries(counts).map(([state, lines]) => [state, Math.min(lines, upTo)]))
})
