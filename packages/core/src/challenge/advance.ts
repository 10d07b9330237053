import { Clock, Effect, Option } from "effect"
import { audited, clock } from "../audit/index.ts"
import type { ChallengeId, Instant } from "../shared/index.ts"
import type { Challenge } from "./Challenge.ts"
import { ChallengeStore } from "./ChallengeStore.ts"
import { ChallengeNotFound } from "./errors.ts"
import { type DueStep, nextDue } from "./schedule.ts"
import { takeStep } from "./takeStep.ts"

/** The challenge with this id, as it is stored. */
export const find = Effect.fnUntraced(function* (challengeId: ChallengeId) {
  const found = yield* (yield* ChallengeStore).find(challengeId)
  return yield* Option.match(found, {
    onNone: () => Effect.fail(new ChallengeNotFound({ challengeId })),
    onSome: Effect.succeed
  })
})

/** The challenge, when no step of the clock is due. */
export const current = Effect.fnUntraced(function* (challengeId: ChallengeId) {
  const challenge = yield* find(challengeId)
  return stepDue(challenge, yield* Clock.currentTimeMillis) === undefined ? challenge : undefined
})

/**
 * The challenge brought up to the clock: steps that have become due are carried out, each exactly once and in order,
 * however long nobody looked, in one transaction. Finishing is left to the use case `finish`.
 */
export const advance = Effect.fn("Challenge.advance")(function* (challengeId: ChallengeId) {
  const challenge = yield* find(challengeId)
  const now = yield* Clock.currentTimeMillis
  if (stepDue(challenge, now) === undefined) return challenge
  return yield* audited({ action: "challenge.advance", challengeId, by: clock }, catchUp(challengeId, now))
})

const catchUp = Effect.fnUntraced(function* (challengeId: ChallengeId, now: Instant) {
  // Read again: until the transaction began somebody else may have taken the same steps.
  let challenge = yield* find(challengeId)
  for (let step = stepDue(challenge, now); step !== undefined; step = stepDue(challenge, now)) {
    challenge = yield* takeStep(challenge, step, now)
  }
  return challenge
})

const stepDue = (challenge: Challenge, now: Instant): DueStep | undefined => {
  const step = nextDue(challenge)
  return step === undefined || step.due > now || step.command === "Finish" ? undefined : step
}

/**
 * Takes the one step of the clock that is due next, finishing included, and gives the challenge; as it is when none is due.
 * For whoever looks at the clock in everybody's place: a long downtime is made up for in many small transactions.
 */
export const step = Effect.fn("Challenge.step")(function* (challengeId: ChallengeId) {
  const now = yield* Clock.currentTimeMillis
  return yield* audited(
    { action: "challenge.advance", challengeId, by: clock },
    Effect.gen(function* () {
      const challenge = yield* find(challengeId)
      const next = nextDue(challenge)
      return next === undefined || next.due > now ? challenge : yield* takeStep(challenge, next, now)
    })
  )
})
