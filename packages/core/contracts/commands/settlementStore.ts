import { Effect, Option } from "effect"
import fc from "fast-check"
import {
  type LinesAsked,
  type PayoutLine,
  SettlementId,
  SettlementStore,
  storedPlan
} from "../../src/settlement/index.ts"
import { ChallengeId } from "../../src/shared/index.ts"
import {
  attemptKeys,
  lineChanges,
  payoutLines,
  planWith,
  settlementIds,
  settlements
} from "../arbitraries/settlement.ts"
import { challengeIds } from "../arbitraries/shared.ts"
import type { Command } from "../Command.ts"
import {
  addLines,
  changeLines,
  countLines,
  insert,
  keepPlan,
  linesByAttempt,
  linesByKey,
  linesOf,
  of,
  plan,
  providersOf,
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

const changing = fc.array(lineChanges, { minLength: 1, maxLength: 3 }).map(
  (batch): SettlementCommand => ({
    text: () => `changeLines(${fc.stringify(batch)})`,
    predict: (model) => changeLines(model, batch),
    perform: SettlementStore.use((port) => port.changeLines(batch))
  })
)

const listing = (challengeId: ChallengeId): SettlementCommand => ({
  text: () => `of(${challengeId})`,
  predict: (model) => [of(model, challengeId), model],
  perform: SettlementStore.use((port) => port.of(challengeId))
})

const reading = (hash: string): SettlementCommand => ({
  text: () => `plan(${hash})`,
  predict: (model) => [plan(model, hash), model],
  perform: Effect.map(storedPlan(hash), (kept) => Option.getOrUndefined(kept)?.plan)
})

const everyLine = { limit: 100 }

const listingLines = (settlementId: SettlementId, asked: LinesAsked): SettlementCommand => ({
  text: () => `linesOf(${settlementId}, ${fc.stringify(asked)})`,
  predict: (model) => [linesOf(model, settlementId, asked), model],
  perform: SettlementStore.use((port) => port.linesOf(settlementId, asked))
})

const askedFor: fc.Arbitrary<LinesAsked> = fc.record(
  {
    states: fc.subarray<PayoutLine["_tag"]>(["Payable", "Held", "Claimed", "Submitted", "Confirmed", "Unclaimed"]),
    dueBy: fc.constantFrom(1, 2, 8999, 9000),
    after: fc.constantFrom("", "K", "k1", "k1 ", "k2"),
    limit: fc.integer({ min: 1, max: 3 })
  },
  { requiredKeys: ["limit"], noNullPrototype: true }
)

const findingByKey = (challengeId: ChallengeId, keys: ReadonlyArray<string>): SettlementCommand => ({
  text: () => `linesByKey(${challengeId}, ${keys})`,
  predict: (model) => [linesByKey(model, challengeId, keys), model],
  perform: SettlementStore.use((port) => port.linesByKey(challengeId, keys))
})

const findingByAttempt = (challengeId: ChallengeId, attemptKey: string): SettlementCommand => ({
  text: () => `linesByAttempt(${challengeId}, ${attemptKey})`,
  predict: (model) => [linesByAttempt(model, challengeId, attemptKey), model],
  perform: SettlementStore.use((port) => port.linesByAttempt(challengeId, attemptKey))
})

const counting = (settlementId: SettlementId, upTo?: number): SettlementCommand => ({
  text: () => `countLines(${settlementId}, ${upTo})`,
  predict: (model) => [countLines(model, settlementId, upTo), model],
  perform: SettlementStore.use((port) => port.countLines(settlementId, upTo))
})

const naming = (settlementId: SettlementId): SettlementCommand => ({
  text: () => `providersOf(${settlementId})`,
  predict: (model) => [providersOf(model, settlementId), model],
  perform: SettlementStore.use((port) => port.providersOf(settlementId))
})

export const settlementStoreCommands = fc.oneof(
  { weight: 3, arbitrary: inserting },
  { weight: 4, arbitrary: saving },
  { weight: 2, arbitrary: keeping },
  { weight: 3, arbitrary: adding },
  { weight: 6, arbitrary: changing },
  { weight: 1, arbitrary: challengeIds.map(listing) },
  { weight: 2, arbitrary: fc.tuple(settlementIds, askedFor).map(([id, asked]) => listingLines(id, asked)) },
  { weight: 1, arbitrary: fc.tuple(settlementIds, fc.constantFrom(1, 2)).map(([id, upTo]) => counting(id, upTo)) }
)

const spring = ChallengeId.make("spring")

export const settlementStoreObservations = [
  ...["spring", "spring-2"].map((text) => listing(ChallengeId.make(text))),
  ...["0", "f"].map((digit) => reading(digit.repeat(64))),
  ...["a", "b", "Ünïcode: 1/2"]
    .map((text) => SettlementId.make(text))
    .flatMap((id) => [listingLines(id, everyLine), counting(id), naming(id)]),
  ...[["k1"], ["K", "k1"], []].map((keys) => findingByKey(spring, keys)),
  ...attemptKeys.map((key) => findingByAttempt(spring, key))
]
