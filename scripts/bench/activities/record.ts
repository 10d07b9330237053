import { Readable } from "node:stream"
import { pipeline } from "node:stream/promises"
import { parseArgs } from "node:util"
import { Connection, layer, layerConnection, migrate } from "@laurel/adapters/postgres"
import type { Arrival } from "@laurel/core/activity"
import { record } from "@laurel/core/challenge"
import { VirtualClock } from "@laurel/core/runtime"
import { Clock, Effect, Layer, ManagedRuntime } from "effect"
import { from as copyFrom } from "pg-copy-streams"
import { startPostgres } from "../../servers/postgres.ts"
import { arrivals, challengeId, fill, present } from "./field.ts"

// Activities in batches of 1 000 through the use case, on one connection with default durability, beside a bare COPY of the same rows
// into a table with the same unique key.

const { values } = parseArgs({
  options: {
    participants: { type: "string", default: "10000" },
    batches: { type: "string", default: "20" },
    rounds: { type: "string", default: "5" }
  }
})
const participants = Number(values.participants)
const batches = Number(values.batches)
const rounds = Number(values.rounds)
const batchSize = 1_000

/** Rows of the same person that follow each other: as a device sends them, and as a file by day has them. */
const shapes = { "30 rows a person": 30, "1 row a person": 1 }

const lineOf = ({ activity: a, receivedAt }: Arrival): string =>
  `2026-04-01\t${challengeId}\t${a.source}\t${a.sourceKey}\t0\t${a.userId}\t${a.metric}\t${a.quantity}\t${a.at}\t${receivedAt}\tf\tCounts\n`

const bareTable = `create table bare (log_month date not null, challenge_id text collate "C" not null,
  source text collate "C" not null, source_key text collate "C" not null, revision int not null,
  user_id text collate "C" not null, metric text not null, quantity int8 not null, at int8 not null,
  received_at int8 not null, void boolean not null, state text not null,
  unique (log_month, challenge_id, source, source_key))`

const copied = async ({ pool }: Connection["Service"], rows: ReadonlyArray<Arrival>): Promise<number> => {
  const lines: Array<string> = []
  for (let at = 0; at < rows.length; at += 500) {
    lines.push(
      rows
        .slice(at, at + 500)
        .map(lineOf)
        .join("")
    )
  }
  const client = await pool.connect()
  const started = performance.now()
  await pipeline(Readable.from(lines), client.query(copyFrom("copy bare from stdin")))
  client.release()
  return performance.now() - started
}

const median = (numbers: ReadonlyArray<number>): number =>
  numbers.toSorted((a, b) => a - b)[numbers.length >> 1] ?? Number.NaN

const server = await startPostgres({ isDurable: true })
const url = server.urlOf("postgres")
try {
  await Effect.runPromise(Effect.flatMap(Connection, migrate).pipe(Effect.provide(layerConnection({ url }))))
  const runtime = ManagedRuntime.make(
    Layer.merge(layer({ url, pool: { minimum: 1, maximum: 1 } }), Layer.succeed(Clock.Clock, new VirtualClock(present)))
  )
  const connection = await runtime.runPromise(Connection)
  await connection.pool.query(bareTable)
  await runtime.runPromise(fill(participants))
  console.log(`activities in batches of ${batchSize}, ${participants} participants, one connection; rows a second`)
  let first = 0
  for (const [shape, inARow] of Object.entries(shapes)) {
    const [bare, ours]: [Array<number>, Array<number>] = [[], []]
    for (let round = 0; round <= rounds; round++) {
      const rows = arrivals(first, batches * batchSize, { participants, inARow })
      first += rows.length
      const bareTime = await copied(connection, rows)
      const started = performance.now()
      for (let at = 0; at < rows.length; at += batchSize)
        await runtime.runPromise(record(challengeId, rows.slice(at, at + batchSize)))
      // The first round only warms up.
      if (round > 0) {
        bare.push(rows.length / bareTime)
        ours.push(rows.length / (performance.now() - started))
      }
    }
    const ratio = median(ours.map((rate, round) => rate / (bare[round] ?? Number.NaN)))
    const [own, limit] = [ours, bare].map((rates) => (median(rates) * 1000).toFixed(0).padStart(8))
    console.log(`${shape.padEnd(18)} record ${own}   COPY ${limit}   ratio ${ratio.toFixed(2)} (asked for: 0.25)`)
  }
  await runtime.dispose()
} finally {
  await server.dispose()
}
