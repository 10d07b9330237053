import { Effect } from "effect"
import { DeadlineExceeded, RequestTooSlow } from "../problem/errors.ts"

/** Longer than what is sent at once takes to be read. */
const patienceMs = 50

/** What is still on its way from a client. */
export interface Coming {
  /** Whether it is waited for; so it stays where the wait was ended. */
  isAwaited: boolean
}

/** Waits for what a client sends. Where it is slow to come the place that it has is given back meanwhile, for good: others need it. */
export const whileItComes = <A, E, R>(
  comes: Effect.Effect<A, E, R>,
  leave: () => void,
  coming: Coming
): Effect.Effect<A, E, R> =>
  Effect.suspend(() => {
    const timer = setTimeout(leave, patienceMs)
    coming.isAwaited = true
    return comes.pipe(
      Effect.tap(() =>
        Effect.sync(() => {
          coming.isAwaited = false
        })
      ),
      Effect.ensuring(Effect.sync(() => clearTimeout(timer)))
    )
  })

/** What is refused with when the time of a request is over: whoever was slow to send it is told that, for then nothing was done. */
export const lateBy =
  (coming: Coming, { deadlineMs }: { readonly deadlineMs: number }) =>
  (): RequestTooSlow | DeadlineExceeded =>
    coming.isAwaited ? new RequestTooSlow() : new DeadlineExceeded({ deadlineMs })
