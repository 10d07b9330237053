import { Clock, Effect, Option } from "effect"
import { type Action, audited, auditedApart, clock, type Deed } from "../audit/index.ts"
import type { ChallengeId, Instant } from "../shared/index.ts"
import type { Challenge } from "./Challenge.ts"
import { ChallengeStore } from "./ChallengeStore.ts"
import { currentBoard } from "./currentBoard.ts"
import { decide } from "./decide.ts"
import { Entries } from "./Entries.ts"
import { ChallengeNotFound } from "./errors.ts"
import { evolve } from "./evolve.ts"
import { Snapshots } from "./Snapshots.ts"
import { saveChange } from "./saveChange.ts"
import { type DueStep, nextDue } from "./schedule.ts"
import type { ChallengeCommand } from "./transitions.ts"

/** The challenge with this id, as it is stored. */
export const find = Effect.fnUntraced(function* (challengeId: ChallengeId) {
  const found = yield* (yield* ChallengeStore).find(challengeId)
  return yield* Option.match(found, {
    onNone: () => Effect.fail(new ChallengeNotFound({ challengeId })),
    onSome: Effect.succeed
  })
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
    challenge = yield* takeStep(challenge, step)
  }
  return challenge
})

const stepDue = (challenge: Challenge, now: Instant): DueStep | undefined => {
  const step = nextDue(challenge)
  return step === undefined || step.due > now || step.command === "Finish" ? undefined : step
}

/** A step is taken as of the instant at which it was due, whoever looks whenever: what is stored does not depend on that. */
const takeStep = Effect.fnUntraced(function* (challenge: Challenge, { command, due }: DueStep) {
  const event = yield* Effect.fromResult(decide(challenge, yield* commandOf(challenge, command), due))
  const next = evolve(challenge, event)
  const deed: Deed = { action: actionOf[command], challengeId: challenge.id, by: clock }
  yield* auditedApart(deed, saveChange(challenge, next))
  // Whatever is recorded advances the challenge first, so nothing has changed since the freeze was due.
  if (command === "Freeze") yield* (yield* Snapshots).save(challenge.id, "Frozen", yield* currentBoard(next, due))
  return next
})

const actionOf = {
  Archive: "challenge.archive",
  Start: "challenge.start",
  Freeze: "challenge.freeze",
  Close: "challenge.close",
  Finish: "challenge.finish"
} as const satisfies Record<DueStep["command"], Action>

const commandOf = Effect.fnUntraced(function* (challenge: Challenge, command: DueStep["command"]) {
  if (command === "Archive") return { _tag: command } satisfies ChallengeCommand
  if (command === "Freeze") return { _tag: command, by: challenge.organiser } satisfies ChallengeCommand
  const entered = yield* (yield* Entries).countActive(challenge.id)
  return { _tag: command === "Start" ? command : ("Close" as const), entered } satisfies ChallengeCommand
})
