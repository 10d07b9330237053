import { Clock, Effect, Result } from "effect"
import { audited } from "../audit/index.ts"
import type { PrincipalId } from "../shared/index.ts"
import { find } from "./advance.ts"
import type { Challenge } from "./Challenge.ts"
import type { ChallengeDefinition } from "./ChallengeDefinition.ts"
import { checkDefinition } from "./checkDefinition.ts"
import { refuse } from "./decodeDefinition.ts"
import type { InvalidDefinition } from "./errors.ts"
import { rulesHash } from "./Rules.ts"
import { insertNew } from "./saveChange.ts"

/** The definition when it is sound; otherwise refused with every mistake. */
export const sound = (definition: ChallengeDefinition): Result.Result<ChallengeDefinition, InvalidDefinition> => {
  const flaws = checkDefinition(definition)
  return flaws.length === 0 ? Result.succeed(definition) : refuse(flaws)
}

/**
 * Creates a challenge as a draft. An unsound definition is refused with every mistake. The same definition by the same
 * organiser again changes nothing and gives the challenge as it is.
 */
export const define = Effect.fn("Challenge.define")(function* (
  definition: ChallengeDefinition,
  organiser: PrincipalId
) {
  yield* Effect.fromResult(sound(definition))
  const draftedAt = yield* Clock.currentTimeMillis
  const draft: Challenge = { _tag: "Draft", id: definition.id, version: 0, organiser, definition, draftedAt }
  const insert = insertNew(draft).pipe(
    Effect.as(draft),
    Effect.catchTag("ChallengeExists", (refusal) =>
      Effect.flatMap(find(definition.id), (existing) =>
        existing.organiser === organiser && rulesHash(existing.definition) === rulesHash(definition)
          ? Effect.succeed(existing)
          : Effect.fail(refusal)
      )
    )
  )
  return yield* audited({ action: "challenge.define", challengeId: definition.id, by: organiser }, insert)
})
