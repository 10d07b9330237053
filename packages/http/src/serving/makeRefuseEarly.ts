import { randomUUID } from "node:crypto"
import type { IncomingMessage, ServerResponse } from "node:http"
import { always } from "../operation/always.ts"
import { TemporaryReducedCapacity } from "../problem/errors.ts"
import { headersOf, problemOf } from "../problem/problemOf.ts"

/** Paths of which everything that is sent to them is an activity. */
const activities = /^\/v1\/[^?]*\/activities(?::batch|:sync)?(?:\?|$)/

/**
 * Whether room is kept for a request, as far as its method and path tell: nothing where they do not, or where it is not of the API, which
 * answers some things however much there is to do.
 */
export const isUrgentByPath = (method: string, url: string): boolean | undefined => {
  if (!url.startsWith("/v1/")) return undefined
  if (method === "GET") return false
  return method === "POST" && activities.test(url) ? true : undefined
}

const refused = new TemporaryReducedCapacity({ retryAfterSeconds: 1 })
const problem = problemOf(refused, "")
const headers = {
  ...always,
  ...headersOf(refused),
  "cache-control": "no-store",
  "content-type": "application/problem+json; charset=utf-8"
}

/** What refuses requests before anything else is done for them. */
export interface EarlyRefusal {
  readonly hasRoom: (isUrgent: boolean) => boolean
  /** Is told of those that are refused. */
  readonly onFull: (isUrgent: boolean) => void
  readonly isLeaving: () => boolean
}

/**
 * Refuses what there is no room for as cheaply as can be, with the answer that it would have been given later; says whether it did. A server
 * that spends on each refusal a good part of what an answer takes answers less the more it is asked. What a page of another origin asks is left
 * alone: whether it may be told is looked at first.
 */
export const makeRefuseEarly =
  ({ hasRoom, onFull, isLeaving }: EarlyRefusal) =>
  ({ method = "", url = "", headers: asked }: IncomingMessage, outgoing: ServerResponse): boolean => {
    const isUrgent = isUrgentByPath(method, url)
    if (isUrgent === undefined || asked.origin !== undefined || hasRoom(isUrgent)) return false
    onFull(isUrgent)
    const requestId = randomUUID()
    const [path] = url.split("?", 1)
    const text = JSON.stringify({ ...problem, request_id: requestId, instance: path })
    outgoing
      .writeHead(problem.status, {
        ...headers,
        ...(isLeaving() ? { connection: "close" } : {}),
        "content-length": Buffer.byteLength(text),
        "x-request-id": requestId
      })
      .end(text)
    return true
  }
