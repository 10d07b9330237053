import { ChallengeId, PrincipalId } from "@laurel/core/shared"
import { Effect, type ManagedRuntime } from "effect"
import type { Ports } from "./Ports.ts"
import { argument } from "./reader.ts"

/** Runs use cases as promises: with a challenge's id, and with the name of who acts, read from text. */
export interface Runner {
  readonly on: <A, E>(challengeId: string, effect: (id: ChallengeId) => Effect.Effect<A, E, Ports>) => Promise<A>
  readonly onAs: <A, E>(
    challengeId: string,
    by: string | undefined,
    effect: (id: ChallengeId, who: PrincipalId) => Effect.Effect<A, E, Ports>
  ) => Promise<A>
  readonly as: <A, E>(by: string | undefined, effect: (who: PrincipalId) => Effect.Effect<A, E, Ports>) => Promise<A>
}

const challengeIdOf = argument("challengeId", ChallengeId)
const principalOf = argument("by", PrincipalId)

/** A runner over a runtime; `organiser` acts where no one is named. */
export const runnerOf = <E>(runtime: ManagedRuntime.ManagedRuntime<Ports, E>, organiser: string): Runner => {
  const who = (by: string | undefined) => principalOf(by ?? organiser)
  return {
    on: (challengeId, effect) => runtime.runPromise(Effect.flatMap(challengeIdOf(challengeId), effect)),
    onAs: (challengeId, by, effect) =>
      runtime.runPromise(
        Effect.flatMap(challengeIdOf(challengeId), (id) =>
          Effect.flatMap(who(by), (principal) => effect(id, principal))
        )
      ),
    as: (by, effect) => runtime.runPromise(Effect.flatMap(who(by), effect))
  }
}
