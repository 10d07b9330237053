import { Effect } from "effect"
import type { Projector } from "../challenge/index.ts"
import type { ChallengeId } from "../shared/index.ts"
import { carryBoards } from "./carryBoards.ts"

/**
 * A projector without a background, for a process that ends soon: what waits of a challenge is carried when somebody wants it settled, by
 * whoever asks, at their time and in their transaction.
 */
export const makeProjectorOnDemand = Effect.map(
  Effect.context<Effect.Services<ReturnType<typeof carryBoards>>>(),
  (context): Projector["Service"] => ({
    wake: () => Effect.void,
    settled: (id: ChallengeId) =>
      carryBoards(id).pipe(
        Effect.catchCause((cause) => Effect.logWarning(`the boards of ${id} could not be brought up to date`, cause)),
        Effect.provideContext(context)
      )
  })
)
