import { ChallengeStore } from "@laurel/core/challenge"
import { type JobCounts, Jobs } from "@laurel/core/runtime"
import { Clock, Effect } from "effect"
import type { Reading } from "./catalogue.ts"

const states = ["waiting", "claimed", "dead"] as const

const readingsOf = ({ kind, earliestDue = Number.POSITIVE_INFINITY, ...count }: JobCounts, now: number) => {
  const inState = (state: (typeof states)[number]): Reading => ({
    name: "laurel_jobs",
    labels: { kind, state },
    value: count[state]
  })
  const lateMs = Math.max(0, now - earliestDue)
  const late: Reading = { name: "laurel_job_oldest_seconds", labels: { kind }, value: lateMs / 1_000 }
  return [...states.map(inState), late]
}

/** How long the store takes to answer what takes it nothing: one row by its key. */
const answerTime = Effect.gen(function* () {
  const began = performance.now()
  yield* (yield* ChallengeStore).list({ limit: 1 })
  return (performance.now() - began) / 1_000
})

/** The jobs of the store, and what it says of itself besides; that it does not answer, where it does not. */
export const readStore = <E>(facts: Effect.Effect<ReadonlyArray<Reading>, E>) =>
  Effect.gen(function* () {
    const now = yield* Clock.currentTimeMillis
    const answered: Reading = { name: "laurel_store_answer_seconds", value: yield* answerTime }
    const counts = yield* (yield* Jobs).counts
    const up: Reading = { name: "laurel_store_up", value: 1 }
    return [up, answered, ...counts.flatMap((count) => readingsOf(count, now)), ...(yield* facts)]
  }).pipe(Effect.catch(() => Effect.succeed<ReadonlyArray<Reading>>([{ name: "laurel_store_up", value: 0 }])))
