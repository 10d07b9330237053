import { Scores } from "@laurel/core/challenge"
import type { ScoreState } from "@laurel/core/scoring"
import type { ChallengeId, UserId } from "@laurel/core/shared"
import { Effect, Layer } from "effect"
import { World } from "./World.ts"

/** Score states in the process's memory. */
export const layerScores: Layer.Layer<Scores, never, World> = Layer.effect(
  Scores,
  Effect.gen(function* () {
    const world = yield* World
    const byChallenge = new Map<ChallengeId, Map<UserId, ScoreState>>()
    const statesOf = (id: ChallengeId): Map<UserId, ScoreState> => {
      const known = byChallenge.get(id) ?? new Map<UserId, ScoreState>()
      byChallenge.set(id, known)
      return known
    }
    return Scores.of({
      load: (challengeId, userIds) =>
        world.act(() => {
          const states = statesOf(challengeId)
          const found = new Map<UserId, ScoreState>()
          for (const userId of userIds) {
            const state = states.get(userId)
            if (state !== undefined) found.set(userId, state)
          }
          return found
        }),
      save: (challengeId, changed) =>
        world.act((onRollback) => {
          const states = statesOf(challengeId)
          const before = new Map<UserId, ScoreState | undefined>()
          for (const [userId, state] of changed) {
            before.set(userId, states.get(userId))
            states.set(userId, state)
          }
          onRollback(() => {
            for (const [userId, state] of before) {
              if (state === undefined) states.delete(userId)
              else states.set(userId, state)
            }
          })
        })
    })
  })
)
