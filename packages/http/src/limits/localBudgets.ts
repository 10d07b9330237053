import { type Budgets, type Take, type Taken, takeFromBucket } from "@laurel/core/access"
import { Clock, Effect } from "effect"
import { RateLimiterMemory } from "rate-limiter-flexible"

/** So often buckets that are full again are forgotten. */
const sweepMs = 60_000

/** Budgets of this process alone; what was counted goes with its window. */
export const makeLocalBudgets = (): Budgets["Service"] => {
  const limiters = new Map<number, RateLimiterMemory>()
  const limiterOf = (windowMs: number): RateLimiterMemory => {
    const limiter =
      limiters.get(windowMs) ?? new RateLimiterMemory({ points: Number.MAX_SAFE_INTEGER, duration: windowMs / 1_000 })
    limiters.set(windowMs, limiter)
    return limiter
  }
  const takeFrom = makeBuckets()
  const taken = ({ budget, by, windowMs, quota }: Take, now: number): Taken | Promise<Taken> => {
    const name = JSON.stringify([budget, by])
    if (quota !== undefined) return takeFrom(name, { quota, windowMs }, now)
    return limiterOf(windowMs)
      .consume(name)
      .then(({ consumedPoints, msBeforeNext }) => ({ count: consumedPoints, endsInMs: msBeforeNext }))
  }
  return {
    take: (takes) =>
      Effect.flatMap(Clock.currentTimeMillis, (now) =>
        Effect.promise(() => Promise.all(takes.map((take) => taken(take, now))))
      )
  }
}

const makeBuckets = () => {
  const fullAt = new Map<string, number>()
  let sweepAt = 0
  const sweep = (now: number): void => {
    sweepAt = now + sweepMs
    for (const [name, at] of fullAt) if (at <= now) fullAt.delete(name)
  }
  return (name: string, bucket: Parameters<typeof takeFromBucket>[0], now: number): Taken => {
    if (now >= sweepAt) sweep(now)
    const after = takeFromBucket(bucket, fullAt.get(name) ?? now, now)
    fullAt.set(name, after.fullAt)
    return after.taken
  }
}
