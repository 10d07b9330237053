import { Effect } from "effect"
import { audited } from "../audit/index.ts"
import type { ChallengeId, PrincipalId } from "../shared/index.ts"
import { advance } from "./advance.ts"
import { amendEntries } from "./amendEntries.ts"
import type { Entry } from "./Entry.ts"
import { permit } from "./permit.ts"

/** Changes the status, eligibility, categories or handicap of an entry, until the standings are final. What is to stay as it was comes from `entryToAmend`. */
export const amend = Effect.fn("Challenge.amend")(function* (challengeId: ChallengeId, entry: Entry, by: PrincipalId) {
  yield* audited(
    { action: "challenge.amend", challengeId, by },
    Effect.gen(function* () {
      yield* Effect.fromResult(permit(yield* advance(challengeId), "Amend", by))
      yield* amendEntries(challengeId, [entry])
    })
  )
})
