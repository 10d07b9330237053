import { Context, type Effect } from "effect"
import type { TransactionUnavailable } from "./errors.ts"

/**
 * One atomic unit of work over every port of an adapter.
 *
 * - What happens inside becomes visible to others all at once when the effect succeeds.
 * - Failure, defect and interruption roll everything back.
 * - Nested calls join the outer transaction. There are no savepoints: a nested failure that is caught undoes nothing, the
 *   outer transaction decides.
 * - A store that lets transactions run at the same time may run the effect again, a bounded number of times, when they got in
 *   each other's way: nothing of an earlier run is left, so an effect keeps no state of its own.
 * - Fibers that are started inside take part while it is open; one that outlives it acts on its own.
 */
export class Transaction extends Context.Service<
  Transaction,
  {
    readonly transact: <A, E, R>(effect: Effect.Effect<A, E, R>) => Effect.Effect<A, E | TransactionUnavailable, R>
  }
>()("@laurel/core/runtime/Transaction") {}
