import { type Challenge, type ChallengeQuery, wordsIn } from "../../src/challenge/index.ts"
import { type ChallengeId, compareIds } from "../../src/shared/index.ts"
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

export const list = (
  model: ChallengeStoreModel,
  { organiser, ids, states, featured, visibility, search, after, limit }: ChallengeQuery
): ReadonlyArray<Challenge> =>
  model
    .filter((challenge) => !("archivedAt" in challenge))
    .filter(({ id }) => after === undefined || compareIds(id, after) > 0)
    .filter((challenge) => organiser === undefined || challenge.organiser === organiser)
    .filter(({ id }) => ids === undefined || ids.some((one) => one === id))
    .filter(({ _tag }) => states === undefined || states.some((state) => state === _tag))
    .filter(({ definition }) => visibility === undefined || definition.visibility === visibility)
    .filter(({ definition: { name, description = "" } }) => {
      const all = [...wordsIn(name), ...wordsIn(description)].map((word) => ` ${word}`).join("")
      return search === undefined || wordsIn(search).every((term) => all.includes(` ${term}`))
    })
    .filter(({ definition }) => featured === undefined || definition.featured === featured)
    .toSorted((a, b) => compareIds(a.id, b.id))
    .slice(0, limit)
