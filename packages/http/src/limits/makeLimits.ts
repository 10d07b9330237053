import type { Principal } from "@laurel/core/access"
import { Effect } from "effect"
import { RateLimiterMemory, RateLimiterRes } from "rate-limiter-flexible"
import type { AnyOperation } from "../operation/Operation.ts"
import type { Caller, Server } from "../operation/Server.ts"
import { QuotaExceeded, ReducedCapacity } from "../problem/errors.ts"
import { type Budget, budgets, ofEverybody, type Quota } from "./policies.ts"

/** What is left of a budget. */
interface Left extends Quota {
  readonly budget: Budget
  readonly remaining: number
  readonly resetSeconds: number
}

/** Takes from budgets; who has used one up is refused. */
export interface Limits {
  readonly admit: Server["admit"]
  /** Takes a credential that proved nothing from the budget of its address. */
  readonly failed: (caller: Caller) => Effect.Effect<void, QuotaExceeded | ReducedCapacity>
}

/** Limits that are kept in this process, by these quotas. */
export const makeLimits = (quotas: Readonly<Record<Budget, Quota>> = budgets): Limits => {
  const limiters = new Map<Budget, RateLimiterMemory>()
  const limiterOf = (budget: Budget): RateLimiterMemory => {
    const { quota, windowSeconds } = quotas[budget]
    const limiter =
      limiters.get(budget) ?? new RateLimiterMemory({ keyPrefix: budget, points: quota, duration: windowSeconds })
    limiters.set(budget, limiter)
    return limiter
  }
  const take = (budget: Budget, key: string): Effect.Effect<Left, QuotaExceeded | ReducedCapacity> =>
    Effect.tryPromise({
      try: () => limiterOf(budget).consume(key),
      catch: (refused) => {
        // Where nobody can say how much is left nothing is given.
        if (!(refused instanceof RateLimiterRes)) return new ReducedCapacity({ retryAfterSeconds: 1 })
        return new QuotaExceeded({
          policy: budget,
          retryAfterSeconds: Math.max(1, Math.ceil(refused.msBeforeNext / 1_000))
        })
      }
    }).pipe(
      Effect.map(({ remainingPoints, msBeforeNext }) => ({
        ...quotas[budget],
        budget,
        remaining: remainingPoints,
        resetSeconds: Math.ceil(msBeforeNext / 1_000)
      }))
    )
  return {
    admit: Effect.fnUntraced(function* (operation, principal, caller) {
      const key = keyOf(principal, caller)
      const left = yield* Effect.forEach(budgetsOf(operation, principal), (budget) => take(budget, key))
      return headersOf(left)
    }),
    failed: (caller) => Effect.asVoid(take("auth", `address ${caller.address ?? ""}`))
  }
}

/** By whom it is counted: never by what a client says of itself. */
const keyOf = (principal: Principal, { address }: Caller): string => {
  switch (principal._tag) {
    case "Anonymous":
      return `address ${address ?? ""}`
    case "Person":
      return `person ${principal.id}`
    case "Program":
      return `key ${principal.key}`
  }
}

const generalOf = { Anonymous: "anonymous", Person: "authenticated", Program: "program" } as const

const budgetsOf = ({ policy }: AnyOperation, { _tag }: Principal): ReadonlyArray<Budget> => {
  const general = generalOf[_tag]
  if (policy === "read" || (_tag === "Program" && !ofEverybody.has(policy))) return [general]
  return [general, policy]
}

/** The fields of the draft "RateLimit header fields for HTTP": what there is, and what is left. */
const headersOf = (left: ReadonlyArray<Left>): Readonly<Record<string, string>> => ({
  "ratelimit-policy": left
    .map(({ budget, quota, windowSeconds }) => `"${budget}";q=${quota};w=${windowSeconds}`)
    .join(", "),
  ratelimit: left
    .map(({ budget, remaining, resetSeconds }) => `"${budget}";r=${remaining};t=${resetSeconds}`)
    .join(", ")
})
