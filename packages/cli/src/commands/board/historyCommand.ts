import { type BoardScope, scopeText } from "@laurel/core/board"
import { boardAt, boardDays, boardOfDay, courseOf, type DailyList, find } from "@laurel/core/challenge"
import { type ChallengeId, formatDay, formatInstant, type Instant, parseDay } from "@laurel/core/shared"
import { Effect, Option, Schema } from "effect"
import { Problem } from "../../io/Problem.ts"
import { readTop } from "../../output/readTop.ts"
import { renderTable } from "../../output/renderTable.ts"
import { sparkline } from "../../output/sparkline.ts"
import { boardShape } from "../../run/BoardRow.ts"
import { boardJson } from "../../run/boardJson.ts"
import { challengeIdOf } from "../../session/challengeIdOf.ts"
import { instantOf } from "../../session/instantOf.ts"
import { type House, onStore } from "../../session/openSession.ts"
import { participantsOf } from "../../session/participantsOf.ts"
import type { Session } from "../../session/Session.ts"
import { show } from "../../session/show.ts"
import { boardTable } from "../run/boardTable.ts"
import { placesOf } from "./placesOf.ts"

const readOptions = Schema.decodeUnknownSync(
  Schema.Struct({
    top: Schema.String,
    day: Schema.optionalKey(Schema.String),
    asOf: Schema.optionalKey(Schema.String),
    participant: Schema.optionalKey(Schema.String),
    teams: Schema.optionalKey(Schema.Boolean)
  })
)

/** `laurel board history`: the days of which a board is kept, one of them, an instant, or the course of one participant. */
export const historyCommand = async (
  id: string,
  given: Readonly<Record<string, unknown>>,
  house: House
): Promise<void> => {
  const { day, asOf, participant, teams, ...options } = readOptions(given)
  const challengeId = challengeIdOf(id)
  const top = readTop(options.top)
  const scope: BoardScope = { _tag: teams === true ? "Teams" : "Overall" }
  await onStore(given, house, async (session) => {
    if (asOf !== undefined) await showInstant(session, challengeId, instantOf(asOf, "--as-of"), { top, scope })
    else if (day !== undefined) await showDay(session, challengeId, day, { top, scope })
    else if (participant !== undefined) await showCourse(session, challengeId, participant, scope)
    else await showDays(session, challengeId)
  })
}

interface Asked {
  readonly top: number
  readonly scope: BoardScope
}

const showDays = async (session: Session, challengeId: ChallengeId): Promise<void> => {
  const days = await session.run(boardDays(challengeId, "Organiser"))
  show(session, { challenge: challengeId, days: days.map(formatDay) }, () =>
    days.length === 0 ? "No day is over yet.\n" : days.map((day) => `${formatDay(day)}\n`).join("")
  )
}

/** Which list of the board of a day is meant. */
const listOf = ({ _tag }: BoardScope): DailyList => (_tag === "Teams" ? "teams" : "overall")

const showDay = async (session: Session, challengeId: ChallengeId, name: string, { top, scope }: Asked) => {
  const day = parseDay(name)
  const { definition, kept } = await session.run(
    Effect.gen(function* () {
      const asked = { list: listOf(scope), view: "Organiser", limit: top } as const
      const kept = yield* day === undefined
        ? Effect.as(boardDays(challengeId, "Organiser"), Option.none())
        : boardOfDay(challengeId, day, asked)
      const { definition } = yield* find(challengeId)
      return { definition, kept }
    })
  )
  if (Option.isNone(kept)) throw noSuchDay(challengeId, name)
  const { scoreOf, unit } = placesOf(definition, scope)
  const rows = kept.value.rows.map(({ rank, participantId, score }) => ({
    rank,
    participant: participantId,
    score: scoreOf(score)
  }))
  const at = formatInstant(kept.value.at)
  show(session, { challenge: challengeId, day: name, at, board: { scope: scopeText(scope), unit, rows } }, (style) =>
    [
      `${style.bold(definition.name)} (${definition.id}) at the end of ${name}\n`,
      renderTable(
        [{ head: "rank", align: "right" }, { head: "participant" }, { head: "score", align: "right" }],
        rows.map(({ rank, participant, score }) => [`${rank}`, participant, score]),
        style
      )
    ].join("\n")
  )
}

const showCourse = async (session: Session, challengeId: ChallengeId, name: string, scope: BoardScope) => {
  const [participantId] = participantsOf([name])
  const { definition, days } = await session.run(
    Effect.gen(function* () {
      const asked = { list: listOf(scope), view: "Organiser", days: Number.MAX_SAFE_INTEGER } as const
      const days = participantId === undefined ? [] : yield* courseOf(challengeId, participantId, asked)
      const { definition } = yield* find(challengeId)
      return { definition, days }
    })
  )
  if (days.every(({ rank }) => rank === undefined)) throw neverRanked(challengeId, name)
  const { scoreOf, unit } = placesOf(definition, scope)
  const course = days.map(({ day, rank, score }) => ({
    day: formatDay(day),
    ...(rank === undefined || score === undefined ? {} : { rank, score: scoreOf(score) })
  }))
  show(session, { challenge: challengeId, participant: name, scope: scopeText(scope), unit, course }, (style) =>
    [
      `${style.bold(name)} in ${definition.id}: ${sparkline(days.map(({ rank }) => rank && -rank))}\n`,
      renderTable(
        [{ head: "day" }, { head: "rank", align: "right" }, { head: "score", align: "right" }],
        course.map(({ day, rank, score }) => [day, rank === undefined ? "-" : `${rank}`, score ?? ""]),
        style
      )
    ].join("\n")
  )
}

const showInstant = async (session: Session, challengeId: ChallengeId, at: Instant, { top, scope }: Asked) => {
  const of = scope._tag === "Teams" ? "teams" : "participants"
  const { definition, board } = await session.run(
    Effect.gen(function* () {
      const board = yield* boardAt(challengeId, at)
      const { definition } = yield* find(challengeId)
      return { definition, board }
    })
  )
  const ranking = of === "teams" ? (board.teams ?? { ranked: [], unranked: [] }) : board.overall
  const shape = boardShape(definition, of)
  show(
    session,
    {
      challenge: challengeId,
      at: formatInstant(at),
      standingsHash: board.standingsHash,
      board: { scope: scopeText(scope), unit: shape.unit, rows: boardJson(shape, ranking, () => "").slice(0, top) }
    },
    (style) =>
      [
        `${style.bold(definition.name)} (${definition.id}) as it was at ${formatInstant(at)}\n`,
        boardTable({ definition, board, settled: { journal: [] } }, of, { top }, style)
      ].join("\n")
  )
}

const noSuchDay = (id: string, day: string): Problem =>
  new Problem({
    exit: "usage",
    code: "no-such-day",
    title: `no board of ${day} is kept of ${id}`,
    where: "--day",
    remedy: `laurel board history ${id} shows the days; --as-of takes any instant`
  })

const neverRanked = (id: string, name: string): Problem =>
  new Problem({
    exit: "usage",
    code: "not-ranked",
    title: `nobody called "${name}" was ranked in ${id} at the end of a day`,
    where: "--participant",
    remedy: `laurel board explain ${id} ${name} tells how things stand now, or who is called nearly so`
  })
