import { Clock, Effect } from "effect"
import { Outbox, Projector } from "../challenge/index.ts"

/** So many challenges are carried at once; beyond them whoever carries in the background is behind anyway. */
const most = 1_000

/** Has everything that waits, of whatever challenge, carried to the boards and the statistics: for whoever reads across challenges. */
export const carryWaiting = Effect.fn("Work.carryWaiting")(function* () {
  const { wake, settled } = yield* Projector
  const waiting = yield* (yield* Outbox).waiting(yield* Clock.currentTimeMillis, most)
  yield* Effect.forEach(waiting, wake, { discard: true })
  yield* Effect.forEach(waiting, settled, { discard: true })
})
