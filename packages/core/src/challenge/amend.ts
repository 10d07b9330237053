import { Effect } from "effect"
import type { ChallengeId, PrincipalId } from "../shared/index.ts"
import { advance } from "./advance.ts"
import { allowedIn } from "./commands.ts"
import { Entries } from "./Entries.ts"
import type { Entry } from "./Entry.ts"
import { ChallengeTransitionForbidden, NotOrganiser } from "./errors.ts"

/** Changes the status, eligibility, categories or handicap of an entry, until the standings are final. */
export const amend = Effect.fn("Challenge.amend")(function* (challengeId: ChallengeId, entry: Entry, by: PrincipalId) {
  const challenge = yield* advance(challengeId)
  if (challenge.organiser !== by) return yield* new NotOrganiser({ challengeId, by })
  if (challenge._tag !== "Published" && challenge._tag !== "Running" && challenge._tag !== "Closing") {
    return yield* new ChallengeTransitionForbidden({
      challengeId,
      state: challenge._tag,
      command: "Amend",
      allowed: allowedIn(challenge._tag)
    })
  }
  yield* (yield* Entries).amend(challengeId, entry)
})
