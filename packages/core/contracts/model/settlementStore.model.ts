import {
  attemptsOf,
  countLines as count,
  dueOf,
  type LineChange,
  type LineCounts,
  type LinesAsked,
  type PayoutLine,
  type SettlementId,
  type SettlementPlan,
  type SettlementState
} from "../../src/settlement/index.ts"
import { type ChallengeId, compareIds } from "../../src/shared/index.ts"
import type { Prediction } from "../Command.ts"

/** What `SettlementStore` promises, over three lists. */
export interface SettlementStoreModel {
  readonly settlements: ReadonlyArray<SettlementState>
  readonly plans: ReadonlyArray<SettlementPlan>
  readonly lines: ReadonlyArray<PayoutLine>
}

/** The revision of a settlement that is not there. */
const none = -1

const revisionOf = (model: SettlementStoreModel, settlementId: SettlementId): number =>
  model.settlements.find((state) => state.settlementId === settlementId)?.revision ?? none

const put = (
  model: SettlementStoreModel,
  state: SettlementState,
  expected: number,
  settlements: ReadonlyArray<SettlementState>
): Prediction<SettlementStoreModel> => {
  const { settlementId } = state
  const actual = revisionOf(model, settlementId)
  return actual === expected
    ? [undefined, { ...model, settlements }]
    : [{ _tag: "SettlementConflict", settlementId, expected, actual }, model]
}

export const insert = (model: SettlementStoreModel, state: SettlementState): Prediction<SettlementStoreModel> =>
  put(model, state, none, [...model.settlements, state])

export const save = (
  model: SettlementStoreModel,
  state: SettlementState,
  expected: number
): Prediction<SettlementStoreModel> =>
  put(
    model,
    state,
    expected,
    model.settlements.map((other) => (other.settlementId === state.settlementId ? state : other))
  )

export const of = (model: SettlementStoreModel, challengeId: ChallengeId): ReadonlyArray<SettlementState> =>
  model.settlements.filter((state) => state.challengeId === challengeId)

export const plan = (model: SettlementStoreModel, hash: string): SettlementPlan | undefined =>
  model.plans.find((kept) => kept.hash === hash)

export const keepPlan = (model: SettlementStoreModel, added: SettlementPlan): Prediction<SettlementStoreModel> => [
  undefined,
  plan(model, added.hash) === undefined ? { ...model, plans: [...model.plans, added] } : model
]

const isSame = (a: PayoutLine, b: PayoutLine): boolean => a.settlementId === b.settlementId && a.key === b.key

const isAsRead = (stored: PayoutLine, read: PayoutLine): boolean =>
  isSame(stored, read) &&
  stored._tag === read._tag &&
  attemptsOf(stored).length === attemptsOf(read).length &&
  stored.minorUnits === read.minorUnits

export const addLines = (
  model: SettlementStoreModel,
  added: ReadonlyArray<PayoutLine>
): Prediction<SettlementStoreModel> => {
  const lines = [...model.lines]
  for (const line of added) if (!lines.some((known) => isSame(known, line))) lines.push(line)
  return [undefined, { ...model, lines }]
}

const changeLine = (
  [told, model]: readonly [ReadonlyArray<boolean>, SettlementStoreModel],
  { before, after }: LineChange
): readonly [ReadonlyArray<boolean>, SettlementStoreModel] => [
  [...told, model.lines.some((stored) => isAsRead(stored, before))],
  { ...model, lines: model.lines.map((stored) => (isAsRead(stored, before) ? after : stored)) }
]

export const changeLines = (
  model: SettlementStoreModel,
  changes: ReadonlyArray<LineChange>
): Prediction<SettlementStoreModel> => {
  const isFirst = ({ before }: LineChange, at: number): boolean =>
    changes.findIndex((other) => isSame(other.before, before)) === at
  const [told, next] = changes.filter(isFirst).reduce(changeLine, [[], model])
  const answers = told.values()
  return [changes.map((change, at) => (isFirst(change, at) ? answers.next().value : false)), next]
}

export const linesOf = (
  model: SettlementStoreModel,
  settlementId: SettlementId,
  { states, dueBy, after, limit }: LinesAsked
): ReadonlyArray<PayoutLine> =>
  model.lines
    .filter((line) => line.settlementId === settlementId)
    .filter(({ _tag }) => states === undefined || states.includes(_tag))
    .filter((line) => dueBy === undefined || (dueOf(line) ?? dueBy) <= dueBy)
    .filter(({ key }) => after === undefined || compareIds(key, after) > 0)
    .toSorted((a, b) => compareIds(a.key, b.key))
    .slice(0, limit)

const ofChallenge = (model: SettlementStoreModel, challengeId: ChallengeId): ReadonlyArray<PayoutLine> =>
  model.lines
    .filter((line) => line.challengeId === challengeId)
    .toSorted((a, b) => a.version - b.version || compareIds(a.settlementId, b.settlementId) || compareIds(a.key, b.key))

export const linesByKey = (
  model: SettlementStoreModel,
  challengeId: ChallengeId,
  keys: ReadonlyArray<string>
): ReadonlyArray<PayoutLine> => {
  const settlements = of(model, challengeId).map(({ settlementId }) => settlementId)
  return ofChallenge(model, challengeId).filter(
    ({ key, settlementId }) => keys.includes(key) && settlements.includes(settlementId)
  )
}

export const linesByAttempt = (
  model: SettlementStoreModel,
  challengeId: ChallengeId,
  attemptKey: string
): ReadonlyArray<PayoutLine> =>
  ofChallenge(model, challengeId).filter((line) => attemptsOf(line).some(({ key }) => key === attemptKey))

export const providersOf = (model: SettlementStoreModel, settlementId: SettlementId): ReadonlyArray<string> => {
  const attempts = model.lines.filter((line) => line.settlementId === settlementId).flatMap(attemptsOf)
  return [...new Set(attempts.flatMap(({ provider }) => provider ?? []))].toSorted(compareIds)
}

export const countLines = (model: SettlementStoreModel, settlementId: SettlementId, upTo?: number): LineCounts => {
  const counts = count(model.lines.filter((line) => line.settlementId === settlementId))
  const capped = Object.entries(counts).map(([state, lines]) => [state, Math.min(lines, upTo ?? lines)])
  return { ...counts, ...Object.fromEntries(capped) }
}
