import type { Instant } from "@laurel/core/shared"
import { type Clock, Duration, Effect } from "effect"

/** A clock that stands still until it is set: the same input gives the same run on any day. */
export class VirtualClock implements Clock.Clock {
  private now: Instant
  readonly currentTimeMillis = Effect.sync(() => this.now)
  readonly currentTimeNanos = Effect.sync(() => this.currentTimeNanosUnsafe())
  readonly monotonicTimeNanos = Effect.sync(() => this.currentTimeNanosUnsafe())

  constructor(now: Instant) {
    this.now = now
  }

  set(now: Instant): void {
    this.now = now
  }

  currentTimeMillisUnsafe(): number {
    return this.now
  }

  currentTimeNanosUnsafe(): bigint {
    return BigInt(this.now) * 1_000_000n
  }

  monotonicTimeNanosUnsafe(): bigint {
    return this.currentTimeNanosUnsafe()
  }

  sleep(duration: Duration.Duration): Effect.Effect<void> {
    return Effect.sync(() => this.set(this.now + Duration.toMillis(duration)))
  }
}
