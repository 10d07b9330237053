import { type LiveBoard, StoredBoards } from "@laurel/core/board"
import { hourOf, Tallies, type Tally } from "@laurel/core/challenge"
import { ChallengeId, compareIds, ParticipantId, UserId } from "@laurel/core/shared"
import { Stream } from "effect"
import { openServer } from "../activities/openServer.ts"

// What statistics cost beside the rows of the board that they come with, on a server of its own.
const field = 100_000
const batch = 5_000
const rounds = 9
const present = Date.UTC(2026, 2, 10)

const board: LiveBoard = {
  challengeId: ChallengeId.make("bench"),
  scope: { _tag: "Overall" },
  rule: { direction: "highest", tieBreaks: [], ranks: "standard" }
}
const nameOf = (number: number): string => `participant ${number}`

const tallyOf = (number: number, score: number): Tally => ({
  participantId: ParticipantId.make(nameOf(number)),
  userId: UserId.make(nameOf(number)),
  status: "Active",
  activeDays: 1 + (score % 7),
  score
})

const rowOf = (number: number, revision: number, score: number) => ({
  participantId: ParticipantId.make(nameOf(number)),
  revision,
  position: { status: "Scored" as const, score, tieBreak: [] }
})

/** What a round brings: those who changed have sent activities in an hour in which they had sent none, or nobody has. */
const newsOf = (round: number, active: ReadonlyArray<number>) => [
  {
    hour: hourOf(present) + round,
    joined: 0,
    activities: batch,
    lastAt: present,
    active: active.map((number) => UserId.make(nameOf(number))).sort(compareIds)
  }
]

const median = (values: ReadonlyArray<number>): number =>
  values.toSorted((a, b) => a - b)[values.length >> 1] ?? Number.NaN

const server = await openServer(present, 2)
const run = server.runtime.runPromise
const timed = async (work: () => Promise<unknown>): Promise<number> => {
  const started = performance.now()
  await work()
  return performance.now() - started
}

await server.pool.query(`insert into laurel.challenge
  (id, version, state, organiser, definition, state_fields, featured, archived, ends_at, created_at, log_month)
  values ('bench', 0, 'Draft', 'olivia', '{}', '{}', false, false, now(), now(), '2026-03-01')`)
await run(
  StoredBoards.use((port) =>
    port.rebuild(board, 0, Stream.make(Array.from({ length: field }, (_, number) => rowOf(number, 0, number))))
  )
)
await run(
  Tallies.use((port) =>
    port.put(
      board.challengeId,
      Array.from({ length: field }, (_, number) => tallyOf(number, number)),
      newsOf(0, [])
    )
  )
)
await server.pool.query("vacuum analyze")

const [rows, tallies, actives, reads, counts]: [
  Array<number>,
  Array<number>,
  Array<number>,
  Array<number>,
  Array<number>
] = [[], [], [], [], []]
for (let round = 0; round <= rounds; round++) {
  const who = Array.from({ length: batch }, (_, n) => (n * 17 + round * 31) % field)
  const times = [
    await timed(() =>
      run(
        StoredBoards.use((port) =>
          port.submit(board, {
            version: round + 1,
            rows: who.map((number) => rowOf(number, round + 1, number + round))
          })
        )
      )
    ),
    await timed(() =>
      run(
        Tallies.use((port) =>
          port.put(
            board.challengeId,
            who.map((number) => tallyOf(number, number + round + 1)),
            newsOf(round, [])
          )
        )
      )
    ),
    await timed(() =>
      run(
        Tallies.use((port) =>
          port.put(
            board.challengeId,
            who.map((number) => tallyOf(number, number + round + 100)),
            newsOf(round, who)
          )
        )
      )
    ),
    await timed(() => run(Tallies.use((port) => port.totals(board.challengeId)))),
    await timed(() =>
      server.pool.query(
        "select count(*), sum(score) from laurel.participant_tally where challenge_id = $1 and status = 'Active'",
        [board.challengeId]
      )
    )
  ] as const
  if (round === 0) continue
  for (const [index, list] of [rows, tallies, actives, reads, counts].entries()) list.push(times[index] ?? Number.NaN)
}

const [ofRows, ofTallies] = [median(rows), median(tallies)]
console.log(`${batch} of ${field} participants carried at once, the median of ${rounds} rounds`)
console.log(`their rows of the board    ${ofRows.toFixed(0)} ms`)
console.log(`their statistics           ${ofTallies.toFixed(0)} ms, ratio ${(ofTallies / ofRows).toFixed(2)}`)
console.log(
  `with who was active        ${median(actives).toFixed(0)} ms, ratio ${(median(actives) / ofTallies).toFixed(2)}`
)
console.log(`the statistics are read in ${median(reads).toFixed(1)} ms; counted anew ${median(counts).toFixed(0)} ms`)

// A day in which each of them was active in four hours of it.
await server.pool.query(
  `insert into laurel.active_user
    select $1::int8 + (n * 7 + k * 5) % 24, 'participant ' || n, 'bench' from generate_series(1, $2) as n, generate_series(1, 4) as k
    on conflict do nothing`,
  [hourOf(present) + 1_000, field]
)
await server.pool.query("vacuum analyze laurel.active_user")
const active: Array<number> = []
for (let round = 0; round <= rounds; round++)
  active.push(await timed(() => run(Tallies.use((port) => port.active(hourOf(present) + 1_000)))))
console.log(`who was active in the 24 hours of ${4 * field} rows is counted in ${median(active).toFixed(0)} ms`)
await server.dispose()
