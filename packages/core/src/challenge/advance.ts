import { Clock, Effect, Option } from "effect"
import type { ChallengeId } from "../shared/index.ts"
import type { Challenge } from "./Challenge.ts"
import { ChallengeStore } from "./ChallengeStore.ts"
import type { ChallengeCommand } from "./commands.ts"
import { currentBoard } from "./currentBoard.ts"
import { decide } from "./decide.ts"
import { Entries } from "./Entries.ts"
import { ChallengeNotFound } from "./errors.ts"
import { evolve } from "./evolve.ts"
import { Snapshots } from "./Snapshots.ts"
import { type DueStep, nextDue } from "./schedule.ts"

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
 * however long nobody looked. Finishing is left to the use case `finish`.
 */
export const advance = Effect.fn("Challenge.advance")(function* (challengeId: ChallengeId) {
  let challenge = yield* find(challengeId)
  const now = yield* Clock.currentTimeMillis
  for (let step = nextDue(challenge); step !== undefined && step.due <= now; step = nextDue(challenge)) {
    if (step.command === "Finish") return challenge
    challenge = yield* takeStep(challenge, step, now)
  }
  return challenge
})

const takeStep = Effect.fnUntraced(function* (challenge: Challenge, { command, due }: DueStep, now: number) {
  const event = yield* Effect.fromResult(decide(challenge, yield* commandOf(challenge, command), now))
  const next = evolve(challenge, event)
  yield* (yield* ChallengeStore).save(next, challenge.version)
  // Whatever is recorded advances the challenge first, so nothing has changed since the freeze was due.
  if (command === "Freeze") yield* (yield* Snapshots).save(challenge.id, "Frozen", yield* currentBoard(next, due))
  return next
})

const commandOf = Effect.fnUntraced(function* (challenge: Challenge, command: DueStep["command"]) {
  if (command === "Freeze") return { _tag: command, by: challenge.organiser } satisfies ChallengeCommand
  const entered = yield* (yield* Entries).count(challenge.id)
  return { _tag: command === "Start" ? command : ("Close" as const), entered } satisfies ChallengeCommand
})
