import type { Entry, JoinOutcome } from "@laurel/core/challenge"
import { Amount, formatInstant, Name, ParticipantId, UserId, ZoneId } from "@laurel/core/shared"
import { Schema } from "effect"
import { Instant } from "../../wire/text.ts"

/** The status of a participant, as it is written. */
export const statuses = { Active: "active", Withdrawn: "withdrawn", Disqualified: "disqualified" } as const

/** A participant of a challenge, as everybody who sees the challenge sees them. */
export const ParticipantJson = Schema.Struct({
  participant_id: Schema.String,
  status: Schema.Literals(["active", "withdrawn", "disqualified"]),
  team: Schema.optionalKey(Schema.String),
  division: Schema.optionalKey(Schema.String),
  entered_at: Instant
}).annotate({ identifier: "Participant" })
/** A participant of a challenge. */
export type ParticipantJson = typeof ParticipantJson.Type

/** A participant as it is written: which user it is, what they paid and who paid it is nobody else's. */
export const participantJson = (entry: Entry): ParticipantJson => ({
  participant_id: entry.participantId,
  status: statuses[entry.status],
  ...(entry.team === undefined ? {} : { team: entry.team }),
  ...(entry.division === undefined ? {} : { division: entry.division }),
  entered_at: formatInstant(entry.enteredAt)
})

/**
 * What somebody enters with.
 *
 * **Details**: `user_id` is whoever asks unless a program of the organiser enters others; the participant is called like the user unless
 * said otherwise. `fee` says what is to be charged, in minor units, and has to be what the challenge asks at this moment.
 */
export const JoinJson = Schema.Struct({
  userId: Schema.optionalKey(UserId),
  participantId: Schema.optionalKey(ParticipantId),
  team: Schema.optionalKey(ParticipantId),
  division: Schema.optionalKey(Name),
  zone: Schema.optionalKey(ZoneId),
  fee: Schema.optionalKey(Schema.Struct({ minorUnits: Amount }).pipe(Schema.encodeKeys({ minorUnits: "minor_units" })))
})
  .pipe(Schema.encodeKeys({ userId: "user_id", participantId: "participant_id" }))
  .annotate({ identifier: "Join" })

/** What became of an entry: `charge_pending` while nobody knows whether its fee is paid. */
export const JoinedJson = Schema.Struct({
  outcome: Schema.Literals(["entered", "exists", "charge_pending"]),
  participant_id: Schema.String,
  /** The key of the charge, while it is pending. */
  charge: Schema.optionalKey(Schema.String)
}).annotate({ identifier: "Joined" })

/** What became of a join that was not refused; nothing where it was. */
export const joinedJson = (outcome: JoinOutcome, participantId: ParticipantId): typeof JoinedJson.Type | undefined => {
  const participant = { participant_id: participantId }
  switch (outcome._tag) {
    case "Entered":
      return { outcome: "entered", ...participant }
    case "AlreadyEntered":
      return { outcome: "exists", ...participant }
    case "ChargePending":
      return { outcome: "charge_pending", ...participant, charge: outcome.key }
    default:
      return undefined
  }
}
