import { ChallengeId } from "@laurel/core/shared"
import { Option, Schema } from "effect"
import { Problem } from "../io/Problem.ts"

const asChallengeId = Schema.decodeUnknownOption(ChallengeId)

/** The id of a challenge as it was given; what cannot be one is a problem (exit 64). */
export const challengeIdOf = (text: string): ChallengeId => {
  const id = asChallengeId(text)
  if (Option.isSome(id)) return id.value
  throw new Problem({
    exit: "usage",
    code: "wrong-challenge",
    title: `"${text}" is no id of a challenge`,
    where: "challenge",
    remedy: "give 1 to 128 characters without control characters"
  })
}
