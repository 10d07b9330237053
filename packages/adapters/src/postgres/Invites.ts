import { CommunityUnavailable, type Invite, type InviteId, Invites } from "@laurel/core/community"
import { Effect, Layer, Option } from "effect"
import { Db } from "./Db.ts"
import type { DbFailed } from "./errors.ts"
import { inviteColumns, readInvites } from "./InviteRow.ts"
import { inOrderOf } from "./inOrderOf.ts"
import { instant } from "./instant.ts"
import { ending, forgetting, insertion, inviteRows, openPage, subjectPage } from "./inviteStatements.ts"
import { eachOnce } from "./lookUp.ts"

/** What the port answers to a failure of the database at this operation. */
const unavailable =
  (operation: string) =>
  ({ cause }: DbFailed): Effect.Effect<never, CommunityUnavailable> =>
    Effect.fail(new CommunityUnavailable({ operation, cause }))

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
      end: (subject) =>
        run((db) => ending(db, subject).execute()).pipe(
          Effect.map((ended) => ended.length),
          Effect.catchTag("DbFailed", unavailable("end"))
        ),
      ofUser: (userId, now, limit, after) =>
        run((db) => openPage(db, userId, now, limit, after).execute()).pipe(
          Effect.flatMap(readInvites),
          Effect.catchTag("DbFailed", unavailable("ofUser"))
        ),
      ofSubject: (subject, limit, after) =>
        run((db) => subjectPage(db, subject, limit, after).execute()).pipe(
          Effect.flatMap(readInvites),
          Effect.catchTag("DbFailed", unavailable("ofSubject"))
        ),
      forget: (before, limit) =>
        run((db) => forgetting(db, before, limit).execute()).pipe(
          Effect.map((forgotten) => forgotten.length),
          Effect.catchTag("DbFailed", unavailable("forget"))
        )
    })
  })
)
