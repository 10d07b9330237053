import { type DailyRow, Snapshots } from "@laurel/core/challenge"
import { type ChallengeId, compareIds, ParticipantId } from "@laurel/core/shared"
import type { Effect, ManagedRuntime } from "effect"
import type pg from "pg"
import { numbers } from "../measure.ts"
import type { Measure } from "./taken.ts"

/** Where boards of days are kept, of which challenge, and how calls are measured. */
interface Place {
  readonly runtime: ManagedRuntime.ManagedRuntime<Snapshots, unknown>
  readonly pool: pg.Pool
  readonly challengeId: ChallengeId
  readonly measure: Measure
}

const shown = 50

const nameOf = (number: number): ParticipantId => ParticipantId.make(`participant-${String(number).padStart(7, "0")}`)

/** A board of so many with scores that differ, drawn from these numbers. */
const drawn = (size: number, draw: () => number): ReadonlyArray<DailyRow> =>
  Array.from({ length: size }, (_, number) => ({
    participantId: nameOf(number),
    score: Math.floor(draw() * size * 1_000)
  }))
    .sort((a, b) => b.score - a.score || compareIds(a.participantId, b.participantId))
    .map((row, place) => ({ ...row, rank: place + 1 }))

/**
 * Boards of days: keeping one, and reading the top, the participants of a page, and the course of one through all days; beside a bare table
 * with a row for each place, in which one row is looked up by its key.
 */
export const playDays = async (
  { runtime, pool, challengeId, measure: { timesOf, show } }: Place,
  size: number,
  days: number,
  calls: number
): Promise<void> => {
  const draw = numbers(size)
  const anybody = (): ParticipantId => nameOf(Math.floor(draw() * size))
  const anyDay = (): number => Math.floor(draw() * days)
  const port = <A, E>(use: (snapshots: Snapshots["Service"]) => Effect.Effect<A, E>): Promise<A> =>
    runtime.runPromise(Snapshots.use(use))
  const boards = Array.from({ length: days }, () => drawn(size, draw))
  const bytesOf = async (...tables: ReadonlyArray<string>): Promise<string> => {
    const { rows } = await pool.query<{ readonly bytes: string }>(
      "select sum(pg_total_relation_size(one::regclass))::float8 as bytes from unnest($1::text[]) one",
      [tables]
    )
    return `${Math.round(Number(rows[0]?.bytes) / size / days)} bytes a participant and day`
  }
  console.log(`\n${size} participants, boards of ${days} days`.padEnd(65) + "  ms p50      p99      cpu   x bare")
  await pool.query(
    "create table bare (day int, participant text, rank float8 not null, score int8 not null, place int not null, primary key (day, participant))"
  )
  await pool.query("create index on bare (day, place)")
  show(
    "bare: keep a day, a row for each place",
    await timesOf(days, (day) => {
      const rows = boards[day] ?? []
      return pool.query(
        "insert into bare select $1, * from unnest($2::text[], $3::float8[], $4::int8[]) with ordinality",
        [
          day,
          rows.map(({ participantId }) => participantId),
          rows.map(({ rank }) => rank),
          rows.map(({ score }) => score)
        ]
      )
    })
  )
  show(
    "keep a day",
    await timesOf(days, (day) =>
      port(({ saveDaily }) => saveDaily(challengeId, day, { at: day, overall: boards[day] ?? [] }))
    )
  )
  console.log(`bare: ${await bytesOf("bare")}`)
  console.log(await bytesOf("laurel.daily_places", "laurel.daily_participants"))
  await pool.query("vacuum analyze")
  const bare = await timesOf(calls, () =>
    pool.query("select rank, score from bare where day = $1 and participant = $2", [anyDay(), anybody()])
  )
  show("bare: one row by its key", bare)
  show(
    `the first ${shown} of a day`,
    await timesOf(calls, () => port(({ dailyPage }) => dailyPage(challengeId, anyDay(), "overall", { limit: shown }))),
    bare
  )
  show(
    `${shown} from the middle of a day`,
    await timesOf(calls, () =>
      port(({ dailyPage }) => dailyPage(challengeId, anyDay(), "overall", { limit: shown, after: size >> 1 }))
    ),
    bare
  )
  const participantsOf = (count: number, last: number) =>
    timesOf(calls, () =>
      port(({ dailyRows }) => dailyRows(challengeId, "overall", Array.from({ length: count }, anybody), { last }))
    )
  show("one participant on the last day", await participantsOf(1, 1), bare)
  show(`${shown} participants on the last day`, await participantsOf(shown, 1), bare)
  show(`one participant through ${days} days`, await participantsOf(1, days), bare)
  await pool.query("drop table bare")
}
