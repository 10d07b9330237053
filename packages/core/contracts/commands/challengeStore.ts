import { Effect, Option } from "effect"
import fc from "fast-check"
import { type ChallengeQuery, ChallengeStore } from "../../src/challenge/index.ts"
import { ChallengeId } from "../../src/shared/index.ts"
import { challengeQueries, challenges } from "../arbitraries/challenge.ts"
import { challengeIds } from "../arbitraries/shared.ts"
import type { Command } from "../Command.ts"
import { type ChallengeStoreModel, find, insert, list, save } from "../model/challengeStore.model.ts"

type ChallengeStoreCommand = Command<ChallengeStoreModel, ChallengeStore>

const inserting = challenges.map(
  (challenge): ChallengeStoreCommand => ({
    text: () => `insert(${challenge._tag} ${challenge.id} at ${challenge.version})`,
    predict: (model) => insert(model, challenge),
    perform: ChallengeStore.use((port) => port.insert(challenge))
  })
)

const saving = fc.tuple(challenges, fc.integer({ min: 0, max: 2 })).map(
  ([challenge, expected]): ChallengeStoreCommand => ({
    text: () => `save(${challenge._tag} ${challenge.id} at ${challenge.version}, expecting ${expected})`,
    predict: (model) => save(model, challenge, expected),
    perform: ChallengeStore.use((port) => port.save(challenge, expected))
  })
)

const finding = (id: ChallengeId): ChallengeStoreCommand => ({
  text: () => `find(${id})`,
  predict: (model) => [find(model, id), model],
  perform: ChallengeStore.use((port) => Effect.map(port.find(id), Option.getOrUndefined))
})

const listing = (query: ChallengeQuery): ChallengeStoreCommand => ({
  text: () => `list(${fc.stringify(query)})`,
  predict: (model) => [list(model, query), model],
  perform: ChallengeStore.use((port) => port.list(query))
})

export const challengeStoreCommands = fc.oneof(
  { weight: 2, arbitrary: inserting },
  { weight: 4, arbitrary: saving },
  { weight: 1, arbitrary: challengeIds.map(finding) },
  { weight: 2, arbitrary: challengeQueries.map(listing) }
)

export const challengeStoreObservations = [
  finding(ChallengeId.make("spring")),
  finding(ChallengeId.make("spring-2")),
  listing({ limit: 10 })
]
