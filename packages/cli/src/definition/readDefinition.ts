import { type ChallengeDefinition, decodeDefinition, formatPath, type InvalidDefinition } from "@laurel/core/challenge"
import { Result } from "effect"
import { textOf } from "../input/readText.ts"
import { Problem } from "../Problem.ts"
import { parseJson } from "./parseJson.ts"
import { plainMessage, valueAt } from "./plainMessage.ts"

/** The problem of a definition with mistakes: all of them, each with its path into the JSON (exit 64). */
const invalidDefinition = (name: string, json: unknown, { flaws }: InvalidDefinition): Problem =>
  new Problem({
    exit: "usage",
    code: "invalid-definition",
    title: `${name} has ${flaws.length} ${flaws.length === 1 ? "mistake" : "mistakes"}`,
    where: name,
    mistakes: flaws.map(({ path, message }) => ({
      where: formatPath(path),
      message: plainMessage(message, valueAt(json, path))
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
