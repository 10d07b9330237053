import { Jobs } from "@laurel/core/runtime"
import { Clock, Effect } from "effect"
import type { Reading } from "./catalogue.ts"

const states = ["waiting", "claimed", "dead"] as const

/** The jobs of the store, and what it says of itself besides; that it does not answer, where it does not. */
export const readStore = <E>(facts: Effect.Effect<ReadonlyArray<Reading>, E>) =>
  Effect.gen(function* () {
    const { counts, list } = yield* Jobs
    const now = yield* Clock.currentTimeMillis
    const [oldest] = yield* list({ state: "Waiting", limit: 1 })
    const jobs = (yield* counts).flatMap((count) =>
      states.map(
        (state): Reading => ({
          name: "laurel_jobs",
          labels: { kind: count.kind, state },
          value: count[state]
        })
      )
    )
    const lateMs = oldest === undefined ? 0 : Math.max(0, now - oldest.due)
    const age: Reading = { name: "laurel_job_oldest_seconds", value: lateMs / 1_000 }
    const up: Reading = { name: "laurel_store_up", value: 1 }
    return [up, age, ...jobs, ...(yield* facts)]
  }).pipe(Effect.catch(() => Effect.succeed<ReadonlyArray<Reading>>([{ name: "laurel_store_up", value: 0 }])))
