import { Effect } from "effect"
import { audited } from "../audit/index.ts"
import type { ChallengeId, ParticipantId, PrincipalId } from "../shared/index.ts"
import { advance } from "./advance.ts"
import { amendEntries } from "./amendEntries.ts"
import { entryToAmend } from "./entryToAmend.ts"
import { onlyOrganiser, permit } from "./permit.ts"

/**
 * Takes a participant out of the contest, until the standings are final: for the user whose entry it is, or the organiser. The place
 * stays taken, and what was paid stays in the pool. Who is out already stays as they are.
 */
export const withdraw = Effect.fn("Challenge.withdraw")(function* (
  challengeId: ChallengeId,
  participantId: ParticipantId,
  by: PrincipalId
) {
  return yield* audited(
    { action: "challenge.amend", challengeId, by },
    Effect.gen(function* () {
      const challenge = yield* advance(challengeId)
      const entry = yield* entryToAmend(challengeId, participantId)
      const isOwn = isThe(entry.userId, by)
      if (!isOwn) yield* Effect.fromResult(onlyOrganiser(challenge, by))
      if (entry.status !== "Active") return entry
      yield* Effect.fromResult(permit(challenge, "Amend", challenge.organiser))
      const withdrawn = { ...entry, status: "Withdrawn" as const }
      yield* amendEntries(challengeId, [withdrawn])
      return withdrawn
    })
  )
})

/** A user acts under the same name. */
const isThe = (user: string, by: string): boolean => user === by
