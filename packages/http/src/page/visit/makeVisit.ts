import type { Principal } from "@laurel/core/access"
import { Effect } from "effect"
import type { Context } from "hono"
import { answerOnce } from "../../operation/answerOnce.ts"
import type { Route } from "../../operation/Route.ts"
import type { Caller, Server } from "../../operation/Server.ts"
import { formTokenOf } from "../session/formToken.ts"
import type { Theme } from "../site/theme.ts"
import type { Visit } from "./Visit.ts"

/** What a visit is made of. */
export interface Arrival {
  readonly routes: ReadonlyArray<Route>
  readonly server: Pick<Server, "authenticate">
  readonly caller: Caller
  readonly request: Context["req"]
  readonly theme: Theme | undefined
  readonly form: URLSearchParams
}

/** The visit of somebody who is signed in with a credential, or of nobody who is known. */
export const makeVisit = (arrival: Arrival, principal: Principal, credential: string | undefined): Visit => {
  const { routes, request, form, theme } = arrival
  const { pathname, search } = new URL(request.url)
  return {
    principal,
    path: `${pathname}${search}`,
    param: (name) => request.param(name) ?? "",
    query: (name) => request.query(name),
    field: (name) => form.get(name) ?? "",
    theme,
    formToken: credential === undefined ? undefined : formTokenOf(credential),
    ask: (operation, { params = {}, query = {}, body, idempotencyKey }) => {
      const route = routes.find((one) => one.operation === operation)
      if (route === undefined) return Effect.die(new Error(`${operation.id} is not served`))
      const sent = { params, query, body, header: () => undefined }
      return Effect.flatMap(route.admitted(principal, sent), (carry) =>
        Effect.map(answerOnce(operation, principal, idempotencyKey, sent, carry), (reply) => reply.body)
      )
    },
    as: (given) => Effect.map(authenticated(arrival, given), (who) => makeVisit(arrival, who, given))
  }
}

/** Who shows a credential; refused where it proves nothing. */
export const authenticated = ({ server, caller }: Arrival, credential: string) =>
  server.authenticate({
    ...caller,
    header: (name) => (name === "authorization" ? `Bearer ${credential}` : caller.header(name))
  })
