import { Effect } from "effect"
import { audited } from "../audit/index.ts"
import type { ChallengeId, PrincipalId } from "../shared/index.ts"
import { carryOut } from "./carryOut.ts"
import { rulesHash } from "./Rules.ts"

/**
 * Freezes the rules of a challenge with their hash and opens it for entries. With `atVersion` it is refused once somebody has
 * changed the draft since that version (`ChallengeChanged`): what is published is what was looked at.
 */
export const publish = Effect.fn("Challenge.publish")((challengeId: ChallengeId, by: PrincipalId, atVersion?: number) =>
  audited(
    { action: "challenge.publish", challengeId, by },
    carryOut(challengeId, ({ definition }) => ({
      _tag: "Publish",
      by,
      rulesHash: rulesHash(definition),
      ...(atVersion === undefined ? {} : { atVersion })
    }))
  )
)
