import fc from "fast-check"
import { type AdjustmentPage, Adjustments } from "../../src/challenge/index.ts"
import { ChallengeId } from "../../src/shared/index.ts"
import { adjustmentIds, adjustments, reversals } from "../arbitraries/adjustment.ts"
import { challengeIds, instants, participantIds } from "../arbitraries/shared.ts"
import type { Command } from "../Command.ts"
import * as Model from "../model/adjustments.model.ts"

type AdjustmentsCommand = Command<Model.AdjustmentsModel, Adjustments>

const adjusting = fc.tuple(challengeIds, adjustments).map(
  ([challengeId, adjustment]): AdjustmentsCommand => ({
    text: () => `add(${fc.stringify([challengeId, adjustment])})`,
    predict: (model) => Model.add(model, challengeId, adjustment),
    perform: Adjustments.use((port) => port.add(challengeId, adjustment))
  })
)

const reversing = fc.tuple(challengeIds, adjustmentIds, reversals).map(
  ([challengeId, id, reversal]): AdjustmentsCommand => ({
    text: () => `reverse(${fc.stringify([challengeId, id, reversal])})`,
    predict: (model) => Model.reverse(model, challengeId, id, reversal),
    perform: Adjustments.use((port) => port.reverse(challengeId, id, reversal))
  })
)

const finding = fc.tuple(challengeIds, adjustmentIds).map(
  ([challengeId, id]): AdjustmentsCommand => ({
    text: () => `find(${challengeId}, ${id})`,
    predict: (model) => [Model.find(model, challengeId, id), model],
    perform: Adjustments.use((port) => port.find(challengeId, id))
  })
)

const summing = fc
  .tuple(challengeIds, fc.uniqueArray(participantIds, { maxLength: 4 }), fc.option(instants, { nil: undefined }))
  .map(
    ([challengeId, participants, until]): AdjustmentsCommand => ({
      text: () => `sums(${fc.stringify([challengeId, participants, until])})`,
      predict: (model) => [Model.sums(model, challengeId, participants, until), model],
      perform: Adjustments.use((port) => port.sums(challengeId, participants, until))
    })
  )

const paging = (challengeId: ChallengeId, asked: AdjustmentPage): AdjustmentsCommand => ({
  text: () => `page(${fc.stringify([challengeId, asked])})`,
  predict: (model) => [Model.page(model, challengeId, asked), model],
  perform: Adjustments.use((port) => port.page(challengeId, asked))
})

const places = fc.record({ at: instants, id: adjustmentIds }, { noNullPrototype: true })
const pages = fc.record(
  { limit: fc.integer({ min: 1, max: 3 }), participantId: participantIds, after: places },
  { requiredKeys: ["limit"], noNullPrototype: true }
)

export const adjustmentsCommands = fc.oneof(
  { weight: 5, arbitrary: adjusting },
  { weight: 2, arbitrary: reversing },
  { weight: 1, arbitrary: finding },
  { weight: 2, arbitrary: summing },
  { weight: 2, arbitrary: fc.tuple(challengeIds, pages).map(([id, asked]) => paging(id, asked)) }
)

export const adjustmentsObservations = ["spring", "spring-2"].map((id) => paging(ChallengeId.make(id), { limit: 100 }))
