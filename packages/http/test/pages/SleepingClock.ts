import { VirtualClock } from "@laurel/core/runtime"
import { Duration, Effect } from "effect"

/** A clock that stands still until it is moved on, by which whoever sleeps really waits: streams run, and pages show the same time. */
export class SleepingClock extends VirtualClock {
  override sleep(duration: Duration.Duration): Effect.Effect<void> {
    return Effect.callback<void>((resume) => {
      const timer = setTimeout(() => resume(Effect.void), Math.min(Duration.toMillis(duration), 2 ** 31 - 1))
      return Effect.sync(() => clearTimeout(timer))
    })
  }
}
