import { Effect } from "effect"

/** Longer than what is sent at once takes to be read. */
const patienceMs = 50

/** What is still on its way from a client. */
export interface Arrival {
  /** Whether it is waited for; so it stays where the wait was ended. */
  isAwaited: boolean
}

/** Waits for what a client sends. Where it is slow to come the place that it has is given back meanwhile, for good: others need it. */
export const whileItComes = <A, E, R>(
  comes: Effect.Effect<A, E, R>,
  leave: () => void,
  arrival: Arrival
): Effect.Effect<A, E, R> =>
  Effect.suspend(() => {
    const timer = setTimeout(leave, patienceMs)
    arrival.isAwaited = true
    return comes.pipe(
      Effect.tap(() =>
        Effect.sync(() => {
          arrival.isAwaited = false
        })
      ),
      Effect.ensuring(Effect.sync(() => clearTimeout(timer)))
    )
  })
