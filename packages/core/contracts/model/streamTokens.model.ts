import { Option } from "effect"
import type { StreamGrant } from "../../src/access/index.ts"
import type { Instant } from "../../src/shared/index.ts"
import type { Prediction } from "../Command.ts"

/** What `StreamTokens` promises, over one list. */
export type StreamTokensModel = ReadonlyArray<readonly [hash: string, grant: StreamGrant]>

export const keep = (model: StreamTokensModel, hash: string, grant: StreamGrant): Prediction<StreamTokensModel> => [
  undefined,
  model.some(([kept]) => kept === hash) ? model : [...model, [hash, grant]]
]

export const redeem = (model: StreamTokensModel, hash: string, now: Instant): Prediction<StreamTokensModel> => {
  const [, found] = model.find(([kept]) => kept === hash) ?? []
  return found === undefined || found.until <= now
    ? [Option.none(), model]
    : [Option.some(found), model.filter(([kept]) => kept !== hash)]
}

/** All of those that are over: of how few is an example's. */
export const forget = (model: StreamTokensModel, before: Instant): Prediction<StreamTokensModel> => [
  model.filter(([, { until }]) => until < before).length,
  model.filter(([, { until }]) => until >= before)
]
