import { Context, type Effect } from "effect"
import type { ChallengeId } from "../shared/index.ts"

/**
 * Whoever carries what has changed to the boards, in the background of a process.
 *
 * - `wake` says that something waits of a challenge: for whoever has just committed it. It returns at once.
 * - `settled` waits until everything that was woken for before is carried, or could not be carried for now: who asks a board then sees
 *   what the process itself has written.
 */
export class Projector extends Context.Service<
  Projector,
  {
    readonly wake: (challengeId: ChallengeId) => Effect.Effect<void>
    readonly settled: (challengeId: ChallengeId) => Effect.Effect<void>
  }
>()("@laurel/core/challenge/Projector") {}
