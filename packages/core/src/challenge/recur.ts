import { Clock, Effect, Option, Result } from "effect"
import { audited, clock } from "../audit/index.ts"
import type { ChallengeId, Instant, PrincipalId } from "../shared/index.ts"
import { find } from "./advance.ts"
import type { Challenge } from "./Challenge.ts"
import { ChallengeStore } from "./ChallengeStore.ts"
import { carryOut } from "./carryOut.ts"
import { decide } from "./decide.ts"
import { sound } from "./define.ts"
import { evolve } from "./evolve.ts"
import { rulesHash } from "./Rules.ts"
import { insertNew, saveChange } from "./saveChange.ts"
import { scheduleOf } from "./schedule.ts"
import { nextOccurrence, type Occurrence } from "./series.ts"

/** After a long downtime at most so many occurrences are passed over in one transaction. */
const maximumPassed = 1000

/** An occurrence that was not made, and why not. */
export interface PassedOver {
  readonly challengeId: ChallengeId
  readonly start: Instant
  /** Nobody could enter it any more; something else has its id; or, moved to its dates, the definition contradicts itself. */
  readonly reason: "EntriesClosed" | "IdTaken" | "Unsound"
}

/** What became of the occurrences that were due. */
export interface Recurred {
  readonly made?: ChallengeId
  readonly passedOver: ReadonlyArray<PassedOver>
}

/**
 * Makes the next occurrence that is due of a challenge that recurs: a challenge of its own, published as of when it was due,
 * by the same organiser. Occurrences that nobody could enter any more are passed over, and named. At most one is made:
 * after a long downtime the next is due at once.
 */
export const recur = Effect.fn("Challenge.recur")(function* (challengeId: ChallengeId) {
  const now = yield* Clock.currentTimeMillis
  return yield* audited(
    { action: "challenge.recur", challengeId, by: clock },
    Effect.gen(function* () {
      const before = yield* find(challengeId)
      const passedOver: Array<PassedOver> = []
      let challenge = before
      let made: ChallengeId | undefined
      let next = nextOccurrence(challenge)
      while (next !== undefined && next.due <= now && made === undefined && passedOver.length < maximumPassed) {
        const event = yield* Effect.fromResult(decide(challenge, { _tag: "Recur", through: next.start }, next.due))
        challenge = evolve(challenge, event)
        const reason = yield* obstacle(next, now)
        if (reason === undefined) made = yield* publishOccurrence(next, challenge)
        else passedOver.push({ challengeId: next.definition.id, start: next.start, reason })
        next = nextOccurrence(challenge)
      }
      if (challenge !== before) yield* saveChange(before, challenge)
      return { passedOver, ...(made === undefined ? {} : { made }) } satisfies Recurred
    })
  )
})

const obstacle = Effect.fnUntraced(function* ({ definition }: Occurrence, now: Instant) {
  if (scheduleOf(definition).entriesClose <= now) return "EntriesClosed" as const
  if (Result.isFailure(sound(definition))) return "Unsound" as const
  return Option.isSome(yield* (yield* ChallengeStore).find(definition.id)) ? ("IdTaken" as const) : undefined
})

const publishOccurrence = Effect.fnUntraced(function* ({ definition, due }: Occurrence, { organiser }: Challenge) {
  const { id } = definition
  const draft: Challenge = { _tag: "Draft", id, version: 0, organiser, definition, draftedAt: due }
  const publish = { _tag: "Publish", by: organiser, rulesHash: rulesHash(definition) } as const
  const published = evolve(draft, yield* Effect.fromResult(decide(draft, publish, due)))
  yield* audited({ action: "challenge.publish", challengeId: id, by: clock }, insertNew(published))
  return id
})

/** Ends a series: no further occurrence is made of this challenge; those that are there go on. Again, it changes nothing. */
export const endSeries = Effect.fn("Challenge.endSeries")((challengeId: ChallengeId, by: PrincipalId) =>
  audited(
    { action: "challenge.end-series", challengeId, by },
    carryOut(challengeId, () => ({ _tag: "EndSeries", by }))
  )
)
