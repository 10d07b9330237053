import type { Challenge } from "../challenge/index.ts"

/** What is asked of a challenge to say who may do what with it. Once it is published, all of it stays as it is for good. */
export interface KnownChallenge extends Pick<Challenge, "id" | "organiser" | "definition"> {
  readonly isUnpublished: boolean
}

/** That of a challenge. */
export const knownOf = (challenge: Challenge): KnownChallenge => ({
  id: challenge.id,
  organiser: challenge.organiser,
  definition: challenge.definition,
  isUnpublished: isUnpublished(challenge)
})

/** Whether nobody but its organiser has ever seen it: a draft, also one that was cancelled. */
export const isUnpublished = (challenge: Challenge): boolean =>
  challenge._tag === "Draft" || (challenge._tag === "Cancelled" && challenge.publishedAt === undefined)
