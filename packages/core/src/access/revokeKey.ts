import { Clock, Effect } from "effect"
import { audited, noteChange } from "../audit/index.ts"
import type { PrincipalId } from "../shared/index.ts"
import type { KeyId } from "./ApiKey.ts"
import { ApiKeys } from "./ApiKeys.ts"
import { findKey } from "./findKey.ts"

/** Revokes a key; one that is revoked already stays as it is, and one that was to be taken for a while longer is not. */
export const revokeKey = Effect.fn("Access.revokeKey")(function* (id: KeyId, by: PrincipalId) {
  const now = yield* Clock.currentTimeMillis
  return yield* audited(
    { action: "access.revoke-key", by },
    Effect.gen(function* () {
      const { revokedAt } = yield* findKey(id)
      if (revokedAt !== undefined && revokedAt <= now) return
      yield* (yield* ApiKeys).revoke(id, now)
      yield* noteChange(`key ${id}`, { revoked: false }, { revoked: true })
    })
  )
})
