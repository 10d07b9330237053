import { Option, Schema } from "effect"
import type { JWTPayload } from "jose"
import type { TokenClaims, TokenOptions } from "./TokenOptions.ts"

/**
 * Believes the tokens of users of a Supabase project, by the address of the project, such as `https://abc.supabase.co`.
 *
 * **Gotcha**: the project has to sign with an asymmetric key (ES256 or RS256); what is signed with its old shared secret proves nothing here.
 */
export const tokensOfSupabase = (project: string): TokenOptions => {
  const issuer = `${project.replace(/\/+$/, "")}/auth/v1`
  return { keysUrl: `${issuer}/.well-known/jwks.json`, issuer, audience: "authenticated", claims }
}

const appMetadata = Schema.decodeUnknownOption(Schema.Struct({ laurel_roles: Schema.Unknown }))
const methods = Schema.decodeUnknownOption(
  Schema.Array(Schema.Struct({ method: Schema.String, timestamp: Schema.Finite }))
)
// Neither of these proves who somebody is.
const provesNothing = new Set(["anonymous", "token_refresh"])

const claims: TokenClaims = {
  // Users may write their `user_metadata` themselves; `app_metadata` only the service key writes.
  rolesOf: (payload) => Option.getOrUndefined(appMetadata(payload.app_metadata))?.laurel_roles,
  provenAtSeconds: (payload) => lastProof(payload)
}

const lastProof = ({ amr }: JWTPayload): number | undefined => {
  const proofs = Option.getOrElse(methods(amr), () => [])
    .filter(({ method }) => !provesNothing.has(method))
    .map(({ timestamp }) => timestamp)
  return proofs.length === 0 ? undefined : Math.max(...proofs)
}
