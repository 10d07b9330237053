import { CommunityUnavailable, type Invite, type InviteId, type InvitePlace, Invites } from "@laurel/core/community"
import type { Instant } from "@laurel/core/shared"
import { Effect, Layer, Option } from "effect"
import { type Kysely, sql } from "kysely"
import { Db } from "./Db.ts"
import type { DbFailed } from "./errors.ts"
import { fixed, type ValueOf } from "./fixed.ts"
import { inviteColumns, readInvites, subjectIdOf } from "./InviteRow.ts"
import { inOrderOf } from "./inOrderOf.ts"
import { eachOnce } from "./lookUp.ts"
import type { Tables } from "./tables.ts"
import { given, instants, texts } from "./unnested.ts"

/** What the port answers to a failure of the database at this operation. */
const unavailable =
  (operation: string) =>
  ({ cause }: DbFailed): Effect.Effect<never, CommunityUnavailable> =>
    Effect.fail(new CommunityUnavailable({ operation, cause }))

const instant = (at: Instant) => sql<number>`${new Date(at)}::timestamptz`

/** Whether one is over, as `isOver` says. */
const isOverAt = (at: ReturnType<typeof sql<number>>) =>
  sql<boolean>`invite.expires_at <= ${at} and (invite.state <> 'Accepted' or invite.kind = 'Circle')`

/** Invitations in the database. */
export const layerInvites: Layer.Layer<Invites, never, Db> = Layer.effect(
  Invites,
  Effect.gen(function* () {
    const { run, ask } = yield* Db
    return Invites.of({
      add: (invites) => {
        const first = new Map<InviteId, Invite>()
        for (const invite of invites) if (!first.has(invite.id)) first.set(invite.id, invite)
        if (first.size === 0) return Effect.succeed([])
        return run((db) => insertion(db, [...first.values()]).execute()).pipe(
          Effect.map((rows) => {
            const added = new Set<string>(rows.map(({ id }) => id))
            // Whoever is named twice is invited once: the first counts.
            return invites.map((invite) => first.get(invite.id) === invite && added.has(invite.id))
          }),
          Effect.catchTag("DbFailed", unavailable("add"))
        )
      },
      find: (ids) =>
        ids.length === 0
          ? Effect.succeed([])
          : ask((db) => inviteRows(db, { ids: eachOnce(ids) })).pipe(
              Effect.flatMap(readInvites),
              Effect.map((invites) => inOrderOf(ids, invites, ({ id }) => id)),
              Effect.catchTag("DbFailed", unavailable("find"))
            ),
      answer: (id, state, now) =>
        run((db) =>
          db
            .updateTable("invite")
            .set({ state })
            .where("id", "=", id)
            .where("state", "=", "Pending")
            .where("expires_at", ">", instant(now))
            .returning(inviteColumns)
            .execute()
        ).pipe(
          Effect.flatMap(readInvites),
          Effect.map(([invite]) => Option.fromUndefinedOr(invite)),
          Effect.catchTag("DbFailed", unavailable("answer"))
        ),
      revoke: (id) =>
        run((db) => db.deleteFrom("invite").where("id", "=", id).returning("id").execute()).pipe(
          Effect.map((revoked) => revoked.length > 0),
          Effect.catchTag("DbFailed", unavailable("revoke"))
        ),
      ofUser: (userId, now, limit, after) =>
        run((db) =>
          page(db, limit, after)
            .where("user_id", "=", userId)
            .where("state", "=", "Pending")
            .where("expires_at", ">", instant(now))
            .execute()
        ).pipe(Effect.flatMap(readInvites), Effect.catchTag("DbFailed", unavailable("ofUser"))),
      ofSubject: (subject, limit, after) =>
        run((db) =>
          page(db, limit, after)
            .where("subject_id", "=", subjectIdOf(subject))
            .where("kind", "=", subject._tag)
            .execute()
        ).pipe(Effect.flatMap(readInvites), Effect.catchTag("DbFailed", unavailable("ofSubject"))),
      forget: (before, limit) =>
        run((db) => forgetting(db, before, limit).execute()).pipe(
          Effect.map((forgotten) => forgotten.length),
          Effect.catchTag("DbFailed", unavailable("forget"))
        )
    })
  })
)

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

/** Adds invitations, always in one order, so that no two wait for each other; those that are there stay unless they are over. */
const insertion = (db: Kysely<Tables>, invites: ReadonlyArray<Invite>) =>
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

/** Forgets invitations that are over, the longest ago first. */
const forgetting = (db: Kysely<Tables>, before: Instant, limit: number) =>
  db
    .deleteFrom("invite")
    .using((from) =>
      from
        .selectFrom("invite")
        .select("id")
        .where(isOverAt(instant(before)))
        .orderBy("expires_at")
        .orderBy("id")
        .limit(limit)
        .as("old")
    )
    .whereRef("invite.id", "=", "old.id")
    // Once more: what somebody has begun anew meanwhile is waited for, and stays.
    .where(isOverAt(instant(before)))
    .returning("invite.id")
