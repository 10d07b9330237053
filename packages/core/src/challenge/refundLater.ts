import { Effect } from "effect"
import { JobKey, JobKind, Jobs } from "../runtime/index.ts"
import type { Challenge } from "./Challenge.ts"

/** The job that owes the payers of a cancelled challenge their money: `refund` of the settlement. */
export const refundJob = JobKind.make("settlement.refund")

/**
 * Has the payers of a challenge that was just cancelled owed their money by whoever works: the clock cancels too, and then
 * nobody is there to ask for it. Where the organiser cancels with the settlement, the job finds nothing left to do.
 */
export const refundLater = Effect.fnUntraced(function* ({ id, definition }: Challenge) {
  if (definition.currency === undefined) return
  yield* (yield* Jobs).enqueue([{ kind: refundJob, key: JobKey.make(id), challengeId: id, priority: 10 }])
})
