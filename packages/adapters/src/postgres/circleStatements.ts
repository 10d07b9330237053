import type { CircleId, Circles, Member } from "@laurel/core/community"
import type { UserId } from "@laurel/core/shared"
import { type Kysely, sql } from "kysely"
import { circleColumns } from "./CircleRow.ts"
import { fixed, type ValueOf } from "./fixed.ts"
import { instant } from "./instant.ts"
import { eachOnce } from "./lookUp.ts"
import type { Tables } from "./tables.ts"

/** Circles. */
export const circleRows = (db: Kysely<Tables>) => db.selectFrom("circle").select(circleColumns)

/** Who is in a circle. */
export const memberRows = (db: Kysely<Tables>, id: CircleId) =>
  db.selectFrom("circle_member").select(["user_id", "joined_at"]).where("circle_id", "=", id)

/** A page of who is in a circle. */
export const memberPage = (db: Kysely<Tables>, id: CircleId, limit: number, after: Member | undefined) =>
  memberRows(db, id)
    .$if(after !== undefined, (query) =>
      query.where(sql<boolean>`(joined_at, user_id) > (${instant(after?.joinedAt ?? 0)}, ${after?.userId ?? ""})`)
    )
    .orderBy("joined_at")
    .orderBy("user_id")
    .limit(limit)

/** A page of the circles that somebody is in. */
export const circlePage = (
  db: Kysely<Tables>,
  userId: UserId,
  limit: number,
  after: Parameters<Circles["Service"]["ofUser"]>[2]
) =>
  db
    .selectFrom("circle_member")
    .innerJoin("circle", "circle.id", "circle_member.circle_id")
    .select(circleColumns)
    .select("joined_at")
    .where("user_id", "=", userId)
    .$if(after !== undefined, (query) =>
      query.where(sql<boolean>`(joined_at, circle_id) > (${instant(after?.joinedAt ?? 0)}, ${after?.circleId ?? ""})`)
    )
    .orderBy("joined_at")
    .orderBy("circle_id")
    .limit(limit)

/** Those of these circles that somebody is in. */
export const among = (db: Kysely<Tables>, userId: UserId, ids: ReadonlyArray<CircleId>) =>
  amongAll(db, { userId, circles: eachOnce(ids) })

const amongAll = fixed((db, value: ValueOf<{ readonly userId: string; readonly circles: string }>) =>
  db
    .selectFrom("circle_member")
    .select("circle_id")
    .where("circle_id", "=", sql<string>`any(${value("circles")}::text[])`)
    .where("user_id", "=", value("userId"))
)

/** Puts somebody in a circle. */
export const memberInsertion = (db: Kysely<Tables>, id: CircleId, { userId, joinedAt }: Member) =>
  db.insertInto("circle_member").values({ circle_id: id, user_id: userId, joined_at: new Date(joinedAt) })
