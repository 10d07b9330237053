import { Effect, Option } from "effect"
import fc from "fast-check"
import { type SnapshotKind, Snapshots } from "../../src/challenge/index.ts"
import { ChallengeId, type Day } from "../../src/shared/index.ts"
import { boards, dailyBoards } from "../arbitraries/board.ts"
import { challengeIds } from "../arbitraries/shared.ts"
import type { Command } from "../Command.ts"
import { days, find, findDaily, put, putDaily, type SnapshotsModel } from "../model/snapshots.model.ts"

type SnapshotsCommand = Command<SnapshotsModel, Snapshots>

const kinds = ["Frozen", "Final"] as const
const places = fc.tuple(challengeIds, fc.constantFrom(...kinds))

const saving = fc.tuple(places, boards).map(
  ([[challengeId, kind], board]): SnapshotsCommand => ({
    text: () => `save(${fc.stringify([challengeId, kind, board])})`,
    predict: (model) => put(model, challengeId, kind, board),
    perform: Snapshots.use((port) => port.save(challengeId, kind, board))
  })
)

const dropping = places.map(
  ([challengeId, kind]): SnapshotsCommand => ({
    text: () => `drop(${fc.stringify([challengeId, kind])})`,
    predict: (model) => put(model, challengeId, kind, undefined),
    perform: Snapshots.use((port) => port.drop(challengeId, kind))
  })
)

const finding = ([challengeId, kind]: readonly [ChallengeId, SnapshotKind]): SnapshotsCommand => ({
  text: () => `find(${fc.stringify([challengeId, kind])})`,
  predict: (model) => [find(model, challengeId, kind), model],
  perform: Snapshots.use((port) => Effect.map(port.find(challengeId, kind), Option.getOrUndefined))
})

const fewDays = [-1, 0, 20_000] as const
const dayPlaces = fc.tuple(challengeIds, fc.constantFrom(...fewDays))

const savingDaily = fc.tuple(dayPlaces, dailyBoards).map(
  ([[challengeId, day], board]): SnapshotsCommand => ({
    text: () => `saveDaily(${fc.stringify([challengeId, day, board])})`,
    predict: (model) => putDaily(model, challengeId, day, board),
    perform: Snapshots.use((port) => port.saveDaily(challengeId, day, board))
  })
)

const findingDaily = ([challengeId, day]: readonly [ChallengeId, Day]): SnapshotsCommand => ({
  text: () => `daily(${fc.stringify([challengeId, day])})`,
  predict: (model) => [findDaily(model, challengeId, day), model],
  perform: Snapshots.use((port) => Effect.map(port.daily(challengeId, day), Option.getOrUndefined))
})

const listingDays = (challengeId: ChallengeId): SnapshotsCommand => ({
  text: () => `days(${challengeId})`,
  predict: (model) => [days(model, challengeId), model],
  perform: Snapshots.use((port) => port.days(challengeId))
})

export const snapshotsCommands = fc.oneof(
  { weight: 3, arbitrary: saving },
  { weight: 1, arbitrary: dropping },
  { weight: 2, arbitrary: places.map(finding) },
  { weight: 3, arbitrary: savingDaily },
  { weight: 2, arbitrary: dayPlaces.map(findingDaily) },
  { weight: 1, arbitrary: challengeIds.map(listingDays) }
)

export const snapshotsObservations = ["spring", "spring-2"]
  .map((text) => ChallengeId.make(text))
  .flatMap((challengeId) => [
    ...kinds.map((kind) => finding([challengeId, kind])),
    listingDays(challengeId),
    ...fewDays.map((day) => findingDaily([challengeId, day]))
  ])
