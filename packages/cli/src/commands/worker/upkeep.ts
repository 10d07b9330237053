import { forgetAnswers, forgetStreamTokens } from "@laurel/core/access"
import { BoardFollowers } from "@laurel/core/board"
import { type Challenge, forgetHours, liveBoardsOf } from "@laurel/core/challenge"
import { forgetInvites } from "@laurel/core/community"
import { forgetDeliveries } from "@laurel/core/webhook"
import { tick } from "@laurel/core/work"
import { Clock, Effect } from "effect"
import { everyChallenge } from "../../session/everyChallenge.ts"
import { Upkeep } from "../../store/Upkeep.ts"

/** So often a worker looks for what the clock has brought about. */
const tickMs = 5_000

/** What the clock has brought about, all of it. */
export const catchUp = Effect.gen(function* () {
  let dates = 0
  for (let isMore = true; isMore; ) {
    const report = yield* tick()
    dates += report.done.length
    isMore = report.isMore
  }
  return dates
})

/** What the store wants done once a day. Where the worker may not do it, it says so and goes on. */
export const keptUp = Effect.gen(function* () {
  const upkeep = yield* Upkeep
  const made = yield* Effect.catch(upkeep(yield* Clock.currentTimeMillis), ({ message }) =>
    Effect.as(
      Effect.logWarning(
        `The partitions of the months ahead were not made (${message}): run laurel db partitions ensure`
      ),
      []
    )
  )
  yield* Effect.catch(Effect.andThen(forgetAnswers, forgetStreamTokens), ({ message }) => Effect.logWarning(message))
  yield* Effect.catch(forgetHours, ({ message }) => Effect.logWarning(message))
  yield* Effect.catch(forgetInvites, ({ message }) => Effect.logWarning(message))
  yield* Effect.catch(forgetDeliveries, ({ message }) => Effect.logWarning(message))
  return made.length
})

/** Boards that follow those in the store are brought up to them, whoever brought those up. */
export const followed = Effect.gen(function* () {
  const { catchUp } = yield* BoardFollowers
  const challenges: Array<Challenge> = []
  yield* everyChallenge({ states: ["Running", "Closing"] }, (challenge) => void challenges.push(challenge))
  yield* Effect.forEach(challenges.flatMap(liveBoardsOf), catchUp, { discard: true })
})

/** So often a worker looks whether boards follow that others have brought up: those that it brings up itself follow at once. */
const followMs = 60_000

/** Looks whether boards follow, again and again; while the store cannot be reached it waits. */
export const following = Effect.forever(
  Effect.andThen(
    Effect.catch(followed, (error) => Effect.logWarning(error.message)),
    Effect.sleep(followMs)
  )
)

/** Looks at the clock again and again; while the store cannot be reached it waits. */
export const ticking = Effect.forever(
  Effect.andThen(
    Effect.catch(tick(), (error) => Effect.logWarning(error.message)),
    Effect.sleep(tickMs)
  )
)

/** Looks after the store day by day. */
export const keepingUp = Effect.forever(Effect.andThen(keptUp, Effect.sleep("1 day")))
