import { Origin } from "@laurel/core/audit"
import { Effect, Result } from "effect"
import type { Context, Hono } from "hono"
import type { HttpPorts } from "../ports/HttpPorts.ts"
import { MethodNotAllowed, RouteNotFound, UnsupportedApiVersion, UpgradeRequired } from "../problem/errors.ts"
import { noRoom } from "../problem/noRoom.ts"
import type { Refused } from "../problem/problems.ts"
import { answerOnce } from "./answerOnce.ts"
import type { Texts } from "./fromText.ts"
import { locationOf } from "./locationOf.ts"
import { originOf } from "./originOf.ts"
import { boundless } from "./Room.ts"
import type { Reply, Route } from "./Route.ts"
import { readBody } from "./readBody.ts"
import { refuse, respond } from "./respond.ts"
import { run } from "./run.ts"
import type { Caller, Server } from "./Server.ts"
import { accepts } from "./Upgrading.ts"
import { versions } from "./versions.ts"
import { type Seen, unwatched } from "./Watch.ts"
import { type Coming, lateBy, whileItComes } from "./whileItComes.ts"

/** Serves routes, and says of every other path and method that there is nothing. */
export const mount = (
  app: Hono,
  routes: ReadonlyArray<Route>,
  server: Server,
  callerOf: (context: Context) => Caller
) => {
  const watched =
    (operation: string, handle: Handle) =>
    async (context: Context): Promise<Response> => {
      const caller = callerOf(context)
      const seen = (server.watch ?? unwatched)(operation, caller)
      return seen.ended(await handle(context, caller, seen))
    }
  for (const route of routes) {
    app.on(route.operation.method, pathOf(route.operation.path), watched(route.operation.id, handlerOf(route, server)))
  }
  for (const [path, allowed] of methodsByPath(routes)) {
    app.all(
      path,
      watched("none", async (context, caller, { headers }) =>
        refuse(new MethodNotAllowed({ allowed }), context, caller, headers)
      )
    )
  }
  app.notFound(
    watched("none", async (context, caller, { headers }) => refuse(new RouteNotFound(), context, caller, headers))
  )
}

/** Answers a request that is watched. */
type Handle = (context: Context, caller: Caller, seen: Seen) => Promise<Response>

const custom = "custom"

/**
 * `/v1/challenges/{challenge_id}/activities:batch` as the router writes it: a colon within a segment would begin a parameter there, so
 * that such a segment is a parameter of one possible value.
 */
const pathOf = (path: string): string =>
  path.replace(/[^/]*[^/]:[^/]+/g, (segment) => `:${custom}{${segment}}`).replace(/(?<=\/)\{(\w+)\}/g, ":$1")

const methodsByPath = (routes: ReadonlyArray<Route>): ReadonlyMap<string, ReadonlyArray<string>> => {
  const methods = new Map<string, Array<string>>()
  for (const { operation } of routes) {
    const path = pathOf(operation.path)
    methods.set(path, [...(methods.get(path) ?? []), operation.method])
  }
  return methods
}

const handlerOf = (route: Route, server: Server): Handle => {
  const { operation } = route
  const principalOf = (context: Context, caller: Caller) => {
    const token = operation.streamPurpose === undefined ? undefined : context.req.query("stream_token")
    return operation.streamPurpose === undefined || token === undefined
      ? server.authenticate(caller)
      : server.redeem(token, context.req.param("challenge_id"), operation.streamPurpose, caller)
  }
  /** `told` is given what whoever asks is told of limits, whatever becomes of the request; `leave` gives its place back, and `coming` says whether its body is waited for. */
  const answered = (
    context: Context,
    caller: Caller,
    seen: Seen,
    told: Record<string, string>,
    leave: () => void,
    coming: Coming
  ): Effect.Effect<Reply<unknown>, Refused, HttpPorts> =>
    Effect.gen(function* () {
      const version = caller.header("x-api-version")
      if (version !== undefined && !versions.includes(version))
        return yield* new UnsupportedApiVersion({ supported: versions })
      const principal = yield* principalOf(context, caller)
      seen.by(principal)
      Object.assign(told, yield* server.admit(operation, principal, caller))
      const hasBody = operation.method !== "GET"
      const read = readBody(context.req.raw, server.bodyLimitBytes)
      const body = hasBody ? yield* whileItComes(read, leave, coming) : undefined
      const sent = { params: paramsOf(context), query: queryOf(context), body, header: caller.header }
      return yield* Effect.flatMap(route.admitted(principal, sent), (carry) =>
        answerOnce(operation, principal, caller.header("idempotency-key"), sent, carry)
      ).pipe(Effect.provideService(Origin, originOf(principal, caller)))
    })
  return async (context, caller, seen) => {
    const leave = (server.room ?? boundless).enter(operation)
    if (leave === undefined) return refuse(noRoom, context, caller)
    const told: Record<string, string> = { ...seen.headers }
    const coming: Coming = { isAwaited: false }
    const work = seen.during(answered(context, caller, seen, told, leave, coming))
    const outcome = await run(work, server, caller, lateBy(coming, server)).finally(leave)
    if (Result.isFailure(outcome)) return refuse(outcome.failure, context, caller, told)
    const { messages } = outcome.success
    if (messages !== undefined && !accepts(context.env, messages))
      return refuse(new UpgradeRequired(), context, caller, told)
    const where = locationOf(operation, outcome.success, paramsOf(context))
    return respond(outcome.success, operation, caller, { ...told, ...where })
  }
}

const paramsOf = (context: Context): Readonly<Record<string, string>> => {
  const { [custom]: _, ...params } = context.req.param()
  return params
}

const queryOf = (context: Context): Texts =>
  Object.fromEntries(
    Object.entries(context.req.queries()).map(([name, texts]) => [name, texts.length === 1 ? (texts[0] ?? "") : texts])
  )
