import type { BoardScope } from "@laurel/core/board"
import { find, readBoard } from "@laurel/core/challenge"
import { type ChallengeId, Name } from "@laurel/core/shared"
import { Effect, Option, Schema } from "effect"
import { Problem } from "../../io/Problem.ts"
import { placesOf } from "./placesOf.ts"

/** Which board of a challenge is meant, and as whom one looks at it, as options give it. */
export const whichFields = {
  division: Schema.optionalKey(Schema.String),
  teams: Schema.optionalKey(Schema.Boolean),
  public: Schema.optionalKey(Schema.Boolean)
}

/** These options as they were read. */
export interface Which {
  readonly division?: string
  readonly teams?: boolean
  readonly public?: boolean
}

const asName = Schema.decodeUnknownOption(Name)

/** The board that is meant; what cannot be the name of a division is a problem (exit 64). */
export const scopeOf = ({ division, teams }: Which): BoardScope => {
  if (teams === true) return { _tag: "Teams" }
  if (division === undefined) return { _tag: "Overall" }
  const name = asName(division)
  if (Option.isSome(name)) return { _tag: "Division", division: name.value }
  throw new Problem({
    exit: "usage",
    code: "wrong-division",
    title: `"${division}" is no name of a division`,
    where: "--division",
    remedy: "laurel challenge show names the divisions"
  })
}

/** One board that is kept current, brought up to what has been recorded, and how its rows are shown. */
export const keptBoard = Effect.fnUntraced(function* (challengeId: ChallengeId, which: Which) {
  const scope = scopeOf(which)
  const reader = yield* readBoard(challengeId, scope, which.public === true ? "Public" : "Organiser")
  const { definition } = yield* find(challengeId)
  const { id, name, ranking } = definition
  return { reader, title: { id, name }, ranking, scope, places: placesOf(definition, scope) }
})
