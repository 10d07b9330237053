import { type RankedRow, rankRows, scopeText } from "@laurel/core/board"
import { Effect, Schema } from "effect"
import { challengeIdOf } from "../../session/challengeIdOf.ts"
import { type House, onStore } from "../../session/openSession.ts"
import { participantsOf } from "../../session/participantsOf.ts"
import { show } from "../../session/show.ts"
import { keptBoard, whichFields } from "./keptBoard.ts"

const readOptions = Schema.decodeUnknownSync(
  Schema.Struct({ circle: Schema.optionalKey(Schema.Boolean), ...whichFields })
)

/** `laurel board ranks`: where some participants stand on the board, or, as a circle, among themselves. */
export const ranksCommand = async (
  id: string,
  names: ReadonlyArray<string>,
  given: Readonly<Record<string, unknown>>,
  house: House
): Promise<void> => {
  const { circle, ...which } = readOptions(given)
  const challengeId = challengeIdOf(id)
  const ids = [...new Set(participantsOf(names))]
  await onStore(given, house, async (session) => {
    const { title, ranking, places, scope, answer } = await session.run(
      Effect.gen(function* () {
        const kept = yield* keptBoard(challengeId, which)
        return { ...kept, answer: yield* kept.reader.ranks(ids) }
      })
    )
    const { version, count } = answer
    const ranked = answer.rows.flatMap((row) => row ?? [])
    const rows: ReadonlyArray<RankedRow> = circle === true ? rankRows(ranking, ranked) : ranked
    const missing = ids.filter((participantId) => !ranked.some((row) => row.participantId === participantId))
    const among = circle === true ? `${rows.length} among themselves` : `${count} ranked`
    show(
      session,
      {
        challenge: challengeId,
        board: {
          scope: scopeText(scope),
          ...(circle === true ? { circle } : {}),
          version,
          count: circle === true ? rows.length : count,
          unit: places.unit,
          rows: rows.map(places.json),
          notRanked: missing
        }
      },
      (style) =>
        [
          `${style.bold(title.name)} (${title.id}), ${scopeText(scope)}: ${among}\n`,
          places.table(rows, style),
          ...(missing.length === 0 ? [] : [`Not ranked: ${missing.join(", ")}\n`])
        ].join("\n")
    )
  })
}
