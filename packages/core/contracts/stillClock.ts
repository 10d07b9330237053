import { Clock, type Duration, Effect } from "effect"
import type { Instant } from "../src/shared/index.ts"

/** A clock that shows one instant. What waits, waits in real time: an adapter's own time-outs go on. */
class StillClock implements Clock.Clock {
  readonly #live: Clock.Clock
  readonly #now: Instant
  readonly currentTimeMillis: Effect.Effect<number>
  readonly currentTimeNanos: Effect.Effect<bigint>
  readonly monotonicTimeNanos: Effect.Effect<bigint>

  constructor(live: Clock.Clock, now: Instant) {
    this.#live = live
    this.#now = now
    this.currentTimeMillis = Effect.succeed(now)
    this.currentTimeNanos = Effect.sync(() => this.currentTimeNanosUnsafe())
    this.monotonicTimeNanos = live.monotonicTimeNanos
  }

  currentTimeMillisUnsafe(): number {
    return this.#now
  }

  currentTimeNanosUnsafe(): bigint {
    return BigInt(this.#now) * 1_000_000n
  }

  monotonicTimeNanosUnsafe(): bigint {
    return this.#live.monotonicTimeNanosUnsafe()
  }

  sleep(duration: Duration.Duration): Effect.Effect<void> {
    return this.#live.sleep(duration)
  }
}

/** Runs the effect while the clock shows the instant. */
export const at = <A, E, R>(now: Instant, effect: Effect.Effect<A, E, R>): Effect.Effect<A, E, R> =>
  Effect.flatMap(Clock.Clock, (live) => Effect.provideService(effect, Clock.Clock, new StillClock(live, now)))
