import { Option } from "effect"
import type { Adjustment, AdjustmentId, AdjustmentPage, Reversal } from "../../src/challenge/index.ts"
import type { ChallengeId, Instant, ParticipantId } from "../../src/shared/index.ts"
import type { Prediction } from "../Command.ts"

/** What `Adjustments` promises, over one list. */
export type AdjustmentsModel = ReadonlyArray<readonly [challengeId: ChallengeId, adjustment: Adjustment]>

type Predicted = Prediction<AdjustmentsModel>

// Who makes it and when is not compared: whoever tries again does so later.
const fields = ["participantId", "amount", "reason"] as const

const of = (model: AdjustmentsModel, challengeId: ChallengeId): ReadonlyArray<Adjustment> =>
  model.filter(([id]) => id === challengeId).map(([, adjustment]) => adjustment)

const known = (model: AdjustmentsModel, challengeId: ChallengeId, id: AdjustmentId) =>
  of(model, challengeId).find((one) => one.id === id)

export const add = (model: AdjustmentsModel, challengeId: ChallengeId, adjustment: Adjustment): Predicted => {
  const existing = known(model, challengeId, adjustment.id)
  if (existing === undefined) return [{ adjustment, isNew: true }, [...model, [challengeId, adjustment]]]
  const field = fields.find((name) => existing[name] !== adjustment[name])
  return field === undefined
    ? [{ adjustment: existing, isNew: false }, model]
    : [{ _tag: "AdjustmentConflict", challengeId, id: adjustment.id, field }, model]
}

export const reverse = (
  model: AdjustmentsModel,
  challengeId: ChallengeId,
  id: AdjustmentId,
  reversal: Reversal
): Predicted => {
  const existing = known(model, challengeId, id)
  if (existing === undefined) return [Option.none(), model]
  if (existing.reversal !== undefined) return [Option.some({ adjustment: existing, isNew: false }), model]
  const adjustment = { ...existing, reversal }
  return [
    Option.some({ adjustment, isNew: true }),
    model.map((row) => (row[1] === existing ? ([challengeId, adjustment] as const) : row))
  ]
}

export const find = (model: AdjustmentsModel, challengeId: ChallengeId, id: AdjustmentId) =>
  Option.fromUndefinedOr(known(model, challengeId, id))

export const sums = (
  model: AdjustmentsModel,
  challengeId: ChallengeId,
  participants: ReadonlyArray<ParticipantId>,
  until: Instant = Number.POSITIVE_INFINITY
): ReadonlyMap<ParticipantId, bigint> => {
  const found = new Map<ParticipantId, bigint>()
  for (const { participantId, amount, at, reversal } of of(model, challengeId)) {
    if (!participants.includes(participantId) || at > until) continue
    if (reversal !== undefined && reversal.at <= until) continue
    found.set(participantId, (found.get(participantId) ?? 0n) + BigInt(amount))
  }
  return new Map([...found].filter(([, sum]) => sum !== 0n))
}

const isBefore = (a: Pick<Adjustment, "at" | "id">, b: Pick<Adjustment, "at" | "id">): boolean =>
  a.at < b.at || (a.at === b.at && a.id < b.id)

export const page = (
  model: AdjustmentsModel,
  challengeId: ChallengeId,
  { limit, participantId, after }: AdjustmentPage
): ReadonlyArray<Adjustment> =>
  of(model, challengeId)
    .filter((one) => participantId === undefined || one.participantId === participantId)
    .filter((one) => after === undefined || isBefore(after, one))
    .toSorted((a, b) => (isBefore(a, b) ? -1 : 1))
    .slice(0, limit)
