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
 * - `snapshot` is for those who only read: everything inside sees one state of the store, all of every transaction that had
 *   succeeded by then and nothing of any other. It keeps nobody from writing. Within a transaction it is that transaction, and a
 *   transaction within it is part of it: nothing may be written there.
 */
export class Transaction extends Context.Service<
  Transaction,
  {
    readonly transact: <A, E, R>(effect: Effect.Effect<A, E, R>) => Effect.Effect<A, E | TransactionUnavailable, R>
    readonly snapshot: <A, E, R>(effect: Effect.Effect<A, E, R>) => Effect.Effect<A, E | TransactionUnavailable, R>
  }
>()("@laurel/core/runtime/Transaction") {}
