import { type Person, type Role, roles } from "@laurel/core/access"
import { CacheWatch } from "@laurel/core/runtime"
import { PrincipalId } from "@laurel/core/shared"
import { Effect, Option, Schema } from "effect"
import { createRemoteJWKSet, type JWTPayload, type JWTVerifyGetKey, jwtVerify } from "jose"
import { KnownUntil } from "./KnownUntil.ts"
import { type TokenClaims, type TokenOptions, usualClaims } from "./TokenOptions.ts"

/** Only algorithms with a public and a private key: a token that is signed with the public key is none. */
const algorithms = ["ES256", "ES384", "EdDSA", "RS256", "PS256"]
/** How far clocks may be apart. */
const clockToleranceSeconds = 5
/** A token that is longer than any identity provider makes it is not looked at. */
const longestToken = 8_192
/** So many tokens are remembered, each until it expires. */
const remembered = 10_000

const subject = Schema.decodeUnknownOption(PrincipalId)

/** What verifies tokens: gives the person that one is of, and nothing where it proves nothing. */
export type TokenVerifier = (token: string, now: number) => Effect.Effect<Option.Option<Person>>

/** Verifies tokens by the keys of an identity provider. */
export const verifyTokens = (options: TokenOptions): TokenVerifier =>
  verifyBy(createRemoteJWKSet(new URL(options.keysUrl), { timeoutDuration: 5_000, cooldownDuration: 30_000 }), options)

/** As `verifyTokens`, with keys that are there. */
export const verifyBy = (
  keys: JWTVerifyGetKey,
  { issuer, audience, claims = usualClaims }: Omit<TokenOptions, "keysUrl">
): TokenVerifier => {
  const known = new KnownUntil<Person>(remembered)
  return (token, now) =>
    Effect.flatMap(CacheWatch, (see) => {
      if (token.length > longestToken) return Effect.succeed(Option.none())
      const seen = known.under(token, now)
      see("token", seen !== undefined)
      if (seen !== undefined) return Effect.succeed(Option.some(seen))
      return Effect.tryPromise(() =>
        jwtVerify(token, keys, {
          issuer,
          audience,
          algorithms,
          clockTolerance: clockToleranceSeconds,
          requiredClaims: ["exp", "sub"],
          currentDate: new Date(now)
        })
      ).pipe(
        Effect.map(({ payload }) => {
          const person = personOf(payload, claims)
          if (Option.isSome(person)) known.learn(token, person.value, (payload.exp ?? 0) * 1_000)
          return person
        }),
        // Why a token proves nothing is nobody's business but the provider's.
        Effect.orElseSucceed(Option.none<Person>)
      )
    })
}

const personOf = (payload: JWTPayload, { rolesOf, provenAtSeconds }: TokenClaims): Option.Option<Person> =>
  Option.map(subject(payload.sub), (id) => {
    const provenAt = provenAtSeconds(payload)
    return {
      _tag: "Person",
      id,
      roles: rolesIn(rolesOf(payload)),
      ...(provenAt === undefined ? {} : { provenAt: provenAt * 1_000 })
    }
  })

const rolesIn = (claim: unknown): ReadonlySet<Role> =>
  new Set(Array.isArray(claim) ? roles.filter((role) => claim.includes(role)) : [])
