import type { Invite, InviteId, InvitePlace, InviteSubject } from "@laurel/core/community"
import type { Instant, UserId } from "@laurel/core/shared"
import { type Kysely, sql } from "kysely"
import { fixed, type ValueOf } from "./fixed.ts"
import { inviteColumns, subjectIdOf } from "./InviteRow.ts"
import { instant } from "./instant.ts"
import type { Tables } from "./tables.ts"
import { given, instants, texts } from "./unnested.ts"

/** Whether one is over, as `isOver` says. */
const isOverAt = (at: ReturnType<typeof sql<number>>) =>
  sql<boolean>`invite.expires_at <= ${at} and (invite.state <> 'Accepted' or invite.kind = 'Circle')`

const rows = (db: Kysely<Tables>) => db.selectFrom("invite").select(inviteColumns)

/** Invitations by their names. */
export const inviteRows = fixed((db, value: ValueOf<{ readonly ids: string }>) =>
  rows(db).where("id", "=", sql<InviteId>`any(${value("ids")}::text[])`)
)

const page = (db: Kysely<Tables>, limit: number, after: InvitePlace | undefined) =>
  rows(db)
    .$if(after !== undefined, (query) =>
      query.where(sql<boolean>`(invited_at, id) > (${instant(after?.invitedAt ?? 0)}, ${after?.id ?? ""})`)
    )
    .orderBy("invited_at")
    .orderBy("id")
    .limit(limit)

/** A page of the invitations that somebody can answer. */
export const openPage = (
  db: Kysely<Tables>,
  userId: UserId,
  now: Instant,
  limit: number,
  after: InvitePlace | undefined
) =>
  page(db, limit, after)
    .where("user_id", "=", userId)
    // As the index says it.
    .where(sql<boolean>`state = 'Pending'`)
    .where("expires_at", ">", instant(now))

/** A page of who is invited to something. */
export const subjectPage = (
  db: Kysely<Tables>,
  subject: InviteSubject,
  limit: number,
  after: InvitePlace | undefined
) => page(db, limit, after).where("subject_id", "=", subjectIdOf(subject)).where("kind", "=", subject._tag)

/** Takes away those to something that nobody has answered, always in one order, so that no two wait for each other. */
export const ending = (db: Kysely<Tables>, subject: InviteSubject) =>
  db
    .deleteFrom("invite")
    .using((from) =>
      from
        .selectFrom("invite")
        .select("id")
        .where("subject_id", "=", subjectIdOf(subject))
        .where("kind", "=", subject._tag)
        .where("state", "=", "Pending")
        .orderBy("id")
        .forUpdate()
        .as("pending")
    )
    .whereRef("invite.id", "=", "pending.id")
    .returning("invite.id")

/** Adds invitations, always in one order, so that no two wait for each other; those that are there stay unless they are over. */
export const insertion = (db: Kysely<Tables>, invites: ReadonlyArray<Invite>) =>
  db
    .insertInto("invite")
    .columns(inviteColumns)
    .expression(
      db
        .selectFrom(
          given({
            id: texts(invites.map(({ id }) => id)),
            kind: texts(invites.map(({ subject }) => subject._tag)),
            subject_id: texts(invites.map(({ subject }) => subjectIdOf(subject))),
            user_id: texts(invites.map(({ userId }) => userId)),
            invited_by: texts(invites.map(({ invitedBy }) => invitedBy)),
            state: texts(invites.map(({ state }) => state)),
            invited_at: instants(invites.map(({ invitedAt }) => invitedAt)),
            expires_at: instants(invites.map(({ expiresAt }) => expiresAt))
          })
        )
        .select(inviteColumns)
        .orderBy("id")
    )
    .onConflict((conflict) =>
      conflict
        .column("id")
        .doUpdateSet((set) => ({
          invited_by: set.ref("excluded.invited_by"),
          state: set.ref("excluded.state"),
          invited_at: set.ref("excluded.invited_at"),
          expires_at: set.ref("excluded.expires_at")
        }))
        .where(isOverAt(sql<number>`excluded.invited_at`))
    )
    .returning("invite.id")

/** Forgets invitations that are over, the longest ago first: they are found first, and looked up by their names. */
export const forgetting = (db: Kysely<Tables>, before: Instant, limit: number) => {
  const old = db
    .selectFrom("invite")
    .select("id")
    .where(isOverAt(instant(before)))
    .orderBy("expires_at")
    .orderBy("id")
    .limit(limit)
  return (
    db
      .deleteFrom("invite")
      .where("id", "=", sql<string>`any(array(${old}))`)
      // Once more: what somebody has begun anew meanwhile is waited for, and stays.
      .where(isOverAt(instant(before)))
      .returning("id")
  )
}
