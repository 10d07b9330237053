import fc from "fast-check"
import { Tallies } from "../../src/challenge/index.ts"
import { ChallengeId, UserId } from "../../src/shared/index.ts"
import { challengeIds, fewUserIds } from "../arbitraries/shared.ts"
import { newsByHour, tallies } from "../arbitraries/tally.ts"
import type { Command } from "../Command.ts"
import {
  active,
  busy,
  entered,
  forgetActive,
  forgetHours,
  ofUser,
  put,
  type TalliesModel,
  totals
} from "../model/tallies.model.ts"

type TalliesCommand = Command<TalliesModel, Tallies>

const putting = fc.tuple(challengeIds, fc.array(tallies, { maxLength: 4 }), newsByHour).map(
  ([challengeId, batch, news]): TalliesCommand => ({
    text: () => `put(${fc.stringify([challengeId, batch, news])})`,
    predict: (model) => [undefined, put(model, { challengeId, tallies: batch, news })],
    perform: Tallies.use((port) => port.put(challengeId, batch, news))
  })
)

const adding = (challengeId: ChallengeId): TalliesCommand => ({
  text: () => `totals(${challengeId})`,
  predict: (model) => [totals(model, challengeId), model],
  perform: Tallies.use((port) => port.totals(challengeId))
})

const asking = (userId: UserId): TalliesCommand => ({
  text: () => `ofUser(${userId})`,
  predict: (model) => [ofUser(model, userId), model],
  perform: Tallies.use((port) => port.ofUser(userId))
})

const looking = (fromHour: number): TalliesCommand => ({
  text: () => `busy(${fromHour})`,
  predict: (model) => [busy(model, fromHour), model],
  perform: Tallies.use((port) => port.busy(fromHour))
})

const entering = (userIds: ReadonlyArray<UserId>): TalliesCommand => ({
  text: () => `entered(${fc.stringify(userIds)})`,
  predict: (model) => [entered(model, userIds), model],
  perform: Tallies.use((port) => port.entered(userIds))
})

const countingActive = (fromHour: number): TalliesCommand => ({
  text: () => `active(${fromHour})`,
  predict: (model) => [active(model, fromHour), model],
  perform: Tallies.use((port) => port.active(fromHour))
})

const forgettingActive = (before: number): TalliesCommand => ({
  text: () => `forgetActive(${before}, 1000)`,
  predict: (model) => forgetActive(model, before),
  perform: Tallies.use((port) => port.forgetActive(before, 1_000))
})

const forgetting = (before: number): TalliesCommand => ({
  text: () => `forgetHours(${before}, 1000)`,
  predict: (model) => forgetHours(model, before),
  perform: Tallies.use((port) => port.forgetHours(before, 1_000))
})

export const talliesCommands = fc.oneof(
  { weight: 4, arbitrary: putting },
  { weight: 1, arbitrary: challengeIds.map(adding) },
  { weight: 1, arbitrary: fewUserIds.map(asking) },
  { weight: 1, arbitrary: fc.array(fewUserIds, { maxLength: 3 }).map(entering) },
  { weight: 1, arbitrary: fc.constantFrom(-1, 0, 1, 1_000_000).map(looking) },
  { weight: 1, arbitrary: fc.constantFrom(-1, 0, 1, 1_000_000).map(countingActive) },
  { weight: 1, arbitrary: fc.constantFrom(-1, 0, 1, 1_000_000).map(forgettingActive) },
  { weight: 1, arbitrary: fc.constantFrom(-1, 0, 1, 1_000_000).map(forgetting) }
)

export const talliesObservations = [
  ...["spring", "spring-2"].map((id) => adding(ChallengeId.make(id))),
  ...["ada", "bob", "Zoë", 'O\'Hara "x" \\'].map((name) => asking(UserId.make(name))),
  looking(-1),
  countingActive(-1)
]
