import { ChallengeId } from "@laurel/core/shared"
import { Option, Schema } from "effect"
import { readBytes, textOf } from "../../input/readText.ts"
import type { Io } from "../../io/Io.ts"
import { Problem } from "../../io/Problem.ts"

/** More are cancelled in several calls. */
const mostIds = 10_000
/** Lines that cannot be used are named up to this many. */
const mostMistakes = 20

const asId = Schema.decodeUnknownOption(ChallengeId)

/** Ids of challenges on standard input, one a line, each once; blank lines do not count. */
export const readIds = async (io: Io): Promise<ReadonlyArray<ChallengeId>> => {
  const text = textOf(await readBytes(io, "-"), "standard input")
  const lines = text.split("\n").map((line, at) => ({ where: `standard input:${at + 1}`, text: line.trim() }))
  const read = lines.filter((line) => line.text !== "").map((line) => ({ ...line, id: asId(line.text) }))
  const mistakes = read
    .filter(({ id }) => Option.isNone(id))
    .map(({ where }) => ({ where, message: "is no id of a challenge: 1 to 128 characters without control characters" }))
  if (mistakes.length > 0)
    throw unusable(`${mistakes.length} of ${read.length} lines are no ids`, mistakes.slice(0, mostMistakes))
  const ids = [...new Set(read.flatMap(({ id }) => Option.toArray(id)))]
  if (ids.length === 0) throw unusable("standard input has no ids")
  if (ids.length > mostIds) throw unusable(`standard input has ${ids.length} ids, and ${mostIds} may be given at once`)
  return ids
}

const unusable = (title: string, mistakes: Problem["facts"]["mistakes"] = []): Problem =>
  new Problem({
    exit: "badInput",
    code: "wrong-ids",
    title,
    where: "standard input",
    remedy: "give the ids of challenges, one a line; nothing was done",
    mistakes
  })
