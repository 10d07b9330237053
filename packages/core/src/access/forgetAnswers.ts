import { Clock, Effect } from "effect"
import type { Instant } from "../shared/index.ts"
import { KeptAnswers } from "./KeptAnswers.ts"
import { StreamTokens } from "./StreamTokens.ts"

/** For how long an answer may be asked for again: a day at least, whenever the old ones are forgotten. */
export const answersKeptMs = 2 * 86_400_000
/** So many are forgotten at once, so that nobody waits for it. */
const batch = 500

/** Forgets answers that are older than they are kept, in batches; gives how many they were. */
export const forgetAnswers = Effect.gen(function* () {
  const { forget } = yield* KeptAnswers
  return yield* allBefore((yield* Clock.currentTimeMillis) - answersKeptMs, forget)
})

/** Forgets tokens that open nothing any more and were never used, in batches; gives how many they were. */
export const forgetStreamTokens = Effect.gen(function* () {
  const { forget } = yield* StreamTokens
  return yield* allBefore(yield* Clock.currentTimeMillis, forget)
})

const allBefore = Effect.fnUntraced(function* <E, R>(
  before: Instant,
  forget: (before: Instant, limit: number) => Effect.Effect<number, E, R>
) {
  let forgotten = 0
  for (;;) {
    const some = yield* forget(before, batch)
    forgotten += some
    if (some < batch) return forgotten
  }
})
