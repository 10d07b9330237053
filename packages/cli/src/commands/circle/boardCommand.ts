import { scopeText } from "@laurel/core/board"
import { find } from "@laurel/core/challenge"
import { circleBoard, membersOf, seeCircle } from "@laurel/core/community"
import { Effect, Schema } from "effect"
import { challengeIdOf } from "../../session/challengeIdOf.ts"
import { type House, onStore } from "../../session/openSession.ts"
import { show } from "../../session/show.ts"
import { scopeOf, whichFields } from "../board/keptBoard.ts"
import { placesOf } from "../board/placesOf.ts"
import { actingUser, circleIdOf } from "./circleJson.ts"

const readOptions = Schema.decodeUnknownSync(Schema.Struct(whichFields))

/** `laurel circle board`: the members of a circle ranked among themselves, and where they stand on the whole board. */
export const boardCommand = async (
  name: string,
  challenge: string,
  given: Readonly<Record<string, unknown>>,
  house: House
): Promise<void> => {
  const which = readOptions(given)
  const [id, challengeId, scope] = [circleIdOf(name), challengeIdOf(challenge), scopeOf(which)]
  const view = which.public === true ? "Public" : "Organiser"
  await onStore(given, house, async (session) => {
    const { circle, definition, board } = await session.run(
      Effect.gen(function* () {
        const circle = yield* seeCircle(id, { userId: actingUser(session), seesAll: true })
        const contest = yield* find(challengeId)
        const board = yield* circleBoard(contest, circle, { scope, view }, membersOf)
        return { circle, definition: contest.definition, board }
      })
    )
    const places = placesOf(definition, scope)
    const overall = new Map(board.rows.map((row) => [row.among.participantId, row.overall.rank]))
    show(
      session,
      {
        challenge: challengeId,
        circle: circle.id,
        board: {
          scope: scopeText(scope),
          version: board.version,
          count: board.count,
          unit: places.unit,
          rows: board.rows.map((row) => ({
            ...places.json(row.among),
            overall: { rank: row.overall.rank, place: row.overall.place }
          }))
        }
      },
      (style) =>
        [
          `${style.bold(circle.name)} in ${style.bold(definition.name)} (${challengeId}), ${scopeText(scope)}: ${board.rows.length} of ${board.count} ranked\n`,
          places.table(
            board.rows.map(({ among }) => among),
            style,
            ({ participantId }) => ({ text: `overall ${overall.get(participantId)}`, paint: (text) => text })
          )
        ].join("\n")
    )
  })
}
