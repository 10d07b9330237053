import fc from "fast-check"
import { type CircleId, Circles } from "../../src/community/index.ts"
import type { UserId } from "../../src/shared/index.ts"
import { circleAmendments, circleIds, circleMembers, newCircles } from "../arbitraries/community.ts"
import { fewUserIds } from "../arbitraries/shared.ts"
import type { Command } from "../Command.ts"
import * as Model from "../model/circles.model.ts"

type CirclesCommand = Command<Model.CirclesModel, Circles>

const adding = newCircles.map(
  (circle): CirclesCommand => ({
    text: () => `add(${fc.stringify(circle)})`,
    predict: (model) => Model.add(model, circle),
    perform: Circles.use((port) => port.add(circle))
  })
)

const entering = fc.tuple(circleIds, circleMembers).map(
  ([id, member]): CirclesCommand => ({
    text: () => `enter(${id}, ${fc.stringify(member)})`,
    predict: (model) => Model.enter(model, id, member),
    perform: Circles.use((port) => port.enter(id, member))
  })
)

const leaving = fc.tuple(circleIds, fewUserIds).map(
  ([id, userId]): CirclesCommand => ({
    text: () => `leave(${id}, ${userId})`,
    predict: (model) => Model.leave(model, id, userId),
    perform: Circles.use((port) => port.leave(id, userId))
  })
)

const amending = fc.tuple(circleIds, circleAmendments).map(
  ([id, amendment]): CirclesCommand => ({
    text: () => `amend(${id}, ${fc.stringify(amendment)})`,
    predict: (model) => Model.amend(model, id, amendment),
    perform: Circles.use((port) => port.amend(id, amendment))
  })
)

const removing = circleIds.map(
  (id): CirclesCommand => ({
    text: () => `remove(${id})`,
    predict: (model) => Model.remove(model, id),
    perform: Circles.use((port) => port.remove(id))
  })
)

const finding = (id: CircleId): CirclesCommand => ({
  text: () => `find(${id})`,
  predict: (model) => [Model.find(model, id), model],
  perform: Circles.use((port) => port.find(id))
})

const looking = fc.tuple(fewUserIds, fc.array(circleIds, { maxLength: 4 })).map(
  ([userId, ids]): CirclesCommand => ({
    text: () => `isIn(${userId}, ${ids})`,
    predict: (model) => [Model.isIn(model, userId, ids), model],
    perform: Circles.use((port) => port.isIn(userId, ids))
  })
)

const limits = fc.integer({ min: 1, max: 3 })

const paging = fc.tuple(circleIds, limits, fc.option(circleMembers, { nil: undefined })).map(
  ([id, limit, after]): CirclesCommand => ({
    text: () => `members(${id}, ${limit}, ${fc.stringify(after)})`,
    predict: (model) => [Model.members(model, id, limit, after), model],
    perform: Circles.use((port) => port.members(id, limit, after))
  })
)

const places = fc.tuple(circleMembers, circleIds).map(([{ joinedAt }, circleId]) => ({ joinedAt, circleId }))

const listing = (
  userId: UserId,
  limit: number,
  after?: Parameters<Circles["Service"]["ofUser"]>[2]
): CirclesCommand => ({
  text: () => `ofUser(${userId}, ${limit}, ${fc.stringify(after)})`,
  predict: (model) => [Model.ofUser(model, userId, limit, after), model],
  perform: Circles.use((port) => port.ofUser(userId, limit, after))
})

export const circlesCommands = fc.oneof(
  { weight: 4, arbitrary: adding },
  { weight: 8, arbitrary: entering },
  { weight: 4, arbitrary: leaving },
  { weight: 3, arbitrary: amending },
  { weight: 1, arbitrary: removing },
  { weight: 1, arbitrary: circleIds.map(finding) },
  { weight: 1, arbitrary: looking },
  { weight: 2, arbitrary: paging },
  {
    weight: 2,
    arbitrary: fc
      .tuple(fewUserIds, limits, fc.option(places, { nil: undefined }))
      .map(([userId, limit, after]) => listing(userId, limit, after))
  }
)

const users = [...new Set(fc.sample(fewUserIds, { numRuns: 50, seed: 1 }))]
const circles = [...new Set(fc.sample(circleIds, { numRuns: 50, seed: 1 }))]

export const circlesObservations = [...circles.map(finding), ...users.map((userId) => listing(userId, 100))]
