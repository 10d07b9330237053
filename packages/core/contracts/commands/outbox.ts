import { Effect, Option } from "effect"
import fc from "fast-check"
import { Outbox } from "../../src/challenge/index.ts"
import { ChallengeId } from "../../src/shared/index.ts"
import { challengeIds, fewUserIds, instants } from "../arbitraries/shared.ts"
import { someNews } from "../arbitraries/tally.ts"
import type { Command } from "../Command.ts"
import { add, type OutboxModel, oldest, refreshAt, take, waiting } from "../model/outbox.model.ts"

type OutboxCommand = Command<OutboxModel, Outbox>

const late = Date.UTC(9999, 11, 31)

const changes = fc.oneof(
  { weight: 6, arbitrary: fc.array(fewUserIds, { maxLength: 3 }) },
  { weight: 1, arbitrary: fc.constant("Everybody" as const) }
)

const adding = fc.tuple(challengeIds, changes, fc.option(someNews, { nil: undefined })).map(
  ([challengeId, changed, news]): OutboxCommand => ({
    text: () => `add(${fc.stringify([challengeId, changed, news])})`,
    predict: (model) => add(model, challengeId, changed, news),
    perform: Outbox.use((port) => port.add(challengeId, changed, news))
  })
)

const refreshing = fc.tuple(challengeIds, fc.option(instants, { nil: undefined })).map(
  ([challengeId, at]): OutboxCommand => ({
    text: () => `refreshAt(${fc.stringify([challengeId, at])})`,
    predict: (model) => refreshAt(model, challengeId, at),
    perform: Outbox.use((port) => port.refreshAt(challengeId, at))
  })
)

const taking = (challengeId: ChallengeId, now: number, limit: number): OutboxCommand => ({
  text: () => `take(${fc.stringify([challengeId, now, limit])})`,
  predict: (model) => take(model, challengeId, now, limit),
  perform: Outbox.use((port) => Effect.map(port.take(challengeId, now, limit), Option.getOrUndefined))
})

const looking = (now: number, limit: number, after?: ChallengeId): OutboxCommand => ({
  text: () => `waiting(${now}, ${limit}, ${after})`,
  predict: (model) => [waiting(model, now, limit, after), model],
  perform: Outbox.use((port) => port.waiting(now, limit, after))
})

const asking = (now: number): OutboxCommand => ({
  text: () => `oldest(${now})`,
  predict: (model) => [oldest(model, now), model],
  perform: Outbox.use((port) => Effect.map(port.oldest(now), Option.getOrUndefined))
})

const limits = fc.integer({ min: 1, max: 5 })

export const outboxCommands = fc.oneof(
  { weight: 4, arbitrary: adding },
  { weight: 1, arbitrary: refreshing },
  { weight: 3, arbitrary: fc.tuple(challengeIds, instants, limits).map((given) => taking(...given)) },
  {
    weight: 1,
    arbitrary: fc
      .tuple(instants, fc.integer({ min: 1, max: 2 }), fc.option(challengeIds, { nil: undefined }))
      .map((given) => looking(...given))
  },
  { weight: 1, arbitrary: instants.map(asking) }
)

export const outboxObservations = [
  looking(late, 9),
  asking(late),
  ...["spring", "spring-2"].flatMap((id) => [
    taking(ChallengeId.make(id), 0, 1),
    taking(ChallengeId.make(id), 0, 9),
    taking(ChallengeId.make(id), late, 9)
  ])
]
