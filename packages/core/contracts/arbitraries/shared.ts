import fc from "fast-check"
import { ChallengeId, Name, ParticipantId, UserId } from "../../src/shared/index.ts"

const hostile = ["Zoë", "a:b/c %2F", 'O\'Hara "x" \\', "${1}", "\uff5e", "\ud7ff", "\ue000"]

/** Two challenges, so that facts of one that turn up in the other are noticed. */
export const challengeIds = fc.constantFrom("spring", "spring-2").map((text) => ChallengeId.make(text))

/** Few participants, hostile ones among them, in no order. */
export const participantIds = fc.constantFrom("b", "a", "B", ...hostile).map((text) => ParticipantId.make(text))

/** Few users, hostile ones among them. */
export const userIds = fc.constantFrom("ada", "bob", ...hostile).map((text) => UserId.make(text))

/** Few users only, so that they meet again. */
export const fewUserIds = fc.constantFrom("ada", "bob", "Zoë").map((text) => UserId.make(text))

/** Names in definitions. */
export const names = fc.constantFrom("steps", "Steps 2.0_x-y").map((text) => Name.make(text))

/** Instants in a range so small that they coincide. */
export const instants = fc.integer({ min: 0, max: 3 }).map((seconds) => Date.UTC(2026, 0, 31) + seconds * 1000)
