import { Clock, Effect } from "effect"
import { hourOf } from "./News.ts"
import { Tallies } from "./Tallies.ts"
import { trendHours } from "./trend.ts"

/** Trending reads the last two days, and a page after another those before its first: whoever reads on for days is told less. */
export const hoursKept = 7 * trendHours

/** So many are forgotten at once, so that nobody waits for it. */
const batch = 500

/** Forgets what happened in which hour once no trend is made of it any more, in batches; gives how many hours of challenges they were. */
export const forgetHours = Effect.gen(function* () {
  const tallies = yield* Tallies
  const before = hourOf(yield* Clock.currentTimeMillis) - hoursKept + 1
  let forgotten = 0
  for (;;) {
    const some = yield* tallies.forgetHours(before, batch)
    forgotten += some
    if (some < batch) return forgotten
  }
})
