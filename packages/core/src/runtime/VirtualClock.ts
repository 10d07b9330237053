import { type Clock, Duration, Effect } from "effect"
import type { Instant } from "../shared/index.ts"

/** A clock that stands still until it is moved on: years pass in milliseconds, and a run depends on no real time. */
export class VirtualClock implements Clock.Clock {
  #now: Instant
  readonly currentTimeMillis = Effect.sync(() => this.#now)
  readonly currentTimeNanos = Effect.sync(() => this.currentTimeNanosUnsafe())
  readonly monotonicTimeNanos = Effect.sync(() => this.currentTimeNanosUnsafe())

  constructor(now: Instant) {
    this.#now = now
  }

  /** Moves on to the instant; a clock that moves never goes back. */
  moveTo(instant: Instant): void {
    this.#now = Math.max(this.#now, instant)
  }

  /** Sets the clock, also back: as the clock of a machine can be set. */
  setTo(instant: Instant): void {
    this.#now = instant
  }

  currentTimeMillisUnsafe(): number {
    return this.#now
  }

  currentTimeNanosUnsafe(): bigint {
    return BigInt(this.#now) * 1_000_000n
  }

  monotonicTimeNanosUnsafe(): bigint {
    return this.currentTimeNanosUnsafe()
  }

  sleep(duration: Duration.Duration): Effect.Effect<void> {
    return Effect.sync(() => this.moveTo(this.#now + Duration.toMillis(duration)))
  }
}
