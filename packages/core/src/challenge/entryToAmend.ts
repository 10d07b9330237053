import { Effect, Option } from "effect"
import type { ChallengeId, ParticipantId } from "../shared/index.ts"
import { find } from "./advance.ts"
import { Entries } from "./Entries.ts"
import { ParticipantNotFound } from "./errors.ts"

/**
 * The entry of a participant, for a transaction that amends it: the challenge is held from here on, so that whatever else is
 * amended at the same time comes before this or after it, and none of it is lost.
 */
export const entryToAmend = Effect.fnUntraced(function* (challengeId: ChallengeId, participantId: ParticipantId) {
  yield* find(challengeId)
  const found = yield* (yield* Entries).find(challengeId, participantId)
  return Option.isSome(found) ? found.value : yield* new ParticipantNotFound({ challengeId, participantId })
})
