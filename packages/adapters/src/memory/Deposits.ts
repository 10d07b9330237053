import { type Deposit, DepositConflict, Deposits, differingDepositField } from "@laurel/core/challenge"
import type { ChallengeId } from "@laurel/core/shared"
import { Effect, Layer, Result } from "effect"
import { World } from "./World.ts"

/** Deposits in the process's memory. */
export const layerDeposits: Layer.Layer<Deposits, never, World> = Layer.effect(
  Deposits,
  Effect.gen(function* () {
    const world = yield* World
    const byChallenge = new Map<ChallengeId, Map<string, Deposit>>()
    return Deposits.of({
      add: (challengeId, deposit) =>
        Effect.flatMap(
          world.act((onRollback) => {
            const deposits = byChallenge.get(challengeId) ?? new Map<string, Deposit>()
            byChallenge.set(challengeId, deposits)
            const existing = deposits.get(deposit.id)
            const field = existing === undefined ? undefined : differingDepositField(existing, deposit)
            if (field !== undefined) return Result.fail(new DepositConflict({ challengeId, id: deposit.id, field }))
            if (existing !== undefined) return Result.succeed(false)
            deposits.set(deposit.id, deposit)
            onRollback(() => deposits.delete(deposit.id))
            return Result.succeed(true)
          }),
          Effect.fromResult
        ),
      all: (challengeId) => world.act(() => [...(byChallenge.get(challengeId)?.values() ?? [])])
    })
  })
)
