import { anonymous } from "@laurel/core/access"
import { Origin } from "@laurel/core/audit"
import { Effect, Result } from "effect"
import type { Context, Hono } from "hono"
import { csrf } from "hono/csrf"
import { originOf } from "../operation/originOf.ts"
import { boundless } from "../operation/Room.ts"
import type { Route } from "../operation/Route.ts"
import { run } from "../operation/run.ts"
import type { Caller, Server } from "../operation/Server.ts"
import { unwatched } from "../operation/Watch.ts"
import { type Coming, lateBy, whileItComes } from "../operation/whileItComes.ts"
import type { HttpPorts } from "../ports/HttpPorts.ts"
import { RouteNotFound } from "../problem/errors.ts"
import { noRoom } from "../problem/noRoom.ts"
import { headersOf } from "../problem/problemOf.ts"
import type { Refused } from "../problem/problems.ts"
import { listChallenges } from "../resources/challenges/operations.ts"
import { type Answered, answer } from "./answer.ts"
import { mountEmbed } from "./embed/mountEmbed.ts"
import { actions, pages } from "./pages.ts"
import { readCookies } from "./session/cookies.ts"
import { readForm } from "./session/readForm.ts"
import { mountAssets } from "./site/assets.ts"
import { refusalPage } from "./site/refusalPage.ts"
import { lookOnce } from "./visit/lookOnce.ts"
import { type Arrival, authenticated, makeVisit } from "./visit/makeVisit.ts"
import type { Action, Page } from "./visit/Visit.ts"

/** Serves the pages and some more, and takes the forms on them. */
export const mountPages = (
  app: Hono,
  more: ReadonlyArray<Page>,
  routes: ReadonlyArray<Route>,
  server: Server,
  callerOf: (context: Context) => Caller
): void => {
  mountAssets(app)
  mountEmbed(app, routes, server, callerOf)
  const serve = handlerOf(routes, server, callerOf)
  for (const { path, operation, show } of [...pages, ...more]) {
    app.get(path, serve({ path, operation, act: (visit) => lookOnce(show(visit)) }))
  }
  for (const action of actions) app.post(action.path, csrf(), serve(action))
}

/** Says to people that there is no such page; programs, and whoever asks below `/v1`, are told as a problem. It is mounted after all else. */
export const mountNoPage = (
  app: Hono,
  routes: ReadonlyArray<Route>,
  server: Server,
  callerOf: (context: Context) => Caller
): void => {
  const noPage: Action = { path: "/*", operation: listChallenges, act: () => Effect.fail(new RouteNotFound()) }
  const show = handlerOf(routes, server, callerOf)(noPage)
  app.get(noPage.path, (context) => {
    const isForPeople = context.req.header("accept")?.includes("text/html") === true
    return isForPeople && !context.req.path.startsWith("/v1/") ? show(context) : context.notFound()
  })
}

/** Whoever is signed in; nobody, where what they are signed in with proves nothing any more. */
const entered = (arrival: Arrival, credential: string | undefined) => {
  const asNobody = makeVisit(arrival, anonymous, undefined)
  if (credential === undefined) return Effect.succeed({ visit: asNobody, hasEnded: false })
  return authenticated(arrival, credential).pipe(
    Effect.map((principal) => ({ visit: makeVisit(arrival, principal, credential), hasEnded: false })),
    Effect.catchTag("CredentialRefused", () => Effect.succeed({ visit: asNobody, hasEnded: true }))
  )
}

const handlerOf = (routes: ReadonlyArray<Route>, server: Server, callerOf: (context: Context) => Caller) => {
  const answered = (
    context: Context,
    arrival: Arrival,
    { operation, act }: Action,
    leave: () => void,
    awaited: Coming
  ): Effect.Effect<Answered, Refused, HttpPorts> =>
    Effect.gen(function* () {
      const { credential } = readCookies(context, server.isSecure(context))
      const isForm = context.req.method === "POST"
      const form = isForm ? yield* whileItComes(readForm(context.req.raw), leave, awaited) : arrival.form
      const { visit, hasEnded } = yield* entered({ ...arrival, form }, credential)
      const headers = yield* server.admit(operation, visit.principal, arrival.caller)
      const outcome = yield* act(visit).pipe(
        Effect.catch((refused) => Effect.succeed(refusalPage(refused, visit))),
        Effect.provideService(Origin, originOf(visit.principal, arrival.caller))
      )
      return { visit, outcome, headers, hasEnded }
    })
  return (action: Action) =>
    async (context: Context): Promise<Response> => {
      const caller = callerOf(context)
      const seen = (server.watch ?? unwatched)("page", caller)
      const { theme } = readCookies(context, server.isSecure(context))
      const arrival = { routes, server, caller, request: context.req, theme, form: new URLSearchParams() }
      const refuse = async (refused: Refused): Promise<Response> => {
        const visit = makeVisit(arrival, anonymous, undefined)
        const headers = { ...seen.headers, ...("retryAfterSeconds" in refused ? headersOf(refused) : {}) }
        const told = { visit, outcome: refusalPage(refused, visit), headers, hasEnded: false }
        return seen.ended(await answer(context, told, caller, server))
      }
      const leave = (server.room ?? boundless).enter(action.operation)
      if (leave === undefined) return refuse(noRoom)
      const awaited: Coming = { isAwaited: false }
      const work = seen.during(answered(context, arrival, action, leave, awaited))
      const outcome = await run(work, server, caller, lateBy(awaited, server)).finally(leave)
      if (Result.isFailure(outcome)) return refuse(outcome.failure)
      seen.by(outcome.success.visit.principal)
      const headers = { ...outcome.success.headers, ...seen.headers }
      return seen.ended(await answer(context, { ...outcome.success, headers }, caller, server))
    }
}
