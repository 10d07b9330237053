import { Scores } from "@laurel/core/challenge"
import type { ScoreState } from "@laurel/core/scoring"
import type { ChallengeId, UserId } from "@laurel/core/shared"
import { Effect, Layer } from "effect"
import { Places } from "./Places.ts"
import { World } from "./World.ts"

/** Score states in the process's memory. */
export const layerScores: Layer.Layer<Scores, never, World> = Layer.effect(
  Scores,
  Effect.gen(function* () {
    const world = yield* World
    const byChallenge = new Map<ChallengeId, Places<UserId, ScoreState>>()
    const statesOf = (id: ChallengeId): Places<UserId, ScoreState> => {
      const known = byChallenge.get(id) ?? new Places<UserId, ScoreState>()
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
          const before = scores.map(({ userId, state }) => {
            const undo = { userId, state: states.get(userId) }
            states.set(userId, state)
            return undo
          })
          onRollback(() => {
            for (const { userId, state } of before.toReversed()) states.set(userId, state)
          })
        })
    })
  })
)
