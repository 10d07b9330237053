import { parseArgs } from "node:util"
import { type BoardRow, type LiveBoard, type Position, StoredBoards } from "@laurel/core/board"
import { type Challenge, ChallengeDefinition, ChallengeStore } from "@laurel/core/challenge"
import { type RankingRule, RankPolicy, type TieBreak } from "@laurel/core/ranking"
import { ChallengeId, ParticipantId, PrincipalId } from "@laurel/core/shared"
import { type Effect, Schema, Stream } from "effect"
import { openServer } from "../activities/openServer.ts"
import { numbers } from "../measure.ts"
import { playDays } from "./days.ts"
import { measureOn } from "./taken.ts"

// Boards in the store, on a durable server of one's own: how long each call takes, on boards of several sizes with distinct scores, heavy
// ties (100 values) and a chain of three tie-breaks; beside a bare table with an index on its score. The processor's time is that of the
// server and of this process together (Linux tells it): on a busy machine it says more than the clock.

const { values } = parseArgs({
  options: {
    participants: { type: "string", default: "10000,100000,1000000" },
    fields: { type: "string", default: "distinct,ties,chain" },
    ranks: { type: "string", default: "standard" },
    calls: { type: "string", default: "200" },
    days: { type: "string", default: "30" }
  }
})
const ranks = Schema.decodeUnknownSync(RankPolicy)(values.ranks)
const calls = Number(values.calls)
const days = Number(values.days)
const batch = 1_000

const chain: ReadonlyArray<TieBreak> = [
  { _tag: "EarliestReached" },
  { _tag: "MoreActiveDays" },
  { _tag: "EarlierEntry" }
]

/** Positions of a kind of field, drawn from these numbers. */
const fields: Readonly<Record<string, (size: number, draw: () => number) => Position>> = {
  distinct: (size, draw) => ({ status: "Scored", score: Math.floor(draw() * size * 1_000), tieBreak: [] }),
  ties: (_, draw) => ({ status: "Scored", score: Math.floor(draw() * 100), tieBreak: [] }),
  chain: (size, draw) => ({
    status: "Scored",
    score: Math.floor(draw() * 100),
    tieBreak: [Math.floor(draw() * 1_000), Math.floor(draw() * 30), Math.floor(draw() * size * 1_000)]
  })
}

const nameOf = (number: number): ParticipantId => ParticipantId.make(`participant-${String(number).padStart(7, "0")}`)

const definition = Schema.decodeUnknownSync(ChallengeDefinition)
const challengeOf = (id: ChallengeId): Challenge => ({
  _tag: "Draft",
  id,
  version: 0,
  organiser: PrincipalId.make("olga"),
  definition: definition({
    id,
    name: "Boards",
    zone: "UTC",
    window: { start: "2026-03-01", end: "2026-04-01" },
    metrics: [{ name: "steps" }],
    score: { _tag: "Total", metric: "steps" }
  }),
  draftedAt: 0
})

const { runtime, pool, dispose } = await openServer(0, 4)

const measure = measureOn(pool)
const { timesOf, show } = measure

/** Who stands so many places before the last. */
const fromLast = async (challengeId: ChallengeId, places: number): Promise<ParticipantId> => {
  const { rows } = await pool.query<{ readonly id: string }>(
    `select participant_id as id from laurel.board_row
      where listing = (select listing from laurel.board where challenge_id = $1) and turned is not null
      order by turned desc, tie_break desc, participant_id desc offset $2 limit 1`,
    [challengeId, places]
  )
  return ParticipantId.make(rows[0]?.id ?? "")
}

const port = <A, E>(use: (boards: StoredBoards["Service"]) => Effect.Effect<A, E>): Promise<A> =>
  runtime.runPromise(StoredBoards.use(use))

const play = async (size: number, field: string, positionOf: (size: number, draw: () => number) => Position) => {
  const draw = numbers(size)
  const anybody = (): number => Math.floor(draw() * size)
  const challengeId = ChallengeId.make(`${field} ${size}`)
  const rule: RankingRule = { direction: "highest", tieBreaks: field === "chain" ? chain : [], ranks }
  const board: LiveBoard = { challengeId, scope: { _tag: "Overall" }, rule }
  await runtime.runPromise(ChallengeStore.use((store) => store.insert(challengeOf(challengeId))))
  const row = (number: number, revision: number): BoardRow => ({
    participantId: nameOf(number),
    revision,
    position: positionOf(size, draw)
  })
  const rows = Stream.range(0, size / batch - 1).pipe(
    Stream.map((piece) => Array.from({ length: batch }, (_, n) => row(piece * batch + n, 0)))
  )
  console.log(`\n${size} participants, ${field}, ${ranks} ranks`.padEnd(65) + "  ms p50      p99      cpu")
  show("rebuild, all rows", await timesOf(1, () => port((boards) => boards.rebuild(board, 0, rows))))
  await pool.query("analyze")
  const middle = await fromLast(challengeId, size >> 1)
  let version = 0
  const submitted = () => {
    version += 1
    const changed = Array.from({ length: batch }, () => row(anybody(), version))
    return port((boards) => boards.submit(board, { version, rows: changed }))
  }
  const reads = async (when: string): Promise<void> => {
    const last = await fromLast(challengeId, 0)
    const { rows } = await port((boards) => boards.ranks(board, [middle]))
    const place = rows[0]
    show(
      `rank of anybody, ${when}`,
      await timesOf(calls, () => port((boards) => boards.ranks(board, [nameOf(anybody())])))
    )
    show(`rank of the middle, ${when}`, await timesOf(calls, () => port((boards) => boards.ranks(board, [middle]))))
    show(`rank of the last, ${when}`, await timesOf(calls, () => port((boards) => boards.ranks(board, [last]))))
    const circle = Array.from({ length: 50 }, () => nameOf(anybody()))
    show(
      `ranks of a circle of 50, ${when}`,
      await timesOf(calls >> 2, () => port((boards) => boards.ranks(board, circle)))
    )
    show(`top 100, ${when}`, await timesOf(calls, () => port((boards) => boards.page(board, 100))))
    if (place !== undefined)
      show(
        `page of 100 from the middle, ${when}`,
        await timesOf(calls, () => port((boards) => boards.page(board, 100, { version, after: place })))
      )
    show(
      `around the middle, 5 each side, ${when}`,
      await timesOf(calls, () => port((boards) => boards.around(board, middle, 5)))
    )
  }
  await reads("while everything is as it was analysed")
  show(`submit of ${batch}`, await timesOf(30, submitted))
  show(
    "submit of one",
    await timesOf(calls, () => port((boards) => boards.submit(board, { version, rows: [row(anybody(), version)] })))
  )
  await reads("after updates")
  await pool.query("vacuum analyze")
  await reads("after vacuum")
  show(
    "everything since the beginning",
    await timesOf(1, () => port((boards) => Stream.runDrain(boards.since(board, -1))))
  )
  await bare(size)
  await port((boards) => boards.drop(board))
}

/** The table that boards are usually kept in: a score a participant, and the rank by counting who has more. */
const bare = async (size: number): Promise<void> => {
  const draw = numbers(size)
  await pool.query("create table bare (participant text primary key, score int8 not null)")
  await pool.query("create index on bare (score)")
  await pool.query(
    "insert into bare select 'participant-' || lpad(n::text, 7, '0'), (random() * $1 * 1000)::int8 from generate_series(0, $1::int - 1) n",
    [size]
  )
  await pool.query("vacuum analyze bare")
  const anybody = (): string => nameOf(Math.floor(draw() * size))
  show(
    "bare: rank of anybody",
    await timesOf(calls, () =>
      pool.query("select count(*) + 1 from bare where score > (select score from bare where participant = $1)", [
        anybody()
      ])
    )
  )
  show(
    `bare: upsert of ${batch}`,
    await timesOf(30, () => {
      const ids = [...new Set(Array.from({ length: batch }, anybody))]
      return pool.query(
        "insert into bare select * from unnest($1::text[], $2::int8[]) on conflict (participant) do update set score = excluded.score",
        [ids, ids.map(() => Math.floor(draw() * size * 1_000))]
      )
    })
  )
  await pool.query("drop table bare")
}

/** Boards of days of a larger field, thirty of them, take longer to keep than all the rest together. */
const mostOfADay = 100_000

const playDaysOf = async (size: number): Promise<void> => {
  const challengeId = ChallengeId.make(`days ${size}`)
  await runtime.runPromise(ChallengeStore.use((store) => store.insert(challengeOf(challengeId))))
  await playDays({ runtime, pool, challengeId, measure }, size, days, calls)
}

try {
  for (const size of values.participants.split(",").map(Number)) {
    for (const field of values.fields.split(",")) {
      const positionOf = fields[field]
      if (positionOf !== undefined) await play(size, field, positionOf)
    }
    if (days > 0 && size <= mostOfADay) await playDaysOf(size)
  }
} finally {
  await dispose()
}
