import { InvalidCursor } from "@laurel/core/board"
import { JobId, Jobs } from "@laurel/core/runtime"
import { Effect, Option, Schema } from "effect"
import { route } from "../../operation/carry.ts"
import type { Route } from "../../operation/Route.ts"
import { countJson, jobJson } from "./JobJson.ts"
import * as operations from "./operations.ts"

const jobIdOf = Schema.decodeUnknownOption(JobId)
const stateOf = { waiting: "Waiting", claimed: "Claimed", dead: "Dead" } as const

/** What is done to each of some jobs, and whether there was such a job. */
const changed = (what: "retry" | "discard", ids: ReadonlyArray<JobId>) =>
  Effect.gen(function* () {
    const act = (yield* Jobs)[what]
    const data = yield* Effect.forEach(ids, (id) =>
      Effect.map(act(id), (isThere) => ({ id, outcome: isThere ? ("done" as const) : ("missing" as const) }))
    )
    return { body: { data } }
  })

/** What is to be done later. */
export const jobRoutes: ReadonlyArray<Route> = [
  route(operations.listJobs, ({ query: { limit, cursor, kind, state } }) =>
    Effect.gen(function* () {
      const after = cursor === undefined ? undefined : Option.getOrUndefined(jobIdOf(cursor))
      if (cursor !== undefined && after === undefined) return yield* new InvalidCursor({ cursor })
      const found = yield* (yield* Jobs).list({
        limit: limit + 1,
        ...(kind === undefined ? {} : { kind }),
        ...(state === undefined ? {} : { state: stateOf[state] }),
        ...(after === undefined ? {} : { after })
      })
      const data = found.slice(0, limit).map(jobJson)
      const last = data.at(-1)
      const hasMore = found.length > limit
      return { body: { data, has_more: hasMore, ...(hasMore && last !== undefined ? { next_cursor: last.id } : {}) } }
    })
  ),
  route(operations.countJobs, () =>
    Effect.map(
      Effect.flatMap(Jobs, ({ counts }) => counts),
      (counts) => ({ body: { data: counts.map(countJson) } })
    )
  ),
  route(operations.retryJobs, ({ body }) => changed("retry", body.jobIds)),
  route(operations.discardJobs, ({ body }) => changed("discard", body.jobIds))
]
