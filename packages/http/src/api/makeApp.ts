import { randomUUID } from "node:crypto"
import { Effect, Fiber } from "effect"
import { type Context, Hono } from "hono"
import { always } from "../operation/always.ts"
import { mount } from "../operation/mount.ts"
import { requestName } from "../operation/requestName.ts"
import type { Caller, Server } from "../operation/Server.ts"
import { docsPage } from "../page/docs/docsPage.ts"
import { mountNoPage, mountPages } from "../page/mountPages.ts"
import { kindsOf } from "../page/problems/kinds.ts"
import { problemPage, problemText } from "../page/problems/problemPage.ts"
import { problemsPage } from "../page/problems/problemsPage.ts"
import { allowOrigins } from "./allowOrigins.ts"
import { document } from "./document.ts"
import { operations } from "./operations.ts"
import { routes } from "./routes.ts"

/** The API as an application of web requests and responses; `version` is that of the program. */
export const makeApp = (server: Server, version: string): Hono => {
  const app = new Hono()
  allowOrigins(app, server.allowedOrigins ?? [])
  const callerOf = (context: Context): Caller => {
    const header = (name: string) => context.req.header(name)
    const named = header("x-request-id")
    const address = server.addressOf(context)
    const agent = header("user-agent")
    return {
      requestId: named !== undefined && requestName.test(named) ? named : randomUUID(),
      header,
      ...(address === undefined ? {} : { address }),
      ...(agent === undefined ? {} : { agent: plain(agent) })
    }
  }
  const described = document(version)
  const text = JSON.stringify(described)
  app.get("/openapi.json", () => new Response(text, { headers: { ...open, "content-type": "application/json" } }))
  const kinds = kindsOf(Object.values(operations))
  app.get("/problems/:code", async (context, next) => {
    const kind = kinds.get(context.req.param("code"))
    // Browsers say that they take pages; whoever does not is told in plain text.
    if (context.req.header("accept")?.includes("text/html") === true) return next()
    if (kind === undefined) return context.notFound()
    const headers = { ...open, vary: "accept", "content-type": "text/plain; charset=utf-8" }
    return new Response(problemText(kind), { headers })
  })
  app.get("/livez", () => plainText("ok\n"))
  app.get("/readyz", async () => {
    const readiness = await Effect.runPromise(Fiber.join(server.fork(server.readiness)))
    return plainText(`${readiness}\n`, readiness === "ready" ? 200 : 503)
  })
  mountPages(app, [docsPage(described), problemsPage(kinds), problemPage(kinds)], routes, server, callerOf)
  mount(app, routes, server, callerOf)
  mountNoPage(app, routes, server, callerOf)
  return app
}

const plainText = (text: string, status = 200): Response =>
  new Response(text, {
    status,
    headers: { ...always, "cache-control": "no-store", "content-type": "text/plain; charset=utf-8" }
  })

const open = { ...always, "cache-control": "public, max-age=300" }

/** What a program says it is, as the audit may keep it. */
const plain = (agent: string): string =>
  agent
    .replace(/[\u0000-\u001f\u007f-\u009f]/g, " ")
    .toWellFormed()
    .slice(0, 400)
