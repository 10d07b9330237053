import { type Clock, Duration, Effect } from "effect"
import type { VirtualClock } from "../../src/runtime/index.ts"
import type { Instant } from "../../src/shared/index.ts"

interface Sleeper {
  readonly until: Instant
  readonly wake: () => void
}

/**
 * The clock of those who watch a simulated challenge: it shows the time of the challenge, of which so many seconds pass in each of theirs.
 * Whoever sleeps on it is woken by `wake`, in the order of time: what they see depends on no real time.
 */
export class LiveClock implements Clock.Clock {
  readonly #clock: VirtualClock
  readonly #speed: number
  #sleepers: ReadonlyArray<Sleeper> = []
  readonly currentTimeMillis: Effect.Effect<number>
  readonly currentTimeNanos: Effect.Effect<bigint>
  readonly monotonicTimeNanos: Effect.Effect<bigint>

  constructor(clock: VirtualClock, speed: number) {
    this.#clock = clock
    this.#speed = speed
    this.currentTimeMillis = clock.currentTimeMillis
    this.currentTimeNanos = clock.currentTimeNanos
    this.monotonicTimeNanos = clock.monotonicTimeNanos
  }

  currentTimeMillisUnsafe(): number {
    return this.#clock.currentTimeMillisUnsafe()
  }

  currentTimeNanosUnsafe(): bigint {
    return this.#clock.currentTimeNanosUnsafe()
  }

  monotonicTimeNanosUnsafe(): bigint {
    return this.#clock.monotonicTimeNanosUnsafe()
  }

  sleep(duration: Duration.Duration): Effect.Effect<void> {
    return Effect.callback<void>((resume) => {
      const until = this.currentTimeMillisUnsafe() + Duration.toMillis(duration) * this.#speed
      const sleeper: Sleeper = { until, wake: () => resume(Effect.void) }
      this.#sleepers = [...this.#sleepers, sleeper]
      return Effect.sync(() => {
        this.#sleepers = this.#sleepers.filter((other) => other !== sleeper)
      })
    })
  }

  /** Wakes whoever has slept for long enough. */
  wake(): void {
    const now = this.currentTimeMillisUnsafe()
    const due = this.#sleepers.filter(({ until }) => until <= now)
    this.#sleepers = this.#sleepers.filter(({ until }) => until > now)
    for (const { wake } of due.toSorted((a, b) => a.until - b.until)) wake()
  }
}
