import { Clock, Effect } from "effect"
import { hourOf } from "./News.ts"
import { Tallies } from "./Tallies.ts"
import { trendHours } from "./trend.ts"

/** Trending reads the last two days, and a page after another those before its first: whoever reads on for days is told less. */
export const hoursKept = 7 * trendHours

/** So many hours back it is known who was active, the one under way included: a row for each user, challenge and hour. */
export const activeHoursKept = 48

/** So many are forgotten at once, so that nobody waits for it. */
const batch = 500
/** Of who was active there are far more, and nobody reads them meanwhile. */
const activeBatch = 5_000

/**
 * Forgets what happened in which hour once no trend is made of it any more, and who was active once nobody can ask for it, in batches; gives
 * how many hours of challenges were forgotten.
 */
export const forgetHours = Effect.gen(function* () {
  const tallies = yield* Tallies
  const hour = hourOf(yield* Clock.currentTimeMillis)
  yield* inBatches((limit) => tallies.forgetActive(hour - activeHoursKept + 1, limit), activeBatch)
  return yield* inBatches((limit) => tallies.forgetHours(hour - hoursKept + 1, limit), batch)
})

const inBatches = Effect.fnUntraced(function* <E>(forget: (limit: number) => Effect.Effect<number, E>, limit: number) {
  for (let forgotten = 0; ; ) {
    const some = yield* forget(limit)
    forgotten += some
    if (some < limit) return forgotten
  }
})
