import { JobId, Jobs } from "@laurel/core/runtime"
import { discardJobs, type JobChange, retryJobs } from "@laurel/core/work"
import { Effect, Option, Schema } from "effect"
import { route } from "../../operation/carry.ts"
import type { Route } from "../../operation/Route.ts"
import { pageJson, placeAfter } from "../../wire/page.ts"
import { actorOf } from "../actorOf.ts"
import { countJson, jobJson } from "./JobJson.ts"
import * as operations from "./operations.ts"

const jobIdOf = Schema.decodeUnknownOption(JobId)
const stateOf = { waiting: "Waiting", claimed: "Claimed", dead: "Dead" } as const

const outcomes = (changes: ReadonlyArray<JobChange>) => ({
  body: { data: changes.map(({ id, isDone }) => ({ id, outcome: isDone ? ("done" as const) : ("missing" as const) })) }
})

/** What is to be done later. */
export const jobRoutes: ReadonlyArray<Route> = [
  route(operations.listJobs, ({ query: { limit, cursor, kind, state } }) =>
    Effect.gen(function* () {
      const after = yield* placeAfter(cursor, (text) => Option.getOrUndefined(jobIdOf(text)))
      const found = yield* (yield* Jobs).list({
        limit: limit + 1,
        ...(kind === undefined ? {} : { kind }),
        ...(state === undefined ? {} : { state: stateOf[state] }),
        ...(after === undefined ? {} : { after })
      })
      return { body: pageJson(found, limit, jobJson, ({ id }) => id) }
    })
  ),
  route(operations.countJobs, () =>
    Effect.map(
      Effect.flatMap(Jobs, ({ counts }) => counts),
      (counts) => ({ body: { data: counts.map(countJson) } })
    )
  ),
  route(operations.retryJobs, ({ principal, body }) =>
    Effect.map(retryJobs(body.jobIds, actorOf(principal)), outcomes)
  ),
  route(operations.discardJobs, ({ principal, body }) =>
    Effect.map(discardJobs(body.jobIds, actorOf(principal)), outcomes)
  )
]
