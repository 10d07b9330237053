import { type ChallengeDefinition, decodeDefinition, type InvalidDefinition } from "@laurel/core/challenge"
import { formatPath } from "@laurel/core/shared"
import { Result } from "effect"
import { textOf } from "../input/readText.ts"
import { suggestion } from "../input/suggestion.ts"
import { Problem } from "../io/Problem.ts"
import { plural } from "../output/plural.ts"
import { parseJson } from "./parseJson.ts"

/** The problem of a definition with mistakes: all of them, each with its path into the JSON (exit 64). */
const invalidDefinition = (name: string, json: unknown, { flaws }: InvalidDefinition): Problem =>
  new Problem({
    exit: "usage",
    code: "invalid-definition",
    title: `${name} has ${plural(flaws.length, "mistake")}`,
    where: name,
    mistakes: flaws.map((flaw) => ({
      where: formatPath(flaw.path),
      message: `${flaw.message}${suggestion(flaw, json)}`
    })),
    remedy: "correct the definition; laurel check shows all its mistakes without running it"
  })

/** Reads a definition from the bytes of a file and checks all of it. */
export const readDefinition = (bytes: Buffer, name: string): ChallengeDefinition => {
  const json = parseJson(textOf(bytes, name), name)
  const decoded = decodeDefinition(json)
  if (Result.isFailure(decoded)) throw invalidDefinition(name, json, decoded.failure)
  return decoded.success
}
