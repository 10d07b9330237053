import { Cause, Clock, Effect, Exit, Fiber, Option } from "effect"
import { define, publish } from "../../src/challenge/index.ts"
import { TransactionUnavailable, VirtualClock } from "../../src/runtime/index.ts"
import type { ChallengeId } from "../../src/shared/index.ts"
import type { Random } from "../Random.ts"
import type { SimulationPorts } from "../SimulationPorts.ts"
import { ask, contestDefinition, contestInstant, contestOrganiser } from "./ask.ts"
import type { Call } from "./Call.ts"
import type { ContestAnswer, ContestCommand } from "./Contest.ts"
import { disturbed, type Faults } from "./disturbed.ts"
import { drawCommands } from "./drawCommands.ts"

/** A call of somebody who uses a challenge. */
export type ContestCall = Call<ContestCommand, ContestAnswer>

/** What happened to one challenge while many used it. */
export interface ConcurrentHistory {
  readonly challengeId: ChallengeId
  readonly calls: ReadonlyArray<ContestCall>
  /** How many calls were told that nothing was done: they are no part of the history. */
  readonly refused: number
}

/** How a history is played. */
export interface PlayOptions {
  readonly challengeIds: ReadonlyArray<ChallengeId>
  /** How many use each challenge. */
  readonly callers: number
  readonly faults: Faults
  /** What goes wrong outside meanwhile, over and over. It waits by itself: the clock of the challenges stands still. */
  readonly trouble?: Effect.Effect<void>
}

/** What became of a call: answered, nobody knows, or nothing was done. */
type Fate =
  | { readonly _tag: "Answered"; readonly answer: ContestAnswer }
  | { readonly _tag: "Unknown" }
  | { readonly _tag: "Nothing" }

const answered = (answer: ContestAnswer): Fate => ({ _tag: "Answered", answer })

const fateOf = (exit: Exit.Exit<ContestAnswer, { readonly _tag: string }>): Effect.Effect<Fate> => {
  if (Exit.isSuccess(exit)) return Effect.succeed(answered(exit.value))
  const { cause } = exit
  if (Cause.hasInterruptsOnly(cause)) return Effect.succeed({ _tag: "Unknown" })
  return Option.match(Cause.findErrorOption(cause), {
    onNone: () => Effect.die(Cause.squash(cause)),
    onSome: (failure) => {
      if (failure instanceof TransactionUnavailable && failure.operation === "commit")
        return Effect.succeed<Fate>({ _tag: "Unknown" })
      // What is unavailable promises that nothing was done: it is held to that.
      if (failure._tag.endsWith("Unavailable")) return Effect.succeed<Fate>({ _tag: "Nothing" })
      return Effect.succeed(answered({ _tag: "Refused", tag: failure._tag }))
    }
  })
}

/** The challenge is there and open, also where the trouble of the history before has not ended yet. */
const opened = (challengeId: ChallengeId) =>
  define(contestDefinition(challengeId), contestOrganiser).pipe(
    Effect.catchTag("ChallengeExists", () => Effect.void),
    Effect.andThen(publish(challengeId, contestOrganiser)),
    Effect.retry({ times: 5 })
  )

/**
 * Lets several callers use some challenges at the same time, and writes down who was answered what, and when. All of it happens
 * at one instant of the challenges' own clock.
 */
export const playHistory = Effect.fnUntraced(
  function* (random: Random, { challengeIds, callers, faults, trouble = Effect.never }: PlayOptions) {
    const services = yield* Effect.context<SimulationPorts>()
    let time = 0
    for (const challengeId of challengeIds) yield* opened(challengeId)
    const histories = challengeIds.map((challengeId) => ({
      challengeId,
      calls: Array.of<ContestCall>(),
      refused: 0,
      commands: drawCommands(random, callers)
    }))
    type Playing = (typeof histories)[number]
    const call = Effect.fnUntraced(function* (history: Playing, caller: string, command: ContestCommand) {
      const calledAt = time++
      const ports = disturbed(services, random, faults)
      const exit = yield* Effect.exit(Effect.provideContext(ask(history.challengeId, command), ports))
      const at = time++
      const fate = yield* fateOf(exit)
      if (fate._tag === "Nothing") history.refused += 1
      else if (fate._tag === "Unknown") history.calls.push({ caller, command, calledAt })
      else history.calls.push({ caller, command, calledAt, answered: { at, answer: fate.answer } })
    })
    const people = histories.flatMap((history) =>
      history.commands.map((commands, index) =>
        Effect.forEach(commands, (command) => call(history, `caller ${index}`, command), { discard: true })
      )
    )
    const troubling = yield* Effect.forkChild(Effect.forever(trouble))
    yield* Effect.all(people, { concurrency: "unbounded", discard: true })
    yield* Fiber.interrupt(troubling)
    return histories.map(({ commands: _, ...history }): ConcurrentHistory => history)
  },
  (play) => Effect.suspend(() => Effect.provideService(play, Clock.Clock, new VirtualClock(contestInstant)))
)
