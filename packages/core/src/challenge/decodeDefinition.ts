import { Result } from "effect"
import { decoderOf, type Flaw } from "../shared/index.ts"
import { ChallengeDefinition } from "./ChallengeDefinition.ts"
import { checkDefinition } from "./checkDefinition.ts"
import { InvalidDefinition } from "./errors.ts"

const decode = decoderOf(ChallengeDefinition)

/**
 * Reads a definition from JSON and checks all of it. Refused with every mistake and its path: first what cannot be read,
 * and when all can be read, what contradicts itself.
 */
export const decodeDefinition = (json: unknown): Result.Result<ChallengeDefinition, InvalidDefinition> => {
  const decoded = decode(json)
  if (Result.isFailure(decoded)) return refuse(decoded.failure)
  const flaws = checkDefinition(decoded.success)
  return flaws.length === 0 ? Result.succeed(decoded.success) : refuse(flaws)
}

/** The refusal of a definition for these mistakes. */
export const refuse = (flaws: ReadonlyArray<Flaw>): Result.Result<never, InvalidDefinition> => {
  const [first = { path: [], message: "is not a definition" }, ...others] = flaws
  return Result.fail(new InvalidDefinition({ flaws: [first, ...others] }))
}
