import type { UserScore } from "../../src/challenge/index.ts"
import type { ScoreState } from "../../src/scoring/index.ts"
import type { ChallengeId, UserId } from "../../src/shared/index.ts"
import type { Prediction } from "../Command.ts"

/** What `Scores` promises, over one list in which the last word counts. */
export type ScoresModel = ReadonlyArray<UserScore & { readonly challengeId: ChallengeId }>

export const save = (
  model: ScoresModel,
  challengeId: ChallengeId,
  scores: ReadonlyArray<UserScore>
): Prediction<ScoresModel> => [undefined, [...model, ...scores.map((score) => ({ ...score, challengeId }))]]

export const load = (
  model: ScoresModel,
  challengeId: ChallengeId,
  userIds: ReadonlyArray<UserId>
): ReadonlyArray<ScoreState | undefined> =>
  userIds.map((asked) => model.findLast(({ challengeId: id, userId }) => id === challengeId && userId === asked)?.state)
