import { Effect } from "effect"
import { JobKey, JobKind, Jobs } from "../runtime/index.ts"
import type { Challenge } from "./Challenge.ts"

/** The job that pays what is payable of a challenge: `pay` of the settlement. */
export const payJob = JobKind.make("settlement.pay")

/** Has fees that are owed back to their payers paid by whoever works; for the transaction in which one is booked so. */
export const payBackLater = Effect.fnUntraced(function* ({ id }: Challenge) {
  yield* (yield* Jobs).enqueue([{ kind: payJob, key: JobKey.make(`fees of ${id}`), challengeId: id, priority: 10 }])
})
