import { ChallengeId, Name, ParticipantId, UserId } from "../src/shared/index.ts"

/** Who and what the examples are about. */
export const spring = ChallengeId.make("spring")
export const summer = ChallengeId.make("spring-2")
/** Not there before an example puts it there. */
export const autumn = ChallengeId.make("autumn")
export const ada = UserId.make("ada")
export const bob = UserId.make("bob")
export const adaEntry = ParticipantId.make("p-ada")
export const bobEntry = ParticipantId.make("p-bob")
export const steps = Name.make("steps")
