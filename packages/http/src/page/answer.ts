import type { Context } from "hono"
import type { Caller, Server } from "../operation/Server.ts"
import { keepCookies } from "./session/cookies.ts"
import { layout } from "./site/layout.ts"
import { pagePolicy } from "./site/pagePolicy.ts"
import type { SentOn, Shown, Visit } from "./visit/Visit.ts"

/** What came of a visit. */
export interface Answered {
  readonly visit: Visit
  readonly outcome: Shown | SentOn
  readonly headers: Readonly<Record<string, string>>
  /** Whether what somebody is signed in with proves nothing any more. */
  readonly hasEnded: boolean
}

/** How long others on the way may keep what is the same for everybody. */
const shared = "public, max-age=0, s-maxage=5, stale-while-revalidate=30"

/** On which pages a board may stand in a frame, as the policy says it. */
const ancestorsOf = ({ allowedFrames }: Pick<Server, "allowedFrames">): string =>
  allowedFrames === undefined ? "*" : allowedFrames.join(" ")

/** Answers a visit: with a page, or by sending it on. */
export const answer = async (
  context: Context,
  { visit, outcome, headers, hasEnded }: Answered,
  { requestId }: Caller,
  server: Pick<Server, "isSecure" | "allowedFrames">
): Promise<Response> => {
  const isSecure = server.isSecure(context)
  if (hasEnded) keepCookies(context, isSecure, { credential: null })
  if ("to" in outcome) {
    keepCookies(context, isSecure, outcome)
    return context.body(null, 303, { ...pagePolicy("'none'"), location: outcome.to, "cache-control": "no-store" })
  }
  const { isShared = false, isEmbedded = false, status = 200 } = outcome
  const isForAll = isShared && status === 200 && !hasEnded && visit.principal._tag === "Anonymous"
  return context.body(`${await layout(outcome, visit)}`, status, {
    ...pagePolicy(isEmbedded ? ancestorsOf(server) : "'none'"),
    ...headers,
    ...outcome.headers,
    "content-type": "text/html; charset=utf-8",
    "cache-control": isForAll ? shared : "private, no-store",
    vary: "cookie",
    "x-request-id": requestId
  })
}
