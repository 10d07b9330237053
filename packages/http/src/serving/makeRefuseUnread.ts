import { randomUUID } from "node:crypto"
import { type IncomingMessage, type ServerResponse, STATUS_CODES } from "node:http"
import type { Duplex } from "node:stream"
import { always } from "../operation/always.ts"
import { HeadersTooLarge, MalformedRequest, RequestTooSlow } from "../problem/errors.ts"
import { problemJson } from "../problem/Problem.ts"
import { problemOf } from "../problem/problemOf.ts"

/** Refuses what cannot be read as a request, and knows by which answer a connection is used. */
export interface RefuseUnread {
  /** Is told of each request that could be read. */
  readonly began: (incoming: IncomingMessage, outgoing: ServerResponse) => void
  /** Answers with a problem like all others and ends the connection; where an answer is on its way, it is cut off instead. */
  readonly refuse: (error: Error, socket: Duplex) => void
}

/** Whether a request does not say to whom it is sent, as each of HTTP/1.1 has to. */
export const lacksHost = ({ headers, httpVersion }: IncomingMessage): boolean =>
  headers.host === undefined && httpVersion === "1.1"

/** Such a request. */
export class LacksHost extends Error {
  readonly reason = "the header Host is missing"
}

/** What refuses where headers may have so many bytes. */
export const makeRefuseUnread = (headerBytes: number): RefuseUnread => {
  const answers = new WeakMap<Duplex, ServerResponse>()
  return {
    began: ({ socket }, outgoing) => void answers.set(socket, outgoing),
    refuse: (error, socket) => {
      const answer = answers.get(socket)
      const isAnswering = answer?.headersSent === true && !answer.writableEnded
      if (!socket.writable || isAnswering || codeOf(error) === "ECONNRESET") return void socket.destroy()
      socket.end(textOf(error, headerBytes), () => socket.destroy())
    }
  }
}

const codeOf = (error: Error): unknown => ("code" in error ? error.code : undefined)

const refusalOf = (error: Error, limitBytes: number) => {
  const code = codeOf(error)
  if (code === "HPE_HEADER_OVERFLOW") return new HeadersTooLarge({ limitBytes })
  if (code === "ERR_HTTP_REQUEST_TIMEOUT") return new RequestTooSlow()
  const reason = "reason" in error && typeof error.reason === "string" ? error.reason : "it cannot be read"
  return new MalformedRequest({ reason })
}

/** The answer as it is sent: there is nothing of a request that could be answered otherwise. */
const textOf = (error: Error, headerBytes: number): string => {
  const requestId = randomUUID()
  const problem = problemOf(refusalOf(error, headerBytes), requestId)
  const body = JSON.stringify(problem)
  const headers = {
    ...always,
    "content-type": problemJson,
    "content-length": Buffer.byteLength(body),
    "cache-control": "no-store",
    "x-request-id": requestId,
    connection: "close"
  }
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}`)
  return [`HTTP/1.1 ${problem.status} ${STATUS_CODES[problem.status]}`, ...lines, "", body].join("\r\n")
}
