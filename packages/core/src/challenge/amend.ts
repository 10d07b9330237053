import { Effect } from "effect"
import { Transaction } from "../runtime/index.ts"
import type { ChallengeId, PrincipalId } from "../shared/index.ts"
import { advance } from "./advance.ts"
import { Entries } from "./Entries.ts"
import type { Entry } from "./Entry.ts"
import { permit } from "./permit.ts"

/** Changes the status, eligibility, categories or handicap of an entry, until the standings are final. */
export const amend = Effect.fn("Challenge.amend")(function* (challengeId: ChallengeId, entry: Entry, by: PrincipalId) {
  const { transact } = yield* Transaction
  yield* transact(
    Effect.gen(function* () {
      yield* Effect.fromResult(permit(yield* advance(challengeId), "Amend", by))
      yield* (yield* Entries).amend(challengeId, entry)
    })
  )
})
