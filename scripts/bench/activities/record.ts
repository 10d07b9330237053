import { Readable } from "node:stream"
import { pipeline } from "node:stream/promises"
import { Connection, layer, layerConnection, migrate } from "@laurel/adapters/postgres"
import type { Arrival } from "@laurel/core/activity"
import { record } from "@laurel/core/challenge"
import { VirtualClock } from "@laurel/core/runtime"
import { Clock, Effect, Layer, ManagedRuntime } from "effect"
import pg from "pg"
import { from as copyFrom } from "pg-copy-streams"
import { startPostgres } from "../../servers/postgres.ts"
import { arrivals, challengeId, fill, present } from "./field.ts"

const batchSize = 1_000
const batches = 20
const rounds = 5
const participants = 10_000

const server = await startPostgres({ isDurable: true })
const url = server.urlOf("postgres")
await Effect.runPromise(Effect.flatMap(Connection, migrate).pipe(Effect.provide(layerConnection({ url }))))
const runtime = ManagedRuntime.make(
  Layer.merge(layer({ url, pool: { minimum: 1, maximum: 1 } }), Layer.succeed(Clock.Clock, new VirtualClock(present)))
)
const client = new pg.Client({ connectionString: server.urlOf("postgres") })
await client.connect()
await client.query(`create table bare (log_month date not null, challenge_id text collate "C" not null, source text collate "C" not null,
  source_key text collate "C" not null, revision int not null, user_id text collate "C" not null, metric text not null, quantity int8 not null,
  at int8 not null, received_at int8 not null, void boolean not null, state text not null)`)
await client.query("create unique index on bare (log_month, challenge_id, source, source_key)")

const lineOf = ({ activity: a, receivedAt }: Arrival): string =>
  `2026-04-01\t${challengeId}\t${a.source}\t${a.sourceKey}\t0\t${a.userId}\t${a.metric}\t${a.quantity}\t${a.at}\t${receivedAt}\tf\tCounts\n`

const copy = async (rows: ReadonlyArray<Arrival>): Promise<number> => {
  const lines: Array<string> = []
  for (let at = 0; at < rows.length; at += 500)
    lines.push(
      rows
        .slice(at, at + 500)
        .map(lineOf)
        .join("")
    )
  const started = performance.now()
  await pipeline(Readable.from(lines), client.query(copyFrom("copy bare from stdin")))
  return performance.now() - started
}

const recorded = async (rows: ReadonlyArray<Arrival>): Promise<number> => {
  const started = performance.now()
  for (let at = 0; at < rows.length; at += batchSize)
    await runtime.runPromise(record(challengeId, rows.slice(at, at + batchSize)))
  return performance.now() - started
}

await runtime.runPromise(fill(participants))
const ratios: Array<number> = []
for (let round = 0; round < rounds; round++) {
  const rows = arrivals(round * batches * batchSize, batches * batchSize, participants)
  const bare = await copy(rows)
  const ours = await recorded(rows)
  ratios.push(bare / ours)
  console.log(
    `COPY ${((rows.length / bare) * 1000).toFixed(0)}/s, record ${((rows.length / ours) * 1000).toFixed(0)}/s, ratio ${(bare / ours).toFixed(2)}`
  )
}
await client.end()
await runtime.dispose()
await server.dispose()
