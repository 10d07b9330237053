import {
  amended,
  type Circle,
  type CircleId,
  CircleNotFound,
  Circles,
  CommunityUnavailable,
  type Member,
  NotCircleMember,
  withOneMore,
  without
} from "@laurel/core/community"
import type { UserId } from "@laurel/core/shared"
import { Effect, Layer, Option } from "effect"
import { changedColumns, circleColumns, columnsOf, readCircles, readJoined, readMembers } from "./CircleRow.ts"
import { among, circlePage, circleRows, memberInsertion, memberPage, memberRows } from "./circleStatements.ts"
import { Db } from "./Db.ts"
import type { DbFailed } from "./errors.ts"

/** What the port answers to a failure of the database at this operation. */
const unavailable =
  (operation: string) =>
  ({ cause }: DbFailed): Effect.Effect<never, CommunityUnavailable> =>
    Effect.fail(new CommunityUnavailable({ operation, cause }))

/** Circles and their members in the database. Whoever changes a circle, or who is in it, locks its row first. */
export const layerCircles: Layer.Layer<Circles, never, Db> = Layer.effect(
  Circles,
  Effect.gen(function* () {
    const { run, ask, atomic } = yield* Db

    const locked = Effect.fnUntraced(function* (circleId: CircleId) {
      const [circle] = yield* Effect.flatMap(
        run((db) => circleRows(db).where("id", "=", circleId).forNoKeyUpdate().execute()),
        readCircles
      )
      return circle ?? (yield* new CircleNotFound({ circleId }))
    })

    const save = (circle: Circle) =>
      run((db) => db.updateTable("circle").set(changedColumns(circle)).where("id", "=", circle.id).execute())

    const memberOf = (id: CircleId, userId: UserId) =>
      Effect.flatMap(
        run((db) => memberRows(db, id).where("user_id", "=", userId).execute()),
        readMembers
      )

    const enter = Effect.fnUntraced(function* (id: CircleId, { userId, joinedAt }: Member) {
      const before = yield* locked(id)
      if ((yield* memberOf(id, userId)).length > 0) return { circle: before, isNew: false }
      const circle = yield* Effect.fromResult(withOneMore(before))
      yield* run((db) => memberInsertion(db, id, { userId, joinedAt }).execute())
      yield* save(circle)
      return { circle, isNew: true }
    })

    const leave = Effect.fnUntraced(function* (id: CircleId, userId: UserId) {
      const before = yield* locked(id)
      const gone = yield* run((db) =>
        db
          .deleteFrom("circle_member")
          .where("circle_id", "=", id)
          .where("user_id", "=", userId)
          .returning("user_id")
          .execute()
      )
      if (gone.length === 0) return yield* new NotCircleMember({ circleId: id, userId })
      const [heir] = before.owner === userId ? yield* membersFrom(id, 1) : []
      const after = without(before, userId, heir?.userId)
      yield* after === undefined ? removal(id) : save(after)
      return { before, after: Option.fromUndefinedOr(after) }
    })

    const amend = Effect.fnUntraced(function* (id: CircleId, amendment: Parameters<typeof amended>[1]) {
      const before = yield* locked(id)
      const after = yield* Effect.fromResult(amended(before, amendment))
      if (after !== before) yield* save(after)
      return { before, after }
    })

    const removal = (id: CircleId) =>
      Effect.flatMap(
        run((db) => db.deleteFrom("circle").where("id", "=", id).returning(circleColumns).execute()),
        readCircles
      )

    const membersFrom = (id: CircleId, limit: number, after?: Member) =>
      Effect.flatMap(
        run((db) => memberPage(db, id, limit, after).execute()),
        readMembers
      )

    return Circles.of({
      add: (circle) =>
        atomic(
          Effect.gen(function* () {
            const added = yield* run((db) =>
              db
                .insertInto("circle")
                .values(columnsOf(circle))
                .onConflict((conflict) => conflict.column("id").doNothing())
                .returning("id")
                .execute()
            )
            if (added.length === 0) return false
            const first = { userId: circle.owner, joinedAt: circle.createdAt }
            yield* run((db) => memberInsertion(db, circle.id, first).execute())
            return true
          })
        ).pipe(Effect.catchTag("DbFailed", unavailable("add"))),
      find: (id) =>
        run((db) => circleRows(db).where("id", "=", id).execute()).pipe(
          Effect.flatMap(readCircles),
          Effect.map(([circle]) => Option.fromUndefinedOr(circle)),
          Effect.catchTag("DbFailed", unavailable("find"))
        ),
      isIn: (userId, ids) =>
        ids.length === 0
          ? Effect.succeed([])
          : ask((db) => among(db, userId, ids)).pipe(
              Effect.map((found) => {
                const joined = new Set<string>(found.map(({ circle_id }) => circle_id))
                return ids.map((id) => joined.has(id))
              }),
              Effect.catchTag("DbFailed", unavailable("isIn"))
            ),
      enter: (id, member) => atomic(enter(id, member)).pipe(Effect.catchTag("DbFailed", unavailable("enter"))),
      leave: (id, userId) => atomic(leave(id, userId)).pipe(Effect.catchTag("DbFailed", unavailable("leave"))),
      amend: (id, amendment) => atomic(amend(id, amendment)).pipe(Effect.catchTag("DbFailed", unavailable("amend"))),
      remove: (id) =>
        removal(id).pipe(
          Effect.map(([removed]) => Option.fromUndefinedOr(removed)),
          Effect.catchTag("DbFailed", unavailable("remove"))
        ),
      members: (id, limit, after) =>
        membersFrom(id, limit, after).pipe(Effect.catchTag("DbFailed", unavailable("members"))),
      ofUser: (userId, limit, after) =>
        run((db) => circlePage(db, userId, limit, after).execute()).pipe(
          Effect.flatMap(readJoined),
          Effect.catchTag("DbFailed", unavailable("ofUser"))
        )
    })
  })
)
