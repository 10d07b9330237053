import { Clock, Effect } from "effect"

const nanosPerMilli = 1_000_000n

/**
 * A clock of effect that tells the time of a function in milliseconds since 1970, fractions cut off; it sleeps in real
 * time.
 */
export const clockOf = (now: () => number): Clock.Clock => {
  const real = Clock.Clock.defaultValue()
  const millis = (): number => Math.trunc(now())
  const nanos = (): bigint => BigInt(millis()) * nanosPerMilli
  return {
    currentTimeMillisUnsafe: millis,
    currentTimeMillis: Effect.sync(millis),
    currentTimeNanosUnsafe: nanos,
    currentTimeNanos: Effect.sync(nanos),
    monotonicTimeNanosUnsafe: () => real.monotonicTimeNanosUnsafe(),
    monotonicTimeNanos: real.monotonicTimeNanos,
    sleep: (duration) => real.sleep(duration)
  }
}
