import type { Hono } from "hono"
import { cors } from "hono/cors"
import { always } from "../operation/always.ts"

/** What pages of these origins may send along, beside what any page may. */
const allowHeaders = [
  "authorization",
  "content-type",
  "idempotency-key",
  "if-match",
  "if-none-match",
  "last-event-id",
  "x-api-version",
  "x-request-id"
]

/** What they may read of an answer, beside what any page may. */
const exposeHeaders = [
  "etag",
  "idempotency-replayed",
  "location",
  "ratelimit",
  "ratelimit-policy",
  "retry-after",
  "www-authenticate",
  "x-request-id"
]

/** For so long browsers need not ask again whether they may. */
const maxAge = 600

/**
 * Lets pages of these origins ask the API from browsers, and no others. Nothing that a browser keeps, such as a cookie, is sent along: who
 * asks says so in `Authorization`.
 */
export const allowOrigins = (app: Hono, origins: ReadonlyArray<string>): void => {
  if (origins.length === 0) return
  const allowed = cors({
    origin: [...origins],
    allowHeaders,
    exposeHeaders,
    maxAge,
    allowMethods: ["GET", "POST", "PUT", "PATCH", "DELETE"]
  })
  for (const path of ["/v1/*", "/openapi.json"]) {
    app.options(path, async (context, next) => {
      for (const [name, value] of Object.entries(always)) context.header(name, value)
      await next()
    })
    app.use(path, allowed)
  }
}
