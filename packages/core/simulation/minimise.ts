import { Effect } from "effect"

/** The fewest items found with which a trial still fails. */
export interface Minimised<Item> {
  readonly items: ReadonlyArray<Item>
  /** How many trials it took. */
  readonly trials: number
}

/**
 * Leaves out items, first many at once, then one by one, as long as the trial still fails without them (delta debugging,
 * the greedy half of it). Stops after `budget` trials with what it has by then.
 */
export const minimise = Effect.fnUntraced(function* <Item>(
  all: ReadonlyArray<Item>,
  fails: (kept: ReadonlyArray<Item>) => Effect.Effect<boolean>,
  budget: number
) {
  let items = all
  let trials = 0
  for (let size = items.length; size >= 1; size = Math.min(Math.floor(size / 2), items.length)) {
    for (let from = 0; from < items.length && trials < budget; ) {
      const without = [...items.slice(0, from), ...items.slice(from + size)]
      trials++
      if (yield* fails(without)) items = without
      else from += size
    }
  }
  return { items, trials } satisfies Minimised<Item>
})
