import type { AddressInfo } from "node:net"
import { createAdaptorServer, type ServerType } from "@hono/node-server"
import { Effect, Schema } from "effect"
import type { Hono } from "hono"

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
/** So long a connection is kept that nobody asks anything on: longer than balancers usually do. */
const idleMs = 65_000

/**
 * Serves an application for as long as the scope is open. When it closes no connection is taken any more; requests that are under way are
 * waited for, and those that take longer than `drainMs` are cut off. Gives the port.
 */
export const listen = (app: Hono, { host, port, drainMs }: ListenOptions) =>
  Effect.map(
    Effect.acquireRelease(opened(app, host, port), (server) => Effect.promise(() => drained(server, drainMs))),
    (server) => portOf(server, port)
  )

const opened = (app: Hono, host: string, port: number): Effect.Effect<ServerType, CannotListen> =>
  Effect.callback<ServerType, CannotListen>((resume) => {
    const server = createAdaptorServer({
      fetch: app.fetch,
      // A request that is cut off is an answer of its own; nothing global is replaced.
      overrideGlobalObjects: false,
      serverOptions: {
        maxHeaderSize: headerBytes,
        headersTimeout: headersMs,
        requestTimeout: requestMs,
        keepAliveTimeout: idleMs,
        insecureHTTPParser: false
      }
    })
    server.once("error", (error) => {
      const code = "code" in error && typeof error.code === "string" ? error.code : error.message
      resume(Effect.fail(new CannotListen({ host, port, code })))
    })
    server.listen(port, host, () => resume(Effect.succeed(server)))
  })

const portOf = (server: ServerType, asked: number): number => {
  const address: AddressInfo | string | null = server.address()
  return address === null || typeof address === "string" ? asked : address.port
}

const drained = (server: ServerType, drainMs: number): Promise<void> =>
  new Promise((resolve) => {
    const cutOff = setTimeout(() => {
      if ("closeAllConnections" in server) server.closeAllConnections()
    }, drainMs)
    server.close(() => {
      clearTimeout(cutOff)
      resolve()
    })
    if ("closeIdleConnections" in server) server.closeIdleConnections()
  })
