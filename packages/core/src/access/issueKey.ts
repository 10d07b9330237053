import { Clock, Effect } from "effect"
import { audited, noteChange } from "../audit/index.ts"
import { type Instant, type PrincipalId, sha256Hex } from "../shared/index.ts"
import type { ApiKey } from "./ApiKey.ts"
import { ApiKeys } from "./ApiKeys.ts"
import { newKey } from "./keyText.ts"
import type { Scope } from "./Principal.ts"

/** What a key is to be. */
export interface KeyWanted {
  /** For whom the program acts. */
  readonly owner: PrincipalId
  readonly label: string
  readonly scopes: ReadonlyArray<Scope>
  readonly expiresAt?: Instant
}

/**
 * Issues a key of `keyBytes` random bytes. Its text is given this once: what is kept is the hash of its secret.
 */
export const issueKey = Effect.fn("Access.issueKey")(function* (
  wanted: KeyWanted,
  by: PrincipalId,
  random: Uint8Array
) {
  const { id, secret, text } = newKey(random)
  const createdAt = yield* Clock.currentTimeMillis
  const key: ApiKey = { ...wanted, id, hash: sha256Hex(secret), createdAt }
  const isNew = yield* audited(
    { action: "access.issue-key", by },
    Effect.gen(function* () {
      const added = yield* (yield* ApiKeys).add(key)
      if (added) yield* noteChange(`key ${id}`, null, { owner: key.owner, label: key.label, scopes: key.scopes })
      return added
    })
  )
  // Two keys of the same 60 random bits: the source of randomness is none.
  if (!isNew) return yield* Effect.die(new Error(`a key ${id} was there already`))
  return { key, text }
})
