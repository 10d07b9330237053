import { anonymous } from "@laurel/core/access"
import { Origin } from "@laurel/core/audit"
import { Effect, Result } from "effect"
import type { Context, Hono } from "hono"
import { always } from "../../operation/always.ts"
import type { AnyOperation } from "../../operation/Operation.ts"
import { originOf } from "../../operation/originOf.ts"
import { boundless } from "../../operation/Room.ts"
import type { Reply, Route } from "../../operation/Route.ts"
import { refuse } from "../../operation/respond.ts"
import { run } from "../../operation/run.ts"
import type { Caller, Server } from "../../operation/Server.ts"
import { unwatched } from "../../operation/Watch.ts"
import type { HttpPorts } from "../../ports/HttpPorts.ts"
import { noRoom } from "../../problem/noRoom.ts"
import type { Refused } from "../../problem/problems.ts"
import { getBoard } from "../../resources/boards/operations.ts"
import { getChallenge } from "../../resources/challenges/operations.ts"
import { watchBoard } from "../../resources/live/operations.ts"
import { asking } from "../visit/asking.ts"
import { makeVisit } from "../visit/makeVisit.ts"

/** Any site may read this: it is what everybody sees, whoever asks. */
const open = {
  ...always,
  "access-control-allow-origin": "*",
  "cross-origin-resource-policy": "cross-origin"
} as const

const challengeOf = asking(getChallenge)
const boardOf = asking(getBoard)

/** Serves to the element `laurel-board` on other sites what it shows: boards that are public, always as to somebody who is not known. */
export const mountEmbed = (
  app: Hono,
  routes: ReadonlyArray<Route>,
  server: Server,
  callerOf: (context: Context) => Caller
): void => {
  const handle =
    (
      operation: AnyOperation,
      answer: (context: Context, caller: Caller) => Effect.Effect<Response, Refused, HttpPorts>
    ) =>
    async (context: Context): Promise<Response> => {
      const caller = callerOf(context)
      const seen = (server.watch ?? unwatched)("embed", caller)
      seen.by(anonymous)
      const leave = (server.room ?? boundless).enter(operation)
      const told = { ...open, ...seen.headers }
      if (leave === undefined) return seen.ended(refuse(noRoom, context, caller, told))
      const answered = Effect.andThen(server.admit(operation, anonymous, caller), answer(context, caller)).pipe(
        Effect.provideService(Origin, originOf(anonymous, caller))
      )
      const outcome = await run(seen.during(answered), server, caller).finally(leave)
      return seen.ended(Result.isSuccess(outcome) ? outcome.success : refuse(outcome.failure, context, caller, told))
    }
  const nobodyAt = (context: Context, caller: Caller) =>
    makeVisit(
      { routes, server, caller, request: context.req, theme: undefined, form: new URLSearchParams() },
      anonymous,
      undefined
    )
  const live = routes.find(({ operation }) => operation.id === watchBoard.id)

  app.get(
    "/embed/:challenge_id/board",
    handle(getBoard, (context, caller) =>
      Effect.gen(function* () {
        const visit = nobodyAt(context, caller)
        const params = { challenge_id: visit.param("challenge_id") }
        const challenge = yield* challengeOf(visit, { params })
        const { unit, count, version, data } = yield* boardOf(visit, {
          params,
          query: { limit: visit.query("limit") ?? "10" }
        })
        return new Response(JSON.stringify({ name: challenge.name, unit, count, version, data }), {
          headers: {
            ...open,
            "content-type": "application/json; charset=utf-8",
            "cache-control": "public, max-age=0, s-maxage=5, stale-while-revalidate=30"
          }
        })
      })
    )
  )
  app.get(
    "/embed/:challenge_id/live",
    handle(watchBoard, (context, caller) => {
      if (live === undefined) return Effect.die(new Error("live boards are not served"))
      const sent = {
        params: { challenge_id: context.req.param("challenge_id") ?? "" },
        query: {},
        body: undefined,
        header: caller.header
      }
      return Effect.map(Effect.flatten(live.admitted(anonymous, sent)), streamed)
    })
  )
}

const streamed = ({ stream, headers }: Reply<unknown>): Response =>
  new Response(stream ?? null, {
    headers: { ...open, ...headers, "content-type": "text/event-stream", "cache-control": "no-store" }
  })
