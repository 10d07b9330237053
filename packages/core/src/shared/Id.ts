import { Schema } from "effect"

/**
 * Any identifier given from outside: 1 to 128 characters, no control characters, no blank at either end, no character
 * beyond the Basic Multilingual Plane.
 *
 * **Details**: within these bounds the order of UTF-16 code units (JavaScript), of code points and of UTF-8 bytes
 * (databases with the collation "C", Redis) is one and the same, so ties are listed alike by every adapter.
 */
const identifier = Schema.String.check(
  Schema.isPattern(/^(?! )[^\u0000-\u001f\u007f-\u009f\ud800-\udfff]{1,128}(?<! )$/, {
    message: "must be 1 to 128 characters without control characters, emoji or blanks at the ends"
  })
)

/** One entry in one challenge: a user, or a team of users. */
export const ParticipantId = identifier.pipe(Schema.brand("ParticipantId"))
export type ParticipantId = typeof ParticipantId.Type

/** A person as the embedding system knows them; activities are facts about a user. */
export const UserId = identifier.pipe(Schema.brand("UserId"))
export type UserId = typeof UserId.Type

/** One challenge. */
export const ChallengeId = identifier.pipe(Schema.brand("ChallengeId"))
export type ChallengeId = typeof ChallengeId.Type

/** The name of a circle. */
export const CircleId = Schema.String.check(
  Schema.isPattern(/^circle_[0-9a-f]{24}$/, { message: "is no name of a circle" })
).pipe(Schema.brand("CircleId"))
export type CircleId = typeof CircleId.Type

/** A person or service that acts: organiser, approver, participant or service. */
export const PrincipalId = identifier.pipe(Schema.brand("PrincipalId"))
export type PrincipalId = typeof PrincipalId.Type

/** A name inside a definition: of a metric, a measure, a division, a stage. Starts with a letter. */
export const Name = Schema.String.check(
  Schema.isPattern(/^[A-Za-z][A-Za-z0-9 _.-]{0,63}$/, {
    message: "must start with a letter and hold at most 64 letters, digits, blanks, '_', '.' or '-'"
  })
).pipe(Schema.brand("Name"))
export type Name = typeof Name.Type

/** The order in which ties are listed: by identifier, code unit by code unit. */
export const compareIds = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)
