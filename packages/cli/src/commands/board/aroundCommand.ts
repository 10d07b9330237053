import { scopeText } from "@laurel/core/board"
import { Effect, Schema } from "effect"
import { Problem } from "../../io/Problem.ts"
import { challengeIdOf } from "../../session/challengeIdOf.ts"
import { countOf } from "../../session/countOf.ts"
import { type House, onStore } from "../../session/openSession.ts"
import { participantsOf } from "../../session/participantsOf.ts"
import { show } from "../../session/show.ts"
import { keptBoard, whichFields } from "./keptBoard.ts"

const readOptions = Schema.decodeUnknownSync(Schema.Struct({ neighbours: Schema.String, ...whichFields }))

/** `laurel board around`: a participant with those before and after. */
export const aroundCommand = async (
  id: string,
  name: string,
  given: Readonly<Record<string, unknown>>,
  house: House
): Promise<void> => {
  const { neighbours, ...which } = readOptions(given)
  const n = countOf(neighbours, "--neighbours")
  const challengeId = challengeIdOf(id)
  const [participantId] = participantsOf([name])
  await onStore(given, house, async (session) => {
    const { title, places, scope, answer } = await session.run(
      Effect.gen(function* () {
        const kept = yield* keptBoard(challengeId, which)
        return { ...kept, answer: participantId && (yield* kept.reader.around(participantId, n)) }
      })
    )
    if (answer === undefined || answer.rows.length === 0) throw notRanked(id, name)
    const { version, count, rows } = answer
    show(
      session,
      {
        challenge: challengeId,
        board: { scope: scopeText(scope), version, count, unit: places.unit, rows: rows.map(places.json) }
      },
      (style) =>
        [
          `${style.bold(title.name)} (${title.id}), ${scopeText(scope)}: ${count} ranked\n`,
          places.table(rows, style, (row) =>
            row.participantId === participantId ? { text: "<", paint: style.bold } : { text: "", paint: (text) => text }
          )
        ].join("\n")
    )
  })
}

const notRanked = (id: string, name: string): Problem =>
  new Problem({
    exit: "usage",
    code: "not-ranked",
    title: `nobody called "${name}" is ranked on this board of ${id}`,
    where: "participant",
    remedy: `laurel board explain ${id} ${name} tells why, or who is called nearly so`
  })
