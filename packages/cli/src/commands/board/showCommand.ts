import { formatInstant } from "@laurel/core/shared"
import { Schema } from "effect"
import { readTop } from "../../output/readTop.ts"
import { boardShape } from "../../run/BoardRow.ts"
import { boardJson } from "../../run/boardJson.ts"
import { prizesOf } from "../../run/prizesOf.ts"
import { challengeIdOf } from "../../session/challengeIdOf.ts"
import { type House, onStore } from "../../session/openSession.ts"
import { show } from "../../session/show.ts"
import { boardTable } from "../run/boardTable.ts"
import { contestOf } from "./contestOf.ts"
import { whichFields } from "./keptBoard.ts"
import { showPage } from "./showPage.ts"

const readOptions = Schema.decodeUnknownSync(
  Schema.Struct({
    top: Schema.String,
    after: Schema.optionalKey(Schema.String),
    limit: Schema.optionalKey(Schema.String),
    ...whichFields
  })
)

/** `laurel board show`: the board as it stands, of participants and of teams; or a page of a board that is kept current. */
export const showCommand = async (
  id: string,
  given: Readonly<Record<string, unknown>>,
  house: House
): Promise<void> => {
  const options = readOptions(given)
  const top = readTop(options.top)
  const challengeId = challengeIdOf(id)
  const { after, limit, division, teams } = options
  const isPage = [after, limit, division, teams].some((option) => option !== undefined)
  await onStore(given, house, async (session) => {
    if (isPage) return showPage(session, challengeId, { ...options, limit: limit ?? options.top })
    const contest = await session.run(contestOf(challengeId, options.public === true ? "Public" : "Organiser"))
    const { definition, board, settled } = contest
    const shape = boardShape(definition, "participants")
    show(
      session,
      {
        challenge: challengeId,
        at: formatInstant(board.at),
        standingsHash: board.standingsHash,
        board: { unit: shape.unit, rows: boardJson(shape, board.overall, prizesOf(settled.plan)).slice(0, top) },
        ...(board.teams === undefined
          ? {}
          : { teams: { rows: boardJson(boardShape(definition, "teams"), board.teams, () => "").slice(0, top) } })
      },
      (style) =>
        [
          `${style.bold(definition.name)} (${definition.id}) at ${formatInstant(board.at)}\n`,
          boardTable(contest, "participants", { top }, style),
          ...(board.teams === undefined ? [] : [boardTable(contest, "teams", { top }, style)])
        ].join("\n")
    )
  })
}
