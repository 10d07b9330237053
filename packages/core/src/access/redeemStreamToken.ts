import { Clock, Effect, Option } from "effect"
import { type ChallengeId, sha256Hex } from "../shared/index.ts"
import { ApiKeys } from "./ApiKeys.ts"
import type { Principal } from "./Principal.ts"
import { programWith } from "./programOf.ts"
import type { StreamPurpose } from "./StreamGrant.ts"
import { StreamTokens } from "./StreamTokens.ts"

/**
 * Who opens a stream with this token: nobody where it was used, is over, is for another challenge or purpose, or where the key with which it
 * was asked for is valid no more. Whatever becomes of it, it is used up.
 *
 * **Gotchas**: what they may see is to be asked anew: it may have changed since the token was issued.
 */
export const redeemStreamToken = Effect.fn("Access.redeemStreamToken")(function* (
  text: string,
  challengeId: ChallengeId | undefined,
  purpose: StreamPurpose
) {
  const now = yield* Clock.currentTimeMillis
  const grant = Option.getOrUndefined(yield* (yield* StreamTokens).redeem(sha256Hex(text), now))
  if (grant === undefined || grant.challengeId !== challengeId || grant.purpose !== purpose)
    return Option.none<Principal>()
  const { principal: id, key, roles, provenAt } = grant
  if (key === undefined) {
    const person: Principal = {
      _tag: "Person",
      id,
      roles: new Set(roles),
      ...(provenAt === undefined ? {} : { provenAt })
    }
    return Option.some(person)
  }
  const program: Option.Option<Principal> = programWith(yield* (yield* ApiKeys).find(key), now)
  return program
})
