import { type Flaw, missing, unknownKey } from "@laurel/core/shared"
import type { ActivityRefused, EntryRefused, QuotaExceeded } from "./errors.ts"
import type { Problem } from "./Problem.ts"
import { codeOf, problems, type Refused } from "./problems.ts"
import { rateLimitFields } from "./rateLimitFields.ts"

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
    ...(refused._tag === "ActivityRefused" || refused._tag === "EntryRefused" ? reasonOf(refused) : {}),
    ...(refused._tag === "QuotaExceeded" ? { "violated-policies": violated(refused) } : {})
  }
}

/** The headers that go with it. */
export const headersOf = (refused: Refused): Readonly<Record<string, string>> => {
  const { status } = problems[refused._tag]
  if (refused._tag === "QuotaExceeded")
    return { ...rateLimitFields(refused.left), "retry-after": `${refused.retryAfterSeconds}` }
  if ("retryAfterSeconds" in refused) return { "retry-after": `${refused.retryAfterSeconds}` }
  if (refused._tag === "MethodNotAllowed") return { allow: refused.allowed.join(", ") }
  // What is left of the request may still come: nothing else is read from this connection.
  if (refused._tag === "RequestTooSlow") return { connection: "close" }
  if (refused._tag === "UpgradeRequired") return { upgrade: "websocket" }
  if (status === 503) return { "retry-after": `${usualRetrySeconds}` }
  const error = bearerErrors[refused._tag]
  if (error !== undefined) return { "www-authenticate": `Bearer error="${error}"` }
  return status === 401 ? { "www-authenticate": "Bearer" } : {}
}

/** What is wrong with what somebody showed, in the words of RFC 6750 and RFC 9470. */
const bearerErrors: Readonly<Partial<Record<Refused["_tag"], string>>> = {
  CredentialRefused: "invalid_token",
  ScopeMissing: "insufficient_scope",
  FreshProofNeeded: "insufficient_user_authentication"
}

const violated = ({ left }: QuotaExceeded): ReadonlyArray<string> =>
  left.filter(({ remaining }) => remaining < 0).map(({ budget }) => budget)

const flawsOf = (refused: Refused): ReadonlyArray<Flaw> | undefined =>
  refused._tag === "InvalidRequest" || refused._tag === "InvalidDefinition" ? refused.flaws : undefined

const reasonOf = ({ reason, field }: ActivityRefused | EntryRefused) => ({
  reason,
  ...(field === undefined ? {} : { field })
})

const kinds: ReadonlyMap<string, string> = new Map([
  [missing, "missing"],
  [unknownKey, "unknown_key"]
])

const errorOf = ({ path, message }: Flaw) => ({
  pointer: pointerOf(path),
  code: kinds.get(message) ?? "invalid",
  detail: message
})

/** A path as a JSON pointer (RFC 6901). */
const pointerOf = (path: Flaw["path"]): string =>
  path.map((key) => `/${`${key}`.replaceAll("~", "~0").replaceAll("/", "~1")}`).join("")
