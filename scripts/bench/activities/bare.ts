import { Readable } from "node:stream"
import { pipeline } from "node:stream/promises"
import type { Arrival } from "@laurel/core/activity"
import type pg from "pg"
import { from as copyFrom } from "pg-copy-streams"
import { challengeId } from "./field.ts"

/** A table with the columns of an activity and the same unique key, and nothing else. */
export const bareTable = `create table bare (log_month date not null, challenge_id text collate "C" not null,
  source text collate "C" not null, source_key text collate "C" not null, revision int not null,
  user_id text collate "C" not null, metric text not null, quantity int8 not null, at int8 not null,
  received_at int8 not null, void boolean not null, state text not null,
  unique (log_month, challenge_id, source, source_key))`

const valuesOf = ({ activity: a, receivedAt }: Arrival): ReadonlyArray<string | number> => [
  "2026-04-01",
  challengeId,
  a.source,
  a.sourceKey,
  0,
  a.userId,
  a.metric,
  a.quantity,
  a.at,
  receivedAt,
  "f",
  "Counts"
]

/** One row by a statement of its own, durable when it is answered. */
export const inserted = (pool: pg.Pool, row: Arrival): Promise<unknown> =>
  pool.query({
    name: "bare",
    text: "insert into bare values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)",
    values: [...valuesOf(row)]
  })

const linesAtOnce = 500

/** How long a bare COPY of these rows takes, in milliseconds. */
export const copied = async (pool: pg.Pool, rows: ReadonlyArray<Arrival>): Promise<number> => {
  const lines: Array<string> = []
  for (let at = 0; at < rows.length; at += linesAtOnce) {
    const some = rows.slice(at, at + linesAtOnce)
    lines.push(some.map((row) => `${valuesOf(row).join("\t")}\n`).join(""))
  }
  const client = await pool.connect()
  const started = performance.now()
  await pipeline(Readable.from(lines), client.query(copyFrom("copy bare from stdin")))
  client.release()
  return performance.now() - started
}
