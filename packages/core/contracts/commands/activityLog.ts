import { Effect } from "effect"
import fc from "fast-check"
import {
  ActivityLog,
  type Judged,
  type Listed,
  type ListedState,
  type LogChange,
  type Logged,
  type LogPage,
  listedStates
} from "../../src/activity/index.ts"
import { ChallengeId, UserId } from "../../src/shared/index.ts"
import { appendTo } from "../activityRows.ts"
import { identities, judgedRows } from "../arbitraries/activity.ts"
import { challengeIds, fewUserIds, instants } from "../arbitraries/shared.ts"
import type { Command } from "../Command.ts"
import {
  type ActivityLogModel,
  append,
  changes,
  counted,
  countedAt,
  countHeld,
  held,
  page,
  review
} from "../model/activityLog.model.ts"

type ActivityLogCommand = Command<ActivityLogModel, ActivityLog>

const appending = fc.tuple(challengeIds, fc.array(judgedRows, { maxLength: 6 })).map(
  ([challengeId, rows]): ActivityLogCommand => ({
    text: () => `append(${fc.stringify([challengeId, rows])})`,
    predict: (model) => append(model, challengeId, rows),
    perform: appendTo(challengeId, rows)
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

/** Every page after the other; what happens meanwhile happens after the first. */
interface Leafing {
  readonly challengeId: ChallengeId
  readonly which: Listed
  readonly limit: number
  readonly meanwhile: ReadonlyArray<Judged>
}

const withoutPlace = ({ arrival, state }: Logged) => ({ arrival, state })

const nextOf = (page: ReadonlyArray<Logged>, limit: number): LogPage | undefined => {
  const last = page.at(-1)
  return last === undefined || page.length < limit ? undefined : { limit, before: last.place }
}

const leafing = ({ challengeId, which, limit, meanwhile }: Leafing): ActivityLogCommand => ({
  text: () => `leafing(${fc.stringify([challengeId, which, limit, meanwhile])})`,
  predict: (model) => {
    const first = page(model, challengeId, which, { limit })
    const [, next] = append(model, challengeId, meanwhile)
    const all = [...first]
    for (let asked = nextOf(first, limit); asked !== undefined; ) {
      const found = page(next, challengeId, which, asked)
      all.push(...found)
      asked = nextOf(found, limit)
    }
    return [all.map(withoutPlace), next]
  },
  perform: Effect.gen(function* () {
    const port = yield* ActivityLog
    const all = [...(yield* port.page(challengeId, which, { limit }))]
    let asked = nextOf(all, limit)
    yield* appendTo(challengeId, meanwhile)
    while (asked !== undefined) {
      const found = yield* port.page(challengeId, which, asked)
      all.push(...found)
      asked = nextOf(found, limit)
    }
    return all.map(withoutPlace)
  })
})

/** All that changed of a user, some at a time, each time from the last change on; and that there is nothing after the last. */
const following = ([challengeId, userId, limit]: readonly [ChallengeId, UserId, number]): ActivityLogCommand => ({
  text: () => `following(${fc.stringify([challengeId, userId, limit])})`,
  predict: (model) => [changes(model, challengeId, userId), model],
  perform: Effect.gen(function* () {
    const port = yield* ActivityLog
    const all: Array<LogChange> = []
    for (let isMore = true; isMore; ) {
      const some = yield* port.changes(challengeId, userId, all.at(-1)?.change ?? 0, limit)
      all.push(...some)
      isMore = some.length === limit
    }
    const last = yield* port.lastChange(challengeId, userId)
    if (last !== (all.at(-1)?.change ?? 0)) return yield* Effect.die(new Error(`the last change is said to be ${last}`))
    return all.map(withoutPlace)
  })
})

const states: fc.Arbitrary<ListedState> = fc.constantFrom(...listedStates)
const listed: fc.Arbitrary<Listed> = fc.oneof(
  fewUserIds.map((userId) => ({ userId })),
  states.map((state) => ({ state })),
  fc.tuple(fewUserIds, states).map(([userId, state]) => ({ userId, state }))
)

export const activityLogCommands = fc.oneof(
  { weight: 1, arbitrary: challengeIds.map(countingHeld) },
  { weight: 6, arbitrary: appending },
  { weight: 3, arbitrary: reviewing },
  {
    weight: 3,
    arbitrary: fc
      .record({
        challengeId: challengeIds,
        which: listed,
        limit: fc.integer({ min: 1, max: 5 }),
        meanwhile: fc.array(judgedRows, { maxLength: 3 })
      })
      .map(leafing)
  },
  { weight: 1, arbitrary: fc.tuple(challengeIds, fc.array(fewUserIds, { maxLength: 3 })).map(counting) },
  {
    weight: 2,
    arbitrary: fc
      .tuple(challengeIds, fc.array(fewUserIds, { maxLength: 3 }), instants)
      .map((given) => countingAt(...given))
  },
  { weight: 2, arbitrary: fc.tuple(challengeIds, fewUserIds, fc.integer({ min: 1, max: 4 })).map(following) },
  { weight: 1, arbitrary: fc.tuple(challengeIds, fc.option(fewUserIds, { nil: undefined })).map(holding) }
)

const everyone = ["ada", "bob", "Zoë"].map((text) => UserId.make(text))

export const activityLogObservations = ["spring", "spring-2"]
  .map((text) => ChallengeId.make(text))
  .flatMap((challengeId) => [
    counting([challengeId, everyone]),
    ...everyone.map((userId) => following([challengeId, userId, 100])),
    ...[undefined, ...everyone].map((userId) => holding([challengeId, userId])),
    ...[...listedStates.map((state) => ({ state })), ...everyone.map((userId) => ({ userId }))].map((which) =>
      leafing({ challengeId, which, limit: 100, meanwhile: [] })
    )
  ])
