import { Effect, Option } from "effect"
import fc from "fast-check"
import {
  type DailyList,
  type DailyPage,
  type LastDays,
  type SnapshotKind,
  Snapshots
} from "../../src/challenge/index.ts"
import { ChallengeId, type Day, type ParticipantId } from "../../src/shared/index.ts"
import { boards, dailyBoards } from "../arbitraries/board.ts"
import { challengeIds, participantIds } from "../arbitraries/shared.ts"
import type { Command } from "../Command.ts"
import { dailyPage, dailyRows, days, find, put, putDaily, type SnapshotsModel } from "../model/snapshots.model.ts"

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

const lists = fc.constantFrom<DailyList>("overall", "teams")
const plain = { noNullPrototype: true } as const

const paging = ([challengeId, day, list, page]: readonly [
  ChallengeId,
  Day,
  DailyList,
  DailyPage
]): SnapshotsCommand => ({
  text: () => `dailyPage(${fc.stringify([challengeId, day, list, page])})`,
  predict: (model) => [dailyPage(model, challengeId, day, list, page), model],
  perform: Snapshots.use((port) => Effect.map(port.dailyPage(challengeId, day, list, page), Option.getOrUndefined))
})

const pages = fc.record(
  { limit: fc.integer({ min: 0, max: 7 }), after: fc.integer({ min: 0, max: 7 }) },
  { requiredKeys: ["limit"], ...plain }
)

const followingRows = ([challengeId, list, participants, asked]: readonly [
  ChallengeId,
  DailyList,
  ReadonlyArray<ParticipantId>,
  LastDays
]): SnapshotsCommand => ({
  text: () => `dailyRows(${fc.stringify([challengeId, list, participants, asked])})`,
  predict: (model) => [dailyRows(model, challengeId, list, participants, asked), model],
  perform: Snapshots.use((port) => port.dailyRows(challengeId, list, participants, asked))
})

const lastDays = fc.record(
  { last: fc.integer({ min: 1, max: 4 }), through: fc.constantFrom(-2, -1, 0, 1, 20_000, 20_001) },
  { requiredKeys: ["last"], ...plain }
)

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
  { weight: 2, arbitrary: fc.tuple(challengeIds, fc.constantFrom(...fewDays), lists, pages).map(paging) },
  {
    weight: 2,
    arbitrary: fc.tuple(challengeIds, lists, fc.array(participantIds, { maxLength: 8 }), lastDays).map(followingRows)
  },
  { weight: 1, arbitrary: challengeIds.map(listingDays) }
)

export const snapshotsObservations = ["spring", "spring-2"]
  .map((text) => ChallengeId.make(text))
  .flatMap((challengeId) => [
    ...kinds.map((kind) => finding([challengeId, kind])),
    listingDays(challengeId),
    ...fewDays.flatMap((day) =>
      (["overall", "teams"] as const).map((list) => paging([challengeId, day, list, { limit: 10 }]))
    )
  ])
