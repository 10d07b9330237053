import { Context, type Effect } from "effect"
import type { BudgetsUnavailable } from "./errors.ts"

/** One thing taken from a budget. */
export interface Take {
  /** Which budget it is. */
  readonly budget: string
  /** By whom: everybody has one of their own. */
  readonly by: string
  /** For how long it is counted from the first that is taken; then counting begins anew. Of a bucket: in how long it is filled. */
  readonly windowMs: number
  /** Makes it a bucket of so many: what was taken comes back one by one, and from an empty one nothing is taken. */
  readonly quota?: number
}

/** What became of it. */
export interface Taken {
  /** How many of this window it is, from 1. Of a bucket: how many are out of it then; beyond its quota where nothing was taken. */
  readonly count: number
  /** In how many milliseconds the window ends; of a bucket, the next one is back. */
  readonly endsInMs: number
}

/**
 * Counts of what everybody takes from their budgets, shared by all who use the same store. How much a window holds is not known here: who
 * takes looks at the count.
 *
 * - `take` takes one from each of these, and answers for each in the order given. However many take from a budget at the same time, in
 *   however many processes, no two are given the same count of a window, and none is left out.
 * - A window begins with the first that is taken from it, and ends by the clock of the store, whatever those of the processes say.
 * - A bucket is full at first. What is taken from it comes back one after the other, each `stepMs` after the one before, by the clock of the
 *   store: `takeFromBucket` says how.
 * - What was counted need not outlive the store: where that was lost, counting begins anew.
 */
export class Budgets extends Context.Service<
  Budgets,
  { readonly take: (takes: ReadonlyArray<Take>) => Effect.Effect<ReadonlyArray<Taken>, BudgetsUnavailable> }
>()("@laurel/core/access/Budgets") {}
