import { find } from "@laurel/core/challenge"
import { ChallengeId, PrincipalId } from "@laurel/core/shared"
import { Cause, Effect, Exit, type ManagedRuntime } from "effect"
import type { LivePorts } from "../decorators/index.ts"
import { Closed, type InvalidArgument } from "./errors.ts"
import type { Gathering } from "./Gathering.ts"
import { argument } from "./reader.ts"

/** Runs use cases as promises: with a challenge's id, and with the name of who acts, read from text. */
export interface Runner {
  readonly on: <A, E>(
    challengeId: string,
    effect: (id: ChallengeId) => Effect.Effect<A, E, LivePorts | Gathering>
  ) => Promise<A>
  /** As `on`, for what is stored beside a challenge: refused where there is no such challenge. */
  readonly onKnown: <A, E>(
    challengeId: string,
    effect: (id: ChallengeId) => Effect.Effect<A, E, LivePorts | Gathering>
  ) => Promise<A>
  readonly onAs: <A, E>(
    challengeId: string,
    by: string | undefined,
    effect: (id: ChallengeId, who: PrincipalId) => Effect.Effect<A, E, LivePorts | Gathering>
  ) => Promise<A>
  readonly as: <A, E>(
    by: string | undefined,
    effect: (who: PrincipalId) => Effect.Effect<A, E, LivePorts | Gathering>
  ) => Promise<A>
  /** Who acts: the organiser of the options unless named. */
  readonly who: (by: string | undefined) => Effect.Effect<PrincipalId, InvalidArgument>
  /** Ends what is under way and gives back what the ports hold; afterwards everything is refused. */
  readonly close: () => Promise<void>
}

const challengeIdOf = argument("challengeId", ChallengeId)

/** The name of who acts, where one has to be given. */
export const principalOf = argument("by", PrincipalId)

/** A runner over a runtime; `organiser` acts where no one is named. */
export const runnerOf = <E>(
  runtime: ManagedRuntime.ManagedRuntime<LivePorts | Gathering, E>,
  organiser: string
): Runner => {
  let isClosed = false
  const run = async <A, E>(effect: Effect.Effect<A, E, LivePorts | Gathering>): Promise<A> => {
    if (isClosed) throw new Closed()
    const exit = await runtime.runPromiseExit(effect)
    if (Exit.isSuccess(exit)) return exit.value
    throw isClosed && Cause.hasInterruptsOnly(exit.cause) ? new Closed() : Cause.squash(exit.cause)
  }
  // Only what is left out is the organiser: a `null`, from a session without a user, is not.
  const who = (by: string | undefined) => principalOf(by === undefined ? organiser : by)
  const on: Runner["on"] = (challengeId, effect) => run(Effect.flatMap(challengeIdOf(challengeId), effect))
  return {
    on,
    onKnown: (challengeId, effect) => on(challengeId, (id) => Effect.andThen(find(id), effect(id))),
    onAs: (challengeId, by, effect) =>
      on(challengeId, (id) => Effect.flatMap(who(by), (principal) => effect(id, principal))),
    as: (by, effect) => run(Effect.flatMap(who(by), effect)),
    who,
    close: () => {
      isClosed = true
      return runtime.dispose()
    }
  }
}
