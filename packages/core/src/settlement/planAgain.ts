import { Effect } from "effect"
import { type Entry, entryToAmend } from "../challenge/index.ts"
import { Transaction } from "../runtime/index.ts"
import type { ChallengeId, ParticipantId, PrincipalId } from "../shared/index.ts"
import { correct, upholdDispute } from "./correct.ts"
import type { PlanOptions } from "./plan.ts"

/** Who has another part in a challenge than its standings say: out, out at their own wish, or in after all. */
export interface Amendment {
  readonly participantId: ParticipantId
  readonly status: Entry["status"]
}

/** What is planned anew, and why: for a dispute of results that are not posted yet where a reason of one is given. */
export interface PlanAgain extends PlanOptions {
  readonly amendments: ReadonlyArray<Amendment>
  readonly dispute?: string
}

/** Restates standings with these amendments and plans what follows: by `upholdDispute` where there is a dispute, else by `correct`. */
export const planAgain = Effect.fn("Settlement.planAgain")(function* (
  challengeId: ChallengeId,
  by: PrincipalId,
  { amendments, dispute, ...options }: PlanAgain
) {
  const { transact } = yield* Transaction
  return yield* transact(
    Effect.gen(function* () {
      const entries = yield* Effect.forEach(amendments, ({ participantId, status }) =>
        Effect.map(entryToAmend(challengeId, participantId), (entry): Entry => ({ ...entry, status }))
      )
      return dispute === undefined
        ? yield* correct(challengeId, entries, by, options)
        : yield* upholdDispute(challengeId, entries, by, dispute, options)
    })
  )
})
