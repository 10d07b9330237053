import { Clock, Effect } from "effect"
import { WebhookStore } from "./WebhookStore.ts"

/** For how long what became of a delivery is told, and it may be sent once more. */
export const deliveriesKeptMs = 30 * 86_400_000
/** So many are forgotten at once, so that nobody waits for it. */
const batch = 500

/** Forgets deliveries that ended longer ago than they are kept, in batches; gives how many they were. */
export const forgetDeliveries = Effect.gen(function* () {
  const { forget } = yield* WebhookStore
  const before = (yield* Clock.currentTimeMillis) - deliveriesKeptMs
  let forgotten = 0
  for (;;) {
    const some = yield* forget(before, batch)
    forgotten += some
    if (some < batch) return forgotten
  }
})
