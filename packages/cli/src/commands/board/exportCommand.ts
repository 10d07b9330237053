import { Schema } from "effect"
import { Problem } from "../../io/Problem.ts"
import { boardShape } from "../../run/BoardRow.ts"
import { boardJson } from "../../run/boardJson.ts"
import { prizesOf } from "../../run/prizesOf.ts"
import type { Contest } from "../../run/RunResult.ts"
import { standingsCsv } from "../../run/standingsCsv.ts"
import { challengeIdOf } from "../../session/challengeIdOf.ts"
import { type House, onStore } from "../../session/openSession.ts"
import { writeOut } from "../../session/writeOut.ts"
import { contestOf } from "./contestOf.ts"

const readOptions = Schema.decodeUnknownSync(
  Schema.Struct({
    format: Schema.Literals(["csv", "jsonl"]),
    out: Schema.optionalKey(Schema.String),
    teams: Schema.optionalKey(Schema.Boolean),
    public: Schema.optionalKey(Schema.Boolean)
  })
)
type Options = ReturnType<typeof readOptions>

/** `laurel board export`: the whole board, the same bytes as `standings.csv` and `teams.csv` of a run of files. */
export const exportCommand = async (
  id: string,
  given: Readonly<Record<string, unknown>>,
  house: House
): Promise<void> => {
  const options = readOptions(given)
  const challengeId = challengeIdOf(id)
  await onStore(given, house, async ({ run, io }) => {
    const contest = await run(contestOf(challengeId, options.public === true ? "Public" : "Organiser"))
    await writeOut(io, options.out, piecesOf(contest, options))
  })
}

const piecesOf = ({ definition, board, settled }: Contest, { format, teams }: Options): Iterable<string> => {
  const shape = boardShape(definition, teams === true ? "teams" : "participants")
  const ranking = teams === true ? board.teams : board.overall
  if (ranking === undefined) throw noTeams(definition.id)
  const prizeOf = teams === true ? () => "" : prizesOf(settled.plan)
  return format === "csv"
    ? standingsCsv(shape, ranking, prizeOf)
    : boardJson(shape, ranking, prizeOf).map((row) => `${JSON.stringify(row)}\n`)
}

const noTeams = (id: string): Problem =>
  new Problem({
    exit: "usage",
    code: "no-teams",
    title: `${id} has no teams`,
    where: "--teams",
    remedy: "leave it out for the board of the participants"
  })
