import { randomUUID } from "node:crypto"
import type { IncomingMessage, ServerResponse } from "node:http"
import { always } from "../operation/always.ts"
import type { ReadyPage } from "../page/site/busyPage.ts"
import { noRoom } from "../problem/noRoom.ts"
import { problemJson } from "../problem/Problem.ts"
import { headersOf, problemOf } from "../problem/problemOf.ts"

/** Paths of which everything that is sent to them is an activity. */
const activities = /^\/v1\/[^?]*\/activities(?::batch)?(?:\?|$)/

/** Pages that are made anew for whoever looks: the first one, and all of a challenge. */
const pages = /^\/(?:challenges\/|\?|$)/

const isPage = (url: string): boolean => pages.test(url)

/**
 * Whether room is kept for a request, as far as its method and path tell: nothing where they do not, or where it is for what is answered
 * however much there is to do.
 */
export const isUrgentByPath = (method: string, url: string): boolean | undefined => {
  const isOfApi = url.startsWith("/v1/")
  if (method === "GET") return isOfApi || isPage(url) ? false : undefined
  return method === "POST" && isOfApi && activities.test(url) ? true : undefined
}

const problem = problemOf(noRoom, "")
const headers = {
  ...always,
  ...headersOf(noRoom),
  "cache-control": "no-store",
  "content-type": problemJson
}

const problemAt = (url: string, requestId: string): ReadyPage => {
  const [instance] = url.split("?", 1)
  return { status: problem.status, text: JSON.stringify({ ...problem, request_id: requestId, instance }), headers }
}

/** What refuses requests before anything else is done for them. */
export interface EarlyRefusal {
  readonly hasRoom: (isUrgent: boolean) => boolean
  /** Is told of those that are refused. */
  readonly onFull: (isUrgent: boolean) => void
  readonly isLeaving: () => boolean
  /** What is shown instead of a page. */
  readonly page: ReadyPage
}

/**
 * Refuses what there is no room for as cheaply as can be, with the answer that it would have been given later; says whether it did. A server
 * that spends on each refusal a good part of what an answer takes answers less the more it is asked. What a page of another origin asks is left
 * alone: whether it may be told is looked at first. Instead of pages one is sent that is there already: in whatever colours the system has.
 */
export const makeRefuseEarly =
  ({ hasRoom, onFull, isLeaving, page }: EarlyRefusal) =>
  ({ method = "", url = "", headers: asked }: IncomingMessage, outgoing: ServerResponse): boolean => {
    const isUrgent = isUrgentByPath(method, url)
    if (isUrgent === undefined || asked.origin !== undefined || hasRoom(isUrgent)) return false
    onFull(isUrgent)
    const requestId = randomUUID()
    const answer = isPage(url) ? page : problemAt(url, requestId)
    outgoing
      .writeHead(answer.status, {
        ...answer.headers,
        ...(isLeaving() ? { connection: "close" } : {}),
        "content-length": Buffer.byteLength(answer.text),
        "x-request-id": requestId
      })
      .end(answer.text)
    return true
  }
