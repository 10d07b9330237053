import type { Flaw } from "@laurel/core/shared"
import type { Problem } from "./Problem.ts"
import { codeOf, problems, type Refused } from "./problems.ts"

/** The page about a kind of problem. */
export const pageOf = (code: string): string => `/problems/${code}`

/** After how many seconds it may be worth to ask again, where nothing else is known. */
const usualRetrySeconds = 1

/** A refusal as a problem. What it says to people is its message; of the system's own faults only that there was one. */
export const problemOf = (refused: Refused, requestId: string): Problem => {
  const { status, title } = problems[refused._tag]
  const code = codeOf(refused._tag)
  const flaws = flawsOf(refused)
  return {
    type: pageOf(code),
    title,
    status,
    detail: status === 500 ? "The server's log says what it was, under the request id" : refused.message,
    code,
    request_id: requestId,
    ...(flaws === undefined ? {} : { errors: flaws.map(errorOf) }),
    ...(refused._tag === "QuotaExceeded" ? { "violated-policies": [refused.policy] } : {})
  }
}

/** The headers that go with it. */
export const headersOf = (refused: Refused): Readonly<Record<string, string>> => {
  const { status } = problems[refused._tag]
  if ("retryAfterSeconds" in refused) return { "retry-after": `${refused.retryAfterSeconds}` }
  if (refused._tag === "MethodNotAllowed") return { allow: refused.allowed.join(", ") }
  if (refused._tag === "UpgradeRequired") return { upgrade: "websocket" }
  if (status === 503) return { "retry-after": `${usualRetrySeconds}` }
  return status === 401 ? { "www-authenticate": "Bearer" } : {}
}

const flawsOf = (refused: Refused): ReadonlyArray<Flaw> | undefined =>
  refused._tag === "InvalidRequest" || refused._tag === "InvalidDefinition" ? refused.flaws : undefined

const errorOf = ({ path, message }: Flaw) => ({ pointer: pointerOf(path), code: "invalid", detail: message })

/** A path as a JSON pointer (RFC 6901). */
const pointerOf = (path: Flaw["path"]): string =>
  path.map((key) => `/${`${key}`.replaceAll("~", "~0").replaceAll("/", "~1")}`).join("")
