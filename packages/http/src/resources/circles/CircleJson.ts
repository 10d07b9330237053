import { type Circle, CircleId, type Member, type Membership } from "@laurel/core/community"
import { formatInstant, type Instant, parseInstant, UserId } from "@laurel/core/shared"
import { Option, Schema } from "effect"
import { Instant as InstantText } from "../../wire/text.ts"

/** A circle. */
export const CircleJson = Schema.Struct({
  circle_id: Schema.String,
  name: Schema.String,
  description: Schema.String,
  /** `public`: everybody who is known finds it and may join; `private`: for whoever is no member there is none. */
  visibility: Schema.Literals(["public", "private"]),
  owner: Schema.String.annotate({ description: "Who looks after it: one of its members." }),
  member_limit: Schema.Int,
  member_count: Schema.Int,
  created_at: InstantText
}).annotate({ identifier: "Circle" })

/** A circle that somebody is in, and since when. */
export const MembershipJson = Schema.Struct({ ...CircleJson.fields, joined_at: InstantText }).annotate({
  identifier: "CircleMembership"
})

/** Somebody in a circle. */
export const MemberJson = Schema.Struct({ user_id: Schema.String, joined_at: InstantText }).annotate({
  identifier: "CircleMember"
})

/** A circle on the wire. */
export const circleJson = ({
  id,
  owner,
  name,
  description,
  visibility,
  ...circle
}: Circle): typeof CircleJson.Type => ({
  circle_id: id,
  name,
  description,
  visibility,
  owner,
  member_limit: circle.memberLimit,
  member_count: circle.memberCount,
  created_at: formatInstant(circle.createdAt)
})

/** A circle that somebody is in on the wire. */
export const membershipJson = ({ circle, joinedAt }: Membership): typeof MembershipJson.Type => ({
  ...circleJson(circle),
  joined_at: formatInstant(joinedAt)
})

/** Somebody in a circle on the wire. */
export const memberJson = ({ userId, joinedAt }: Member): typeof MemberJson.Type => ({
  user_id: userId,
  joined_at: formatInstant(joinedAt)
})

const placeText = (joinedAt: Instant, id: string): string => `${formatInstant(joinedAt)}_${id}`

/** After which member a page goes on. */
export const memberCursor = ({ userId, joinedAt }: Member): string => placeText(joinedAt, userId)
/** After which circle a page goes on. */
export const membershipCursor = ({ circle, joinedAt }: Membership): string => placeText(joinedAt, circle.id)

const split = <Id>(cursor: string, read: (text: string) => Option.Option<Id>) => {
  const at = cursor.indexOf("_")
  const joinedAt = parseInstant(cursor.slice(0, at))
  const id = Option.getOrUndefined(read(cursor.slice(at + 1)))
  return joinedAt === undefined || id === undefined ? undefined : { joinedAt, id }
}

const userIdOf = Schema.decodeUnknownOption(UserId)
const circleIdOf = Schema.decodeUnknownOption(CircleId)

/** The member that a cursor names; nothing where it is none. */
export const readMemberCursor = (cursor: string): Member | undefined => {
  const place = split(cursor, userIdOf)
  return place === undefined ? undefined : { joinedAt: place.joinedAt, userId: place.id }
}

/** The circle that a cursor names; nothing where it is none. */
export const readMembershipCursor = (cursor: string) => {
  const place = split(cursor, circleIdOf)
  return place === undefined ? undefined : { joinedAt: place.joinedAt, circleId: place.id }
}
