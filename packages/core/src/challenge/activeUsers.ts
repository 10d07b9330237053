import { Clock, Effect } from "effect"
import { activeHoursKept } from "./forgetHours.ts"
import { hourOf } from "./News.ts"
import { type ActiveHour, Tallies } from "./Tallies.ts"

/**
 * How many different users sent activities, whatever became of them, in each of the last hours: the earliest first, hours without any included,
 * the last one under way. Of no more hours than are kept. What was not carried yet is not among it.
 */
export const activeUsers = Effect.fn("User.active")(function* (hours: number) {
  const asked = Math.min(hours, activeHoursKept)
  const first = hourOf(yield* Clock.currentTimeMillis) - asked + 1
  const found = new Map((yield* (yield* Tallies).active(first)).map(({ hour, users }) => [hour, users]))
  return Array.from({ length: asked }, (_, n): ActiveHour => ({ hour: first + n, users: found.get(first + n) ?? 0 }))
})
