import { Option } from "effect"
import type { ApiKey, KeyId } from "../../src/access/index.ts"
import { compareIds, type Instant, type PrincipalId } from "../../src/shared/index.ts"
import type { Prediction } from "../Command.ts"

/** What `ApiKeys` promises, over one list. */
export type ApiKeysModel = ReadonlyArray<ApiKey>

export const add = (model: ApiKeysModel, key: ApiKey): Prediction<ApiKeysModel> =>
  model.some(({ id }) => id === key.id) ? [false, model] : [true, [...model, key]]

export const find = (model: ApiKeysModel, id: KeyId) => Option.fromUndefinedOr(model.find((key) => key.id === id))

export const of = (model: ApiKeysModel, owner: PrincipalId | undefined): ReadonlyArray<ApiKey> =>
  model
    .filter((key) => owner === undefined || key.owner === owner)
    .toSorted((a, b) => a.createdAt - b.createdAt || compareIds(a.id, b.id))

export const revoke = (model: ApiKeysModel, id: KeyId, at: Instant): Prediction<ApiKeysModel> => [
  model.some((key) => key.id === id),
  model.map((key) => (key.id === id ? { ...key, revokedAt: Math.min(key.revokedAt ?? at, at) } : key))
]
