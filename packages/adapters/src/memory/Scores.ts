import { Scores } from "@laurel/core/challenge"
import type { ScoreState } from "@laurel/core/scoring"
import type { ChallengeId, UserId } from "@laurel/core/shared"
import { Effect, Layer } from "effect"
import { World } from "./World.ts"

/** Where the state of a user is kept: looked up once, then written to. */
interface Place {
  state: ScoreState | undefined
}

/** Score states in the process's memory. */
export const layerScores: Layer.Layer<Scores, never, World> = Layer.effect(
  Scores,
  Effect.gen(function* () {
    const world = yield* World
    const byChallenge = new Map<ChallengeId, Map<UserId, Place>>()
    const placesOf = (id: ChallengeId): Map<UserId, Place> => {
      const known = byChallenge.get(id) ?? new Map<UserId, Place>()
      byChallenge.set(id, known)
      return known
    }
    const placeOf = (places: Map<UserId, Place>, userId: UserId): Place => {
      const known = places.get(userId)
      if (known !== undefined) return known
      const place: Place = { state: undefined }
      places.set(userId, place)
      return place
    }
    return Scores.of({
      load: (challengeId, userIds) =>
        world.act(() => {
          const places = placesOf(challengeId)
          return userIds.map((userId) => places.get(userId)?.state)
        }),
      save: (challengeId, scores) =>
        world.act((onRollback) => {
          const places = placesOf(challengeId)
          const before = scores.map(({ userId, state }) => {
            const place = placeOf(places, userId)
            const undo = { place, state: place.state }
            place.state = state
            return undo
          })
          onRollback(() => {
            for (const { place, state } of before.toReversed()) place.state = state
          })
        })
    })
  })
)
