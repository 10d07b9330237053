import { Result, Schema } from "effect"
import { CircleId, InstantFromText, UserId } from "../shared/index.ts"
import { CircleFull, CircleLimitTooLow } from "./errors.ts"

/** So many members a circle has room for where nothing is said. */
export const usualMembers = 50
/** So many at most: they are ranked among themselves at once. */
export const mostMembers = 500

/** Text that every store keeps as it is. */
const Text = Schema.String.check(
  Schema.isPattern(/^[^\u0000\ud800-\udfff]*$/u, { message: "must be text without NUL and halves of characters" })
)

/** What of a circle its owner decides. */
const decided = {
  name: Schema.String.check(
    Schema.isPattern(/^(?! )[^\u0000-\u001f\u007f-\u009f\ud800-\udfff]{1,100}(?<! )$/u, {
      message: "must be 1 to 100 characters without control characters or blanks at the ends"
    })
  ),
  description: Text.check(Schema.isMaxLength(2_000)),
  /** `public`: everybody who is known finds it and may join; `private`: for whoever is no member there is none. */
  visibility: Schema.Literals(["public", "private"]),
  memberLimit: Schema.Int.check(Schema.isBetween({ minimum: 1, maximum: mostMembers }))
}

/** What of a circle its owner may change; what is absent stays. */
export const CircleAmendment = Schema.Struct({
  name: Schema.optionalKey(decided.name),
  description: Schema.optionalKey(decided.description),
  visibility: Schema.optionalKey(decided.visibility),
  memberLimit: Schema.optionalKey(decided.memberLimit)
})
export type CircleAmendment = typeof CircleAmendment.Type

/** A group of users that competes and sees its own board. Its members are rows of their own. */
export const Circle = Schema.Struct({
  id: CircleId,
  ...decided,
  /** Who looks after it: a member. */
  owner: UserId,
  memberCount: Schema.Int,
  /** Grows with every change of the circle and of who is in it. */
  revision: Schema.Int,
  createdAt: InstantFromText
})
export type Circle = typeof Circle.Type

/** Somebody in a circle. */
export interface Member {
  readonly userId: UserId
  readonly joinedAt: number
}

/** The circle with one member more. */
export const withOneMore = (circle: Circle): Result.Result<Circle, CircleFull> =>
  circle.memberCount < circle.memberLimit
    ? Result.succeed({ ...circle, memberCount: circle.memberCount + 1, revision: circle.revision + 1 })
    : Result.fail(new CircleFull({ circleId: circle.id, memberLimit: circle.memberLimit }))

/**
 * The circle without one of its members; nothing where that was the last. When its owner leaves, whoever has been in it for longest looks
 * after it from then on: `heir` is who that is of the others, and asked for in that case alone.
 */
export const without = (circle: Circle, userId: UserId, heir: UserId | undefined): Circle | undefined => {
  if (circle.memberCount === 1) return undefined
  const owner = circle.owner === userId ? (heir ?? circle.owner) : circle.owner
  return { ...circle, owner, memberCount: circle.memberCount - 1, revision: circle.revision + 1 }
}

/** The circle as its owner wants it; the same where nothing differs. There is room for all who are in it, whatever the limit is to be. */
export const amended = (circle: Circle, amendment: CircleAmendment): Result.Result<Circle, CircleLimitTooLow> => {
  const { name, description, visibility, memberLimit } = { ...circle, ...amendment }
  if (memberLimit < circle.memberCount)
    return Result.fail(new CircleLimitTooLow({ circleId: circle.id, memberLimit, memberCount: circle.memberCount }))
  const isSame =
    name === circle.name &&
    description === circle.description &&
    visibility === circle.visibility &&
    memberLimit === circle.memberLimit
  return Result.succeed(
    isSame ? circle : { ...circle, name, description, visibility, memberLimit, revision: circle.revision + 1 }
  )
}
