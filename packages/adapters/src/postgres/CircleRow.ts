import { Circle, type Member } from "@laurel/core/community"
import { type Instant, UserId } from "@laurel/core/shared"
import { Effect, Schema } from "effect"
import type { ColumnType } from "kysely"
import type { DbFailed } from "./errors.ts"
import { readerOf } from "./rows.ts"

/** One row a circle. */
export interface CircleTable {
  readonly id: string
  readonly name: string
  readonly description: string
  readonly owner: string
  readonly visibility: string
  readonly member_limit: number
  readonly member_count: number
  readonly revision: number
  readonly created_at: ColumnType<Instant, Date, never>
}

/** One row for each member of a circle. */
export interface CircleMemberTable {
  readonly circle_id: string
  readonly user_id: string
  readonly joined_at: ColumnType<Instant, Date, never>
}

/** The columns of a circle, to be read by `readCircles`. */
export const circleColumns = [
  "id",
  "name",
  "description",
  "owner",
  "visibility",
  "member_limit",
  "member_count",
  "revision",
  "created_at"
] as const

/** The columns of a circle that may change. */
export const changedColumns = ({
  name,
  description,
  owner,
  visibility,
  memberLimit,
  memberCount,
  revision
}: Circle) => ({
  name,
  description,
  owner,
  visibility,
  member_limit: memberLimit,
  member_count: memberCount,
  revision
})

/** A circle as columns. */
export const columnsOf = (circle: Circle) => ({
  id: circle.id,
  created_at: new Date(circle.createdAt),
  ...changedColumns(circle)
})

const { id, name, description, owner, visibility, memberLimit, memberCount, revision } = Circle.fields

const CircleColumns = Schema.Struct({
  id,
  name,
  description,
  owner,
  visibility,
  member_limit: memberLimit,
  member_count: memberCount,
  revision,
  created_at: Schema.Int
})

const circleOf = ({
  member_limit: memberLimit,
  member_count: memberCount,
  created_at: createdAt,
  ...fields
}: typeof CircleColumns.Type): Circle => ({ ...fields, memberLimit, memberCount, createdAt })

const decodeCircles = readerOf(Schema.Array(CircleColumns))
const decodeJoined = readerOf(Schema.Array(Schema.Struct({ ...CircleColumns.fields, joined_at: Schema.Int })))
const decodeMembers = readerOf(Schema.Array(Schema.Struct({ user_id: UserId, joined_at: Schema.Int })))

/** Reads rows of circles. */
export const readCircles = (found: unknown): Effect.Effect<ReadonlyArray<Circle>, DbFailed> =>
  Effect.map(decodeCircles(found), (read) => read.map(circleOf))

/** Reads rows of circles, each with when somebody joined it. */
export const readJoined = (
  found: unknown
): Effect.Effect<ReadonlyArray<{ readonly circle: Circle; readonly joinedAt: Instant }>, DbFailed> =>
  Effect.map(decodeJoined(found), (read) =>
    read.map(({ joined_at: joinedAt, ...columns }) => ({ circle: circleOf(columns), joinedAt }))
  )

/** Reads rows of members. */
export const readMembers = (found: unknown): Effect.Effect<ReadonlyArray<Member>, DbFailed> =>
  Effect.map(decodeMembers(found), (read) =>
    read.map(({ user_id: userId, joined_at: joinedAt }) => ({ userId, joinedAt }))
  )
