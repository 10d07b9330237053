import type { JWTPayload } from "jose"

/** What a token says beside who it is of, which an identity provider may say in its own way. */
export interface TokenClaims {
  /** Which roles somebody has here, as far as it is a list of them. */
  readonly rolesOf: (payload: JWTPayload) => unknown
  /** When they last proved who they are, in seconds; nothing where the token does not say. */
  readonly provenAtSeconds: (payload: JWTPayload) => number | undefined
}

/** Whose tokens are believed. */
export interface TokenOptions {
  /** Where the keys of the identity provider are; they are fetched when one is needed that is not known, and kept for ten minutes. */
  readonly keysUrl: string
  /** Who has to have issued a token. */
  readonly issuer: string
  /** For whom it has to be. */
  readonly audience: string
  /** How its claims are read: `usualClaims` unless said otherwise. */
  readonly claims?: TokenClaims
}

/** Roles in `laurel_roles`, the sign-in in `auth_time`, as OpenID Connect calls it. */
export const usualClaims: TokenClaims = {
  rolesOf: ({ laurel_roles }) => laurel_roles,
  provenAtSeconds: ({ auth_time }) => (typeof auth_time === "number" ? auth_time : undefined)
}
