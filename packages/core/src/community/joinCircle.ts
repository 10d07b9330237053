import { Clock, Effect } from "effect"
import { audited, noteChange } from "../audit/index.ts"
import { type CircleId, PrincipalId, type UserId } from "../shared/index.ts"
import { Circles } from "./Circles.ts"
import { CircleNotFound } from "./errors.ts"
import { seeCircle } from "./seeCircle.ts"

/** Joins a circle that one may see; whoever is in it stays in it. Gives the circle, and whether one is new there. */
export const joinCircle = Effect.fn("Community.joinCircle")(function* (circleId: CircleId, userId: UserId) {
  return yield* audited(
    { action: "circle.join", by: PrincipalId.make(userId) },
    Effect.gen(function* () {
      yield* seeCircle(circleId, { userId })
      const entered = yield* enter(circleId, userId)
      // Nobody else changes it from here on; until now it may have become private.
      if (entered.isNew && entered.circle.visibility === "private") return yield* new CircleNotFound({ circleId })
      return entered
    })
  )
})

/** Takes somebody into a circle, and notes it where they are new there. */
export const enter = Effect.fnUntraced(function* (circleId: CircleId, userId: UserId) {
  const joinedAt = yield* Clock.currentTimeMillis
  const entered = yield* (yield* Circles).enter(circleId, { userId, joinedAt })
  if (entered.isNew) yield* noteChange(`circle ${circleId} member ${userId}`, null, { joinedAt })
  return entered
})
