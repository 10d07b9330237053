import { type ChallengeDefinition, decodeDefinition, InvalidDefinition } from "@laurel/core/challenge"
import { Result } from "effect"

/** Reads and checks a definition, given as data or as the JSON text of it; refused with every mistake. */
export const readDefinition = (definition: unknown): Result.Result<ChallengeDefinition, InvalidDefinition> =>
  typeof definition === "string" ? Result.flatMap(parsed(definition), decodeDefinition) : decodeDefinition(definition)

const parsed = (text: string): Result.Result<unknown, InvalidDefinition> =>
  Result.try({
    try: (): unknown => JSON.parse(text),
    catch: (cause) =>
      new InvalidDefinition({
        flaws: [{ path: [], message: `is not JSON: ${cause instanceof Error ? cause.message : "it cannot be parsed"}` }]
      })
  })
