import { anonymous, keyPrefix, type Principal, type Program, programOf } from "@laurel/core/access"
import { CacheWatch } from "@laurel/core/runtime"
import { sha256Hex } from "@laurel/core/shared"
import { Clock, Effect, Option } from "effect"
import type { Server } from "../operation/Server.ts"
import { CredentialRefused } from "../problem/errors.ts"
import { KnownUntil } from "./KnownUntil.ts"
import type { TokenVerifier } from "./verifyTokens.ts"

/** For how long a key is not looked up again: one that is revoked is valid for so long at most. */
const keyKnownForMs = 5_000
/** So many keys are remembered. */
const remembered = 1_000

const bearer = /^bearer +([\x21-\x7e]+) *$/i

/** Who asks, by the token or key in `Authorization`; without either nobody who is known. Keys are not read from anywhere else. */
export const makeAuthenticate = (verify: TokenVerifier | undefined): Server["authenticate"] => {
  const known = new KnownUntil<Program>(remembered)
  const programFor = Effect.fnUntraced(function* (text: string, now: number) {
    // The key itself is not kept, also not in memory.
    const hash = sha256Hex(text)
    const seen = known.under(hash, now)
    ;(yield* CacheWatch)("key", seen !== undefined)
    if (seen !== undefined) return Option.some(seen)
    const found = yield* programOf(text)
    if (Option.isSome(found)) known.learn(hash, found.value, now + keyKnownForMs)
    return found
  })
  return ({ header }) =>
    Effect.gen(function* () {
      const given = header("authorization")
      if (given === undefined) return anonymous
      const credential = bearer.exec(given)?.[1]
      if (credential === undefined) return yield* new CredentialRefused({ isBearer: false })
      const now = yield* Clock.currentTimeMillis
      const principal: Option.Option<Principal> = credential.startsWith(keyPrefix)
        ? yield* programFor(credential, now)
        : verify === undefined
          ? Option.none()
          : yield* verify(credential, now)
      return yield* Option.match(principal, {
        onNone: () => Effect.fail(new CredentialRefused({ isBearer: true })),
        onSome: Effect.succeed
      })
    })
}
