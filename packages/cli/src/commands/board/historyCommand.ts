import { type BoardScope, scopeText } from "@laurel/core/board"
import { advance, boardAt, type DailyBoard, type DailyRow, NotPublished, Snapshots } from "@laurel/core/challenge"
import { type ChallengeId, formatDay, formatInstant, type Instant } from "@laurel/core/shared"
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

/** The challenge brought up to the clock, so that the boards of all days that are over are kept. */
const broughtUp = Effect.fnUntraced(function* (challengeId: ChallengeId) {
  const challenge = yield* advance(challengeId)
  if (challenge._tag === "Draft") return yield* new NotPublished({ challengeId })
  return { definition: challenge.definition, days: yield* Snapshots.use(({ days }) => days(challengeId)) }
})

const showDays = async (session: Session, challengeId: ChallengeId): Promise<void> => {
  const { days } = await session.run(broughtUp(challengeId))
  show(session, { challenge: challengeId, days: days.map(formatDay) }, () =>
    days.length === 0 ? "No day is over yet.\n" : days.map((day) => `${formatDay(day)}\n`).join("")
  )
}

const rowsOf = ({ overall, teams }: DailyBoard, { _tag }: BoardScope): ReadonlyArray<DailyRow> =>
  _tag === "Teams" ? (teams ?? []) : overall

const showDay = async (session: Session, challengeId: ChallengeId, name: string, { top, scope }: Asked) => {
  const { definition, daily } = await session.run(
    Effect.gen(function* () {
      const { definition, days } = yield* broughtUp(challengeId)
      const day = days.find((one) => formatDay(one) === name)
      const daily = day === undefined ? Option.none() : yield* Snapshots.use((port) => port.daily(challengeId, day))
      return { definition, daily }
    })
  )
  if (Option.isNone(daily)) throw noSuchDay(challengeId, name)
  const { scoreOf, unit } = placesOf(definition, scope)
  const rows = rowsOf(daily.value, scope)
    .slice(0, top)
    .map(({ rank, participantId, score }) => ({ rank, participant: participantId, score: scoreOf(score) }))
  const at = formatInstant(daily.value.at)
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
      const { definition, days } = yield* broughtUp(challengeId)
      const port = yield* Snapshots
      const found = yield* Effect.forEach(days, (day) =>
        Effect.map(port.daily(challengeId, day), (daily) => {
          const rows = Option.isSome(daily) ? rowsOf(daily.value, scope) : []
          return { day, row: rows.find((row) => row.participantId === participantId) }
        })
      )
      return { definition, days: found }
    })
  )
  if (days.every(({ row }) => row === undefined)) throw neverRanked(challengeId, name)
  const { scoreOf, unit } = placesOf(definition, scope)
  const course = days.map(({ day, row }) => ({
    day: formatDay(day),
    ...(row === undefined ? {} : { rank: row.rank, score: scoreOf(row.score) })
  }))
  show(session, { challenge: challengeId, participant: name, scope: scopeText(scope), unit, course }, (style) =>
    [
      `${style.bold(name)} in ${definition.id}: ${sparkline(days.map(({ row }) => row && -row.rank))}\n`,
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
      const { definition } = yield* broughtUp(challengeId)
      return { definition, board: yield* boardAt(challengeId, at) }
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
