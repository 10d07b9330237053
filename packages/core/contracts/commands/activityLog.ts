import fc from "fast-check"
import { ActivityLog } from "../../src/activity/index.ts"
import { ChallengeId, UserId } from "../../src/shared/index.ts"
import { identities, judgedRows } from "../arbitraries/activity.ts"
import { challengeIds, fewUserIds, instants } from "../arbitraries/shared.ts"
import type { Command } from "../Command.ts"
import {
  type ActivityLogModel,
  append,
  counted,
  countedAt,
  countHeld,
  held,
  review
} from "../model/activityLog.model.ts"

type ActivityLogCommand = Command<ActivityLogModel, ActivityLog>

const appending = fc.tuple(challengeIds, fc.array(judgedRows, { maxLength: 6 })).map(
  ([challengeId, rows]): ActivityLogCommand => ({
    text: () => `append(${fc.stringify([challengeId, rows])})`,
    predict: (model) => append(model, challengeId, rows),
    perform: ActivityLog.use((port) => port.append(challengeId, rows))
  })
)

const reviewing = fc.tuple(challengeIds, identities, fc.constantFrom("Released" as const, "Rejected" as const)).map(
  ([challengeId, identity, verdict]): ActivityLogCommand => ({
    text: () => `review(${fc.stringify([challengeId, identity, verdict])})`,
    predict: (model) => review(model, challengeId, identity, verdict),
    perform: ActivityLog.use((port) => port.review(challengeId, identity, verdict))
  })
)

const counting = ([challengeId, userIds]: readonly [ChallengeId, ReadonlyArray<UserId>]): ActivityLogCommand => ({
  text: () => `counted(${fc.stringify([challengeId, userIds])})`,
  predict: (model) => [counted(model, challengeId, userIds), model],
  perform: ActivityLog.use((port) => port.counted(challengeId, userIds))
})

const countingAt = (challengeId: ChallengeId, userIds: ReadonlyArray<UserId>, by: number): ActivityLogCommand => ({
  text: () => `countedAt(${fc.stringify([challengeId, userIds, by])})`,
  predict: (model) => [countedAt(model, challengeId, userIds, by), model],
  perform: ActivityLog.use((port) => port.countedAt(challengeId, userIds, by))
})

const holding = ([challengeId, userId]: readonly [ChallengeId, UserId | undefined]): ActivityLogCommand => ({
  text: () => `held(${fc.stringify([challengeId, userId])})`,
  predict: (model) => [held(model, challengeId, userId), model],
  perform: ActivityLog.use((port) => port.held(challengeId, userId))
})

const countingHeld = (challengeId: ChallengeId): ActivityLogCommand => ({
  text: () => `countHeld(${challengeId})`,
  predict: (model) => [countHeld(model, challengeId), model],
  perform: ActivityLog.use((port) => port.countHeld(challengeId))
})

export const activityLogCommands = fc.oneof(
  { weight: 1, arbitrary: challengeIds.map(countingHeld) },
  { weight: 6, arbitrary: appending },
  { weight: 3, arbitrary: reviewing },
  { weight: 1, arbitrary: fc.tuple(challengeIds, fc.array(fewUserIds, { maxLength: 3 })).map(counting) },
  {
    weight: 2,
    arbitrary: fc
      .tuple(challengeIds, fc.array(fewUserIds, { maxLength: 3 }), instants)
      .map((given) => countingAt(...given))
  },
  { weight: 1, arbitrary: fc.tuple(challengeIds, fc.option(fewUserIds, { nil: undefined })).map(holding) }
)

const everyone = ["ada", "bob", "Zoë"].map((text) => UserId.make(text))

export const activityLogObservations = ["spring", "spring-2"]
  .map((text) => ChallengeId.make(text))
  .flatMap((challengeId) => [
    counting([challengeId, everyone]),
    ...[undefined, ...everyone].map((userId) => holding([challengeId, userId]))
  ])
