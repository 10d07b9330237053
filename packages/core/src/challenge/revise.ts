import { Effect } from "effect"
import { audited } from "../audit/index.ts"
import type { PrincipalId } from "../shared/index.ts"
import type { ChallengeDefinition } from "./ChallengeDefinition.ts"
import { carryOut } from "./carryOut.ts"
import { sound } from "./define.ts"

/**
 * Puts another definition in place of a draft's, the one with the same id. An unsound definition is refused with every
 * mistake; once the challenge is published its rules are frozen. The same definition again changes nothing. With `atVersion` it
 * is refused once somebody else has changed the draft since that version (`ChallengeChanged`).
 */
export const revise = Effect.fn("Challenge.revise")(function* (
  definition: ChallengeDefinition,
  by: PrincipalId,
  atVersion?: number
) {
  yield* Effect.fromResult(sound(definition))
  return yield* audited(
    { action: "challenge.revise", challengeId: definition.id, by },
    carryOut(definition.id, () => ({
      _tag: "Revise",
      by,
      definition,
      ...(atVersion === undefined ? {} : { atVersion })
    }))
  )
})
