import type { Budgets } from "@laurel/core/access"
import { Effect } from "effect"
import { RateLimiterMemory } from "rate-limiter-flexible"

/** Budgets of this process alone; what was counted goes with its window. */
export const makeLocalBudgets = (): Budgets["Service"] => {
  const limiters = new Map<number, RateLimiterMemory>()
  const limiterOf = (windowMs: number): RateLimiterMemory => {
    const limiter =
      limiters.get(windowMs) ?? new RateLimiterMemory({ points: Number.MAX_SAFE_INTEGER, duration: windowMs / 1_000 })
    limiters.set(windowMs, limiter)
    return limiter
  }
  return {
    take: (takes) =>
      Effect.promise(() =>
        Promise.all(
          takes.map(async ({ budget, by, windowMs }) => {
            const { consumedPoints, msBeforeNext } = await limiterOf(windowMs).consume(JSON.stringify([budget, by]))
            return { count: consumedPoints, endsInMs: msBeforeNext }
          })
        )
      )
  }
}
