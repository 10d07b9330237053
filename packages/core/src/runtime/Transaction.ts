import { Context, type Effect } from "effect"

/**
 * One atomic unit of work over every port of an adapter.
 *
 * - What happens inside becomes visible to others all at once when the effect succeeds.
 * - Failure, defect and interruption roll everything back.
 * - Nested calls join the outer transaction.
 */
export class Transaction extends Context.Service<Transaction, {
  readonly transact: <A, E, R>(effect: Effect.Effect<A, E, R>) => Effect.Effect<A, E, R>
}>()("@laurel/core/runtime/Transaction") {}
