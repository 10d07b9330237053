import { Effect, Option, Result } from "effect"
import type { CircleId, UserId } from "../shared/index.ts"
import type { Circle } from "./Circle.ts"
import { Circles } from "./Circles.ts"
import { CircleNotFound, NotCircleOwner } from "./errors.ts"

/** Who looks at circles: somebody, or whoever looks after the whole installation and sees all of them. */
export interface Viewer {
  readonly userId: UserId
  readonly seesAll?: boolean
}

/** The circle of this name, for whoever may see it: one that is private is there for its members alone. */
export const seeCircle = Effect.fnUntraced(function* (circleId: CircleId, { userId, seesAll = false }: Viewer) {
  const circles = yield* Circles
  const circle = Option.getOrUndefined(yield* circles.find(circleId))
  if (circle === undefined) return yield* new CircleNotFound({ circleId })
  if (circle.visibility === "public" || seesAll || circle.owner === userId) return circle
  const [isMember = false] = yield* circles.isIn(userId, [circleId])
  return isMember ? circle : yield* new CircleNotFound({ circleId })
})

/** The circle of this name, for its owner: whoever else may see it may not change it. */
export const ownCircle = Effect.fnUntraced(function* (circleId: CircleId, by: UserId) {
  const circle = yield* seeCircle(circleId, { userId: by })
  yield* Effect.fromResult(ownedBy(circle, by))
  return circle
})

/** Whether somebody owns a circle. */
export const ownedBy = (circle: Circle, by: UserId): Result.Result<void, NotCircleOwner> =>
  circle.owner === by ? Result.void : Result.fail(new NotCircleOwner({ circleId: circle.id, by }))
