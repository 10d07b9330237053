import type { Budgets, Principal } from "@laurel/core/access"
import { Array, Effect } from "effect"
import type { AnyOperation } from "../operation/Operation.ts"
import type { Caller, Server } from "../operation/Server.ts"
import { type Left, QuotaExceeded, TemporaryReducedCapacity } from "../problem/errors.ts"
import { rateLimitFields } from "../problem/rateLimitFields.ts"
import { networkOf } from "./networkOf.ts"
import { type Budget, budgets, ofEverybody, type Quota, strict } from "./policies.ts"
import { makeTakeFrom } from "./takeFrom.ts"

/** Takes from budgets; who has used one up is refused. */
export interface Limits {
  readonly admit: Server["admit"]
  /** Takes a credential that proved nothing from the budget of its address. */
  readonly failed: (caller: Caller) => Effect.Effect<void, QuotaExceeded | TemporaryReducedCapacity>
}

/** Limits by these quotas, counted together with all processes that share these budgets, or in this process alone. */
export const makeLimits = (quotas: Readonly<Record<Budget, Quota>> = budgets, shared?: Budgets["Service"]): Limits => {
  const takeFrom = makeTakeFrom(shared)
  const take = Effect.fnUntraced(function* (names: ReadonlyArray<Budget>, by: string, isStrict: boolean) {
    const takes = names.map((budget) => {
      const { quota, windowSeconds, isBucket = false } = quotas[budget]
      return { budget, by, windowMs: windowSeconds * 1_000, ...(isBucket ? { quota } : {}) }
    })
    // Where nobody can say how much is left nothing is given.
    const taken = yield* Effect.catchTag(takeFrom(takes, isStrict), "BudgetsUnavailable", () =>
      Effect.fail(new TemporaryReducedCapacity({ retryAfterSeconds: 1 }))
    )
    const left = Array.zipWith(names, taken, (budget, { count, endsInMs }): Left => {
      const { quota, windowSeconds } = quotas[budget]
      return { budget, quota, windowSeconds, remaining: quota - count, resetSeconds: Math.ceil(endsInMs / 1_000) }
    })
    const [longest, ...others] = left.filter(isUsedUp).sort((a, b) => b.resetSeconds - a.resetSeconds)
    if (longest === undefined) return left
    return yield* new QuotaExceeded({ left: [longest, ...others, ...left.filter((one) => !isUsedUp(one))] })
  })
  return {
    admit: (operation, principal, caller) =>
      Effect.map(
        take(budgetsOf(operation, principal), keyOf(principal, caller), strict.has(operation.policy)),
        rateLimitFields
      ),
    failed: (caller) => Effect.asVoid(take(["auth"], addressOf(caller), true))
  }
}

const isUsedUp = ({ remaining }: Left): boolean => remaining < 0

/** By whom it is counted: never by what a client says of itself. */
const keyOf = (principal: Principal, caller: Caller): string => {
  switch (principal._tag) {
    case "Anonymous":
      return addressOf(caller)
    case "Person":
      return `person ${principal.id}`
    case "Program":
      return `key ${principal.key}`
  }
}

const addressOf = ({ address = "" }: Caller): string => `address ${networkOf(address)}`

const generalOf = { Anonymous: "anonymous", Person: "authenticated", Program: "program" } as const

const budgetsOf = ({ policy }: AnyOperation, { _tag }: Principal): ReadonlyArray<Budget> => {
  const general = generalOf[_tag]
  if (policy === "read" || (_tag === "Program" && !ofEverybody.has(policy))) return [general]
  return [general, policy]
}
