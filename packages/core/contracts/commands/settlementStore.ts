import { Effect, Option } from "effect"
import fc from "fast-check"
import { SettlementId, SettlementStore } from "../../src/settlement/index.ts"
import { ChallengeId } from "../../src/shared/index.ts"
import { payoutLines, planWith, settlementIds, settlements } from "../arbitraries/settlement.ts"
import { challengeIds } from "../arbitraries/shared.ts"
import type { Command } from "../Command.ts"
import {
  addLines,
  changeLine,
  insert,
  keepPlan,
  linesOf,
  of,
  plan,
  type SettlementStoreModel,
  save
} from "../model/settlementStore.model.ts"

type SettlementCommand = Command<SettlementStoreModel, SettlementStore>

const inserting = settlements.map(
  (state): SettlementCommand => ({
    text: () => `insert(${fc.stringify(state)})`,
    predict: (model) => insert(model, state),
    perform: SettlementStore.use((port) => port.insert(state))
  })
)

const saving = fc.tuple(settlements, fc.integer({ min: 0, max: 2 })).map(
  ([state, expected]): SettlementCommand => ({
    text: () => `save(${fc.stringify([state, expected])})`,
    predict: (model) => save(model, state, expected),
    perform: SettlementStore.use((port) => port.save(state, expected))
  })
)

const keeping = fc.tuple(challengeIds, fc.constantFrom("0".repeat(64), "f".repeat(64))).map(
  ([challengeId, hash]): SettlementCommand => ({
    text: () => `keepPlan(of ${challengeId}, ${hash})`,
    predict: (model) => keepPlan(model, planWith(challengeId, hash)),
    perform: SettlementStore.use((port) => port.keepPlan(planWith(challengeId, hash)))
  })
)

const adding = fc.array(payoutLines, { maxLength: 4 }).map(
  (lines): SettlementCommand => ({
    text: () => `addLines(${fc.stringify(lines)})`,
    predict: (model) => addLines(model, lines),
    perform: SettlementStore.use((port) => port.addLines(lines))
  })
)

const changing = fc
  .tuple(payoutLines, payoutLines)
  .map(([before, { settlementId: _, key: __, ...rest }]): SettlementCommand => {
    const after = { ...rest, settlementId: before.settlementId, key: before.key }
    return {
      text: () => `changeLine(${fc.stringify([before, after])})`,
      predict: (model) => changeLine(model, before, after),
      perform: SettlementStore.use((port) => port.changeLine(before, after))
    }
  })

const listing = (challengeId: ChallengeId): SettlementCommand => ({
  text: () => `of(${challengeId})`,
  predict: (model) => [of(model, challengeId), model],
  perform: SettlementStore.use((port) => port.of(challengeId))
})

const reading = (hash: string): SettlementCommand => ({
  text: () => `plan(${hash})`,
  predict: (model) => [plan(model, hash), model],
  perform: SettlementStore.use((port) => Effect.map(port.plan(hash), Option.getOrUndefined))
})

const listingLines = (settlementId: SettlementId): SettlementCommand => ({
  text: () => `linesOf(${settlementId})`,
  predict: (model) => [linesOf(model, settlementId), model],
  perform: SettlementStore.use((port) => port.linesOf(settlementId))
})

export const settlementStoreCommands = fc.oneof(
  { weight: 3, arbitrary: inserting },
  { weight: 4, arbitrary: saving },
  { weight: 2, arbitrary: keeping },
  { weight: 3, arbitrary: adding },
  { weight: 6, arbitrary: changing },
  { weight: 1, arbitrary: challengeIds.map(listing) },
  { weight: 1, arbitrary: settlementIds.map(listingLines) }
)

export const settlementStoreObservations = [
  ...["spring", "spring-2"].map((text) => listing(ChallengeId.make(text))),
  ...["0", "f"].map((digit) => reading(digit.repeat(64))),
  ...["a", "b", "Ünïcode: 1/2"].map((text) => listingLines(SettlementId.make(text)))
]
