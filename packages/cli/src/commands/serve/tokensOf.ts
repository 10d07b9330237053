import { type TokenOptions, tokensOfSupabase } from "@laurel/http"
import { Problem } from "../../io/Problem.ts"

/** What is said of the tokens of people. */
export interface TokenFlags {
  readonly jwks?: string
  readonly issuer?: string
  readonly audience?: string
  readonly supabase?: string
}

/** Whose tokens are believed: all of it is said, or a Supabase project, or nothing. */
export const tokensOf = ({ jwks, issuer, audience, supabase }: TokenFlags): TokenOptions | undefined => {
  const isSaid = jwks !== undefined || issuer !== undefined || audience !== undefined
  if (supabase !== undefined) {
    if (!isSaid && isProject(supabase)) return tokensOfSupabase(supabase)
    throw wrongTokens("--supabase", "give the address of the project alone: --supabase https://abc.supabase.co")
  }
  if (!isSaid) return undefined
  if (jwks !== undefined && issuer !== undefined && audience !== undefined && URL.canParse(jwks)) {
    return { keysUrl: jwks, issuer, audience }
  }
  throw wrongTokens(
    "--jwks",
    "give the address of the keys, the issuer and the audience: --jwks URL --issuer URL --audience NAME"
  )
}

/** The address of a project has no path: what is added to it is known. */
const isProject = (text: string): boolean =>
  /^https?:/.test(text) && URL.canParse(text) && new URL(text).origin === text.replace(/\/$/, "")

const wrongTokens = (where: string, remedy: string): Problem =>
  new Problem({
    exit: "usage",
    code: "wrong-tokens",
    title: "it is not said in full whose tokens are believed",
    where,
    remedy
  })
