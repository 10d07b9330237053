import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http"
import type { AddressInfo } from "node:net"
import { getRequestListener } from "@hono/node-server"
import { Effect, Schema } from "effect"
import type { Hono } from "hono"
import { LacksHost, lacksHost, makeRefuseUnread } from "./makeRefuseUnread.ts"
import { makeSockets, type Sockets } from "./sockets.ts"

/** Where a server listens. */
export interface ListenOptions {
  readonly host: string
  /** 0 for one that is free. */
  readonly port: number
  /** For how long requests that are under way are waited for when it ends, in milliseconds. */
  readonly drainMs: number
}

/** The server cannot listen where it should. */
export class CannotListen extends Schema.TaggedError<CannotListen>()("CannotListen", {
  host: Schema.String,
  port: Schema.Int,
  code: Schema.String
}) {
  override get message() {
    return `nothing can listen at ${this.host}:${this.port} (${this.code})`
  }
}

/** How long the headers of a request may take to come, and a request altogether: who sends slowly holds nothing up. */
const headersMs = 10_000
const requestMs = 30_000
/** How large the headers of a request may be. */
const headerBytes = 16_384
/** So much waits for a client that does not read before nothing more is made for it: a few dozen events of a stream. */
const waitingBytes = 16_384
/** So long a connection is kept that nobody asks anything on: longer than balancers usually do. */
const idleMs = 65_000

/** So many connections may wait to be taken: whoever finds no place there asks again a second later, and then after three. */
const backlog = 4_096

/** So often connections are looked at that have been answered meanwhile, and are kept by clients. */
const idleLookMs = 50

/** What is served. */
export interface Served {
  readonly app: Hono
  /** Looks at each request first, and says whether it has answered it by refusing it. */
  readonly refuseEarly?: (incoming: IncomingMessage, outgoing: ServerResponse) => boolean
}

/**
 * Serves an application for as long as the scope is open. When it closes no connection is taken any more; requests that are under way are
 * waited for, and those that take longer than `drainMs` are cut off. Answers say that their connection is over where `isLeaving` at the
 * time. Gives the port.
 */
export const listen = (
  served: Served,
  { host, port, drainMs }: ListenOptions,
  isLeaving: () => boolean = () => false
) =>
  Effect.map(
    Effect.acquireRelease(opened(served, host, port, isLeaving), (open) =>
      Effect.promise(() => drained(open, drainMs))
    ),
    ({ server }) => portOf(server, port)
  )

interface Opened {
  readonly server: Server
  readonly sockets: Sockets
}

const isForSocket = ({ headers }: IncomingMessage): boolean => headers.upgrade?.toLowerCase() === "websocket"

const opened = (
  { app, refuseEarly = () => false }: Served,
  host: string,
  port: number,
  isLeaving: () => boolean
): Effect.Effect<Opened, CannotListen> =>
  Effect.callback<Opened, CannotListen>((resume) => {
    const said = (response: Response): Response => {
      if (isLeaving()) response.headers.set("connection", "close")
      return response
    }
    const answer = getRequestListener(
      (request, env) => {
        const answered = app.fetch(request, env)
        return answered instanceof Promise ? answered.then(said) : said(answered)
      },
      // A request that is cut off is an answer of its own; nothing global is replaced.
      { overrideGlobalObjects: false }
    )
    const unread = makeRefuseUnread(headerBytes)
    const handle = (incoming: IncomingMessage, outgoing: ServerResponse): void => {
      unread.began(incoming, outgoing)
      if (lacksHost(incoming)) unread.refuse(new LacksHost(), incoming.socket)
      else if (!refuseEarly(incoming, outgoing)) void answer(incoming, outgoing)
    }
    const server = createServer(
      {
        maxHeaderSize: headerBytes,
        highWaterMark: waitingBytes,
        headersTimeout: headersMs,
        requestTimeout: requestMs,
        keepAliveTimeout: idleMs,
        insecureHTTPParser: false,
        // It is refused by us, as a problem like everything else.
        requireHostHeader: false,
        // Whoever offers another protocol than that of sockets is answered in this one.
        shouldUpgradeCallback: isForSocket
      },
      handle
    )
    // What else is expected than to be told to go on is not ours to know; nobody has to refuse that.
    server.on("checkExpectation", handle)
    const sockets = makeSockets(app)
    server.on("upgrade", sockets.upgrade)
    server.on("clientError", unread.refuse)
    server.once("error", (error) => {
      const code = "code" in error && typeof error.code === "string" ? error.code : error.message
      resume(Effect.fail(new CannotListen({ host, port, code })))
    })
    server.listen({ port, host, backlog }, () => resume(Effect.succeed({ server, sockets })))
  })

const portOf = (server: Server, asked: number): number => {
  const address: AddressInfo | string | null = server.address()
  return address === null || typeof address === "string" ? asked : address.port
}

const drained = ({ server, sockets }: Opened, drainMs: number): Promise<void> =>
  new Promise((resolve) => {
    const looking = setInterval(() => server.closeIdleConnections(), idleLookMs)
    const cutOff = setTimeout(() => {
      sockets.cutOff()
      server.closeAllConnections()
    }, drainMs)
    server.close(() => {
      clearInterval(looking)
      clearTimeout(cutOff)
      resolve()
    })
    server.closeIdleConnections()
  })
