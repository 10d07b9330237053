import fc from "fast-check"
import { ApiKeys, type KeyId } from "../../src/access/index.ts"
import type { PrincipalId } from "../../src/shared/index.ts"
import { apiKeys, keyIds, owners } from "../arbitraries/access.ts"
import { instants } from "../arbitraries/shared.ts"
import type { Command } from "../Command.ts"
import { type ApiKeysModel, add, find, of, revoke } from "../model/apiKeys.model.ts"

type ApiKeysCommand = Command<ApiKeysModel, ApiKeys>

const adding = apiKeys.map(
  (key): ApiKeysCommand => ({
    text: () => `add(${fc.stringify(key)})`,
    predict: (model) => add(model, key),
    perform: ApiKeys.use((port) => port.add(key))
  })
)

const finding = (id: KeyId): ApiKeysCommand => ({
  text: () => `find(${id})`,
  predict: (model) => [find(model, id), model],
  perform: ApiKeys.use((port) => port.find(id))
})

const listing = (owner: PrincipalId | undefined): ApiKeysCommand => ({
  text: () => `of(${owner})`,
  predict: (model) => [of(model, owner), model],
  perform: ApiKeys.use((port) => port.of(owner))
})

const revoking = fc.tuple(keyIds, instants).map(
  ([id, at]): ApiKeysCommand => ({
    text: () => `revoke(${id}, ${at})`,
    predict: (model) => revoke(model, id, at),
    perform: ApiKeys.use((port) => port.revoke(id, at))
  })
)

export const apiKeysCommands = fc.oneof(
  { weight: 4, arbitrary: adding },
  { weight: 3, arbitrary: revoking },
  { weight: 1, arbitrary: keyIds.map(finding) },
  { weight: 1, arbitrary: owners.map(listing) }
)

export const apiKeysObservations = [listing(undefined)]
