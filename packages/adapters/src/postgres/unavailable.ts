import { ChallengesUnavailable } from "@laurel/core/challenge"
import { Effect } from "effect"
import type { DbFailed } from "./errors.ts"

/** What the ports of challenges answer to a failure of the database at this operation. */
export const challengesUnavailable =
  (operation: string) =>
  ({ cause }: DbFailed): Effect.Effect<never, ChallengesUnavailable> =>
    Effect.fail(new ChallengesUnavailable({ operation, cause }))
