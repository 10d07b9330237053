import { CircleId, Invite, type InviteSubject } from "@laurel/core/community"
import { ChallengeId, type Instant } from "@laurel/core/shared"
import { Effect, Schema } from "effect"
import type { ColumnType } from "kysely"
import type { DbFailed } from "./errors.ts"
import { readerOf } from "./rows.ts"

/** One row an invitation. */
export interface InviteTable {
  readonly id: string
  readonly kind: string
  readonly subject_id: string
  readonly user_id: string
  readonly invited_by: string
  readonly state: string
  readonly invited_at: ColumnType<Instant, Date | string, Date | string>
  readonly expires_at: ColumnType<Instant, Date | string, Date | string>
}

/** The columns of an invitation, to be read by `readInvites`. */
export const inviteColumns = [
  "id",
  "kind",
  "subject_id",
  "user_id",
  "invited_by",
  "state",
  "invited_at",
  "expires_at"
] as const

/** The id of what somebody is invited to. */
export const subjectIdOf = (subject: InviteSubject): string =>
  subject._tag === "Circle" ? subject.circleId : subject.challengeId

const { id, userId, invitedBy, state } = Invite.fields
const always = {
  id,
  user_id: userId,
  invited_by: invitedBy,
  state,
  invited_at: Schema.Int,
  expires_at: Schema.Int
}

const decode = readerOf(
  Schema.Array(
    Schema.Union([
      Schema.Struct({ kind: Schema.Literal("Circle"), subject_id: CircleId, ...always }),
      Schema.Struct({ kind: Schema.Literal("Challenge"), subject_id: ChallengeId, ...always })
    ])
  )
)

/** Reads rows of invitations. */
export const readInvites = (found: unknown): Effect.Effect<ReadonlyArray<Invite>, DbFailed> =>
  Effect.map(decode(found), (read) =>
    read.map(
      (row): Invite => ({
        id: row.id,
        subject:
          row.kind === "Circle"
            ? { _tag: "Circle", circleId: row.subject_id }
            : { _tag: "Challenge", challengeId: row.subject_id },
        userId: row.user_id,
        invitedBy: row.invited_by,
        state: row.state,
        invitedAt: row.invited_at,
        expiresAt: row.expires_at
      })
    )
  )
