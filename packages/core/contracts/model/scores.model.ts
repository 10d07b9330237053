import type { ScoreState } from "../../src/scoring/index.ts"
import type { ChallengeId, UserId } from "../../src/shared/index.ts"
import type { Prediction } from "../Command.ts"

/** What `Scores` promises, over one list in which the last word counts. */
export type ScoresModel = ReadonlyArray<readonly [challengeId: ChallengeId, userId: UserId, state: ScoreState]>

export const save = (
  model: ScoresModel,
  challengeId: ChallengeId,
  states: ReadonlyMap<UserId, ScoreState>
): Prediction<ScoresModel> => [
  undefined,
  [...model, ...[...states].map(([userId, state]) => [challengeId, userId, state] as const)]
]

export const load = (
  model: ScoresModel,
  challengeId: ChallengeId,
  userIds: ReadonlyArray<UserId>
): ReadonlyMap<UserId, ScoreState> =>
  new Map(
    model.flatMap(([id, userId, state]) => (id === challengeId && userIds.includes(userId) ? [[userId, state]] : []))
  )
