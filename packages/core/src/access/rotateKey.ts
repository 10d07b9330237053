import { Clock, Effect } from "effect"
import { audited, noteChange } from "../audit/index.ts"
import { formatInstant, type PrincipalId, sha256Hex } from "../shared/index.ts"
import { type ApiKey, isTaken, type KeyId } from "./ApiKey.ts"
import { ApiKeys } from "./ApiKeys.ts"
import { KeyEnded } from "./errors.ts"
import { findKey } from "./findKey.ts"
import { newKey } from "./keyText.ts"

/** So long a key is taken after another was put in its place, in milliseconds: for programs that are told of the new one in turn. */
export const keyOverlapMs = 86_400_000

/**
 * Issues a key of `keyBytes` random bytes in the place of one that is valid: for the same, by the same name for people, and no longer. The one
 * before it is taken for `keyOverlapMs` more; a key that leaked is revoked as well. The text of the new one is given this once.
 */
export const rotateKey = Effect.fn("Access.rotateKey")(function* (id: KeyId, by: PrincipalId, random: Uint8Array) {
  const { id: newId, secret, text } = newKey(random)
  const now = yield* Clock.currentTimeMillis
  const key = yield* audited(
    { action: "access.rotate-key", by },
    Effect.gen(function* () {
      const keys = yield* ApiKeys
      // First, for it locks the key: whoever revokes it at the same time has done so when it is read, or does so after this.
      yield* keys.revoke(id, now + keyOverlapMs)
      const before = yield* findKey(id)
      if (!isTaken(before, now)) return yield* new KeyEnded({ key: id })
      const { revokedAt: takenUntil, ...same } = before
      const after: ApiKey = { ...same, id: newId, hash: sha256Hex(secret), createdAt: now }
      // Two keys of the same 60 random bits: the source of randomness is none.
      if (!(yield* keys.add(after))) return yield* Effect.die(new Error(`a key ${newId} was there already`))
      yield* noteChange(`key ${newId}`, null, { owner: after.owner, label: after.label, scopes: after.scopes })
      yield* noteChange(
        `key ${id}`,
        { revoked: false },
        takenUntil === undefined ? null : { revokedFrom: formatInstant(takenUntil) }
      )
      return after
    })
  )
  return { key, text }
})
