import type { Deposit } from "../../src/challenge/index.ts"
import type { ChallengeId } from "../../src/shared/index.ts"
import type { Prediction } from "../Command.ts"

/** What `Deposits` promises, over one list. */
export type DepositsModel = ReadonlyArray<readonly [challengeId: ChallengeId, deposit: Deposit]>

// The instant is not compared: whoever tries again does so later.
const fields = ["kind", "payer", "minorUnits"] as const

export const add = (model: DepositsModel, challengeId: ChallengeId, deposit: Deposit): Prediction<DepositsModel> => {
  const existing = all(model, challengeId).find(({ id }) => id === deposit.id)
  if (existing === undefined) return [true, [...model, [challengeId, deposit]]]
  const field = fields.find((name) => existing[name] !== deposit[name])
  return [field === undefined ? false : { _tag: "DepositConflict", challengeId, id: deposit.id, field }, model]
}

export const all = (model: DepositsModel, challengeId: ChallengeId): ReadonlyArray<Deposit> =>
  model.filter(([id]) => id === challengeId).map(([, deposit]) => deposit)
