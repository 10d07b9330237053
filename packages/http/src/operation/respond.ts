import type { Context } from "hono"
import { problemJson } from "../problem/Problem.ts"
import { headersOf, problemOf } from "../problem/problemOf.ts"
import type { Refused } from "../problem/problems.ts"
import { always } from "./always.ts"
import type { AnyOperation } from "./Operation.ts"
import type { Reply } from "./Route.ts"
import type { Caller } from "./Server.ts"

type Headers = Readonly<Record<string, string>>

const json = "application/json; charset=utf-8"

/** What an operation replied, as it is answered; `told` is what whoever asks is told besides. */
export const respond = (reply: Reply<unknown>, operation: AnyOperation, caller: Caller, told: Headers): Response => {
  const { body, status = operation.status } = reply
  const etag = reply.version === undefined ? undefined : `"${reply.version}"`
  const all: Record<string, string> = {
    ...always,
    "x-request-id": caller.requestId,
    "cache-control": cacheOf(reply.isShared === true ? operation.sharedForSeconds : undefined),
    ...told,
    ...reply.headers,
    ...(etag === undefined ? {} : { etag }),
    // Whoever is known may be told more at the same address.
    ...(reply.isShared === true ? { vary: "authorization" } : {})
  }
  if (operation.method === "GET" && etag !== undefined && matches(caller.header("if-none-match"), etag))
    return new Response(null, { status: 304, headers: all })
  // Whoever made a socket of the request says so itself.
  if (reply.messages !== undefined) return new Response(null, { headers: all })
  if (status === 204) return new Response(null, { status, headers: all })
  all["content-type"] = operation.contentType ?? json
  if (reply.stream !== undefined) return new Response(reply.stream, { status, headers: all })
  const text = operation.contentType === undefined ? JSON.stringify(body) : `${body}`
  return new Response(text, { status, headers: all })
}

const cacheOf = (sharedForSeconds: number | undefined): string =>
  sharedForSeconds !== undefined
    ? `public, max-age=0, s-maxage=${sharedForSeconds}, stale-while-revalidate=300`
    : "private, no-store"

const matches = (asked: string | undefined, etag: string): boolean =>
  (asked ?? "").split(",").some((one) => one.trim().replace(/^W\//, "") === etag)

/** A refusal as it is answered: a problem, with what whoever asks is told besides. */
export const refuse = (refused: Refused, { req }: Context, caller: Caller, told: Headers = {}): Response => {
  const problem = problemOf(refused, caller.requestId)
  return new Response(req.method === "HEAD" ? null : JSON.stringify({ ...problem, instance: req.path }), {
    status: problem.status,
    headers: {
      ...always,
      "content-type": problemJson,
      "x-request-id": caller.requestId,
      "cache-control": "no-store",
      ...told,
      ...headersOf(refused)
    }
  })
}
