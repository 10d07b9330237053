import { ParticipantId } from "@laurel/core/shared"
import { Option, Schema } from "effect"
import { Problem } from "../io/Problem.ts"

const asParticipant = Schema.decodeUnknownOption(ParticipantId)

/** Participants as they were named; what cannot be one is a problem (exit 64). */
export const participantsOf = (names: ReadonlyArray<string>): ReadonlyArray<ParticipantId> =>
  names.map((name) => {
    const id = asParticipant(name)
    if (Option.isSome(id)) return id.value
    throw new Problem({
      exit: "usage",
      code: "wrong-participant",
      title: `"${name}" is no name of a participant`,
      where: "participant",
      remedy: "give 1 to 128 characters without control characters"
    })
  })
