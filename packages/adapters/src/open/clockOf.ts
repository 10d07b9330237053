import { Clock, Effect } from "effect"

const nanosPerMilli = 1_000_000n

/** A clock of effect that tells the time of a function in milliseconds since 1970; it sleeps in real time. */
export const clockOf = (now: () => number): Clock.Clock => {
  const real = Clock.Clock.defaultValue()
  const nanos = (): bigint => BigInt(Math.trunc(now())) * nanosPerMilli
  return {
    currentTimeMillisUnsafe: now,
    currentTimeMillis: Effect.sync(now),
    currentTimeNanosUnsafe: nanos,
    currentTimeNanos: Effect.sync(nanos),
    monotonicTimeNanosUnsafe: () => real.monotonicTimeNanosUnsafe(),
    monotonicTimeNanos: real.monotonicTimeNanos,
    sleep: (duration) => real.sleep(duration)
  }
}
