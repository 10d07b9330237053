import { Effect } from "effect"
import { audited, noteChange } from "../audit/index.ts"
import { type CircleId, PrincipalId, type UserId } from "../shared/index.ts"
import type { CircleAmendment } from "./Circle.ts"
import { Circles } from "./Circles.ts"
import { told } from "./createCircle.ts"
import { ownCircle } from "./seeCircle.ts"

/** Changes what the owner of a circle decides. */
export const amendCircle = Effect.fn("Community.amendCircle")(function* (
  circleId: CircleId,
  amendment: CircleAmendment,
  by: UserId
) {
  return yield* audited(
    { action: "circle.amend", by: PrincipalId.make(by) },
    Effect.gen(function* () {
      yield* ownCircle(circleId, by)
      const { before, after } = yield* (yield* Circles).amend(circleId, amendment)
      if (after !== before) yield* noteChange(`circle ${circleId}`, told(before), told(after))
      return after
    })
  )
})

/** Takes a circle away, and who is in it out of it. */
export const deleteCircle = Effect.fn("Community.deleteCircle")(function* (circleId: CircleId, by: UserId) {
  yield* audited(
    { action: "circle.delete", by: PrincipalId.make(by) },
    Effect.gen(function* () {
      const circle = yield* ownCircle(circleId, by)
      yield* (yield* Circles).remove(circleId)
      yield* noteChange(`circle ${circleId}`, told(circle), null)
    })
  )
})
