import { ChallengeId, ParticipantId, UserId } from "@laurel/core/shared"
import { Schema } from "effect"

/** An instant as it is written: ISO 8601 in UTC. */
export const Instant = Schema.String.annotate({ format: "date-time" })

/** The path parameter that names a challenge. */
export const challengeParams = Schema.Struct({ challenge_id: ChallengeId })

/** The path parameters that name a participant of a challenge. */
export const participantParams = Schema.Struct({ challenge_id: ChallengeId, participant_id: ParticipantId })

/** The path parameter that names a person. */
export const userParams = Schema.Struct({ user_id: UserId })
