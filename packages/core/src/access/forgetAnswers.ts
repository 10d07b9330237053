import { Clock, Effect } from "effect"
import { KeptAnswers } from "./KeptAnswers.ts"

/** For how long an answer may be asked for again: a day at least, whenever the old ones are forgotten. */
export const answersKeptMs = 2 * 86_400_000
/** So many are forgotten at once, so that nobody waits for it. */
const batch = 500

/** Forgets answers that are older than they are kept, in batches; gives how many they were. */
export const forgetAnswers = Effect.gen(function* () {
  const { forget } = yield* KeptAnswers
  const before = (yield* Clock.currentTimeMillis) - answersKeptMs
  let forgotten = 0
  for (;;) {
    const some = yield* forget(before, batch)
    forgotten += some
    if (some < batch) return forgotten
  }
})
