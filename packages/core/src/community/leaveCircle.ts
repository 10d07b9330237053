import { Effect, Option } from "effect"
import { audited, noteChange } from "../audit/index.ts"
import { Invites, inviteIdOf } from "../invite/index.ts"
import { type CircleId, PrincipalId, type UserId } from "../shared/index.ts"
import { Circles } from "./Circles.ts"
import { ownCircle, ownedBy, seeCircle } from "./seeCircle.ts"

/**
 * Takes somebody out of a circle: oneself, or as its owner anybody. When its owner leaves, whoever has been in it for longest owns it; when
 * the last leaves, it is gone. Gives the circle as it is then.
 */
export const leaveCircle = Effect.fn("Community.leaveCircle")(function* (
  circleId: CircleId,
  userId: UserId,
  by: UserId
) {
  return yield* audited(
    { action: userId === by ? "circle.leave" : "circle.remove-member", by: PrincipalId.make(by) },
    Effect.gen(function* () {
      yield* userId === by ? seeCircle(circleId, { userId }) : ownCircle(circleId, by)
      // Whoever is out can be invited anew. First, as whoever accepts one locks it first: so that neither waits for the other for ever.
      yield* (yield* Invites).revoke(inviteIdOf({ _tag: "Circle", circleId }, userId))
      const { before, after } = yield* (yield* Circles).leave(circleId, userId)
      // Nobody else changes it from here on; until now it may have been left to somebody.
      if (userId !== by) yield* Effect.fromResult(ownedBy(before, by))
      yield* noteChange(`circle ${circleId} member ${userId}`, { owner: before.owner }, null)
      const owner = Option.getOrUndefined(Option.map(after, (circle) => circle.owner))
      if (owner !== before.owner)
        yield* noteChange(`circle ${circleId}`, { owner: before.owner }, owner === undefined ? null : { owner })
      return after
    })
  )
})
