import { Effect, Option } from "effect"
import { audited, noteChange } from "../audit/index.ts"
import { type CircleId, PrincipalId, type UserId } from "../shared/index.ts"
import type { CircleAmendment } from "./Circle.ts"
import { Circles } from "./Circles.ts"
import { told } from "./createCircle.ts"
import { CircleNotFound } from "./errors.ts"
import { ownCircle, ownedBy } from "./seeCircle.ts"

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
      // Nobody else changes it from here on; until now it may have been left to somebody.
      yield* Effect.fromResult(ownedBy(before, by))
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
      yield* ownCircle(circleId, by)
      const circle = Option.getOrUndefined(yield* (yield* Circles).remove(circleId))
      if (circle === undefined) return yield* new CircleNotFound({ circleId })
      // Until it was gone it may have been left to somebody.
      yield* Effect.fromResult(ownedBy(circle, by))
      yield* noteChange(`circle ${circleId}`, told(circle), null)
    })
  )
})
