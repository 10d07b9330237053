import { Effect } from "effect"

/** Longer than what is sent at once takes to be read. */
const patienceMs = 50

/** Waits for what a client sends. Where it is slow to come the place that it has is given back meanwhile, for good: others need it. */
export const whileItComes = <A, E, R>(comes: Effect.Effect<A, E, R>, leave: () => void): Effect.Effect<A, E, R> =>
  Effect.suspend(() => {
    const timer = setTimeout(leave, patienceMs)
    return Effect.ensuring(
      comes,
      Effect.sync(() => clearTimeout(timer))
    )
  })
