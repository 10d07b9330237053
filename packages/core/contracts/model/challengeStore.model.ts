import type { Challenge } from "../../src/challenge/index.ts"
import type { ChallengeId } from "../../src/shared/index.ts"
import type { Prediction } from "../Command.ts"

/** What `ChallengeStore` promises, over one list. */
export type ChallengeStoreModel = ReadonlyArray<Challenge>

export const find = (model: ChallengeStoreModel, id: ChallengeId): Challenge | undefined =>
  model.find((challenge) => challenge.id === id)

export const insert = (model: ChallengeStoreModel, challenge: Challenge): Prediction<ChallengeStoreModel> =>
  find(model, challenge.id) === undefined
    ? [undefined, [...model, challenge]]
    : [{ _tag: "ChallengeExists", challengeId: challenge.id }, model]

export const save = (
  model: ChallengeStoreModel,
  challenge: Challenge,
  expected: number
): Prediction<ChallengeStoreModel> => {
  const challengeId = challenge.id
  const actual = find(model, challengeId)?.version
  if (actual === undefined) return [{ _tag: "ChallengeNotFound", challengeId }, model]
  if (actual !== expected) return [{ _tag: "VersionConflict", challengeId, expected, actual }, model]
  return [undefined, model.map((other) => (other.id === challengeId ? challenge : other))]
}
