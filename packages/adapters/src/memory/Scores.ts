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
          return userIds.map((userId) => states.get(userId))
        }),
      save: (challengeId, scores) =>
        world.act((onRollback) => {
          const states = statesOf(challengeId)
          const before = scores.map(({ userId }) => states.get(userId))
          for (const { userId, state } of scores) states.set(userId, state)
          onRollback(() => {
            for (const [at, { userId }] of scores.entries()) {
              const state = before[at]
              if (state === undefined) states.delete(userId)
              else states.set(userId, state)
            }
          })
        })
    })
  })
)
