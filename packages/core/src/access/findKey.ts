import { Effect, Option } from "effect"
import type { KeyId } from "./ApiKey.ts"
import { ApiKeys } from "./ApiKeys.ts"
import { KeyNotFound } from "./errors.ts"

/** The key of this name, also one that is revoked or expired. */
export const findKey = Effect.fnUntraced(function* (id: KeyId) {
  const found = Option.getOrUndefined(yield* (yield* ApiKeys).find(id))
  return found ?? (yield* new KeyNotFound({ key: id }))
})
