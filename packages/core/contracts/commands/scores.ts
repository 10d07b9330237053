import fc from "fast-check"
import { Scores } from "../../src/challenge/index.ts"
import { ChallengeId, UserId } from "../../src/shared/index.ts"
import { scoreStates } from "../arbitraries/scoreState.ts"
import { challengeIds, fewUserIds } from "../arbitraries/shared.ts"
import type { Command } from "../Command.ts"
import { load, type ScoresModel, save } from "../model/scores.model.ts"

type ScoresCommand = Command<ScoresModel, Scores>

const saving = fc
  .tuple(challengeIds, fc.array(fc.record({ userId: fewUserIds, state: scoreStates }), { maxLength: 3 }))
  .map(
    ([challengeId, scores]): ScoresCommand => ({
      text: () => `save(${fc.stringify([challengeId, scores])})`,
      predict: (model) => save(model, challengeId, scores),
      perform: Scores.use((port) => port.save(challengeId, scores))
    })
  )

const loading = ([challengeId, userIds]: readonly [ChallengeId, ReadonlyArray<UserId>]): ScoresCommand => ({
  text: () => `load(${fc.stringify([challengeId, userIds])})`,
  predict: (model) => [load(model, challengeId, userIds), model],
  perform: Scores.use((port) => port.load(challengeId, userIds))
})

export const scoresCommands = fc.oneof(
  { weight: 2, arbitrary: saving },
  { weight: 1, arbitrary: fc.tuple(challengeIds, fc.array(fewUserIds, { maxLength: 3 })).map(loading) }
)

const everyone = ["ada", "bob", "Zoë"].map((text) => UserId.make(text))

export const scoresObservations = [
  loading([ChallengeId.make("spring"), everyone]),
  loading([ChallengeId.make("spring-2"), everyone])
]
