import { Readable } from "node:stream"
import { pipeline } from "node:stream/promises"
import * as Memory from "@laurel/adapters/memory"
import { Connection, layer, layerConnection } from "@laurel/adapters/postgres"
import type { Ports } from "@laurel/core"
import { Effect, Layer } from "effect"
import pg from "pg"
import { from as copyFrom } from "pg-copy-streams"
import { filled, planned, posted } from "./awards.ts"
import { multiplied } from "./multiply.ts"

// One step on a database, in a process of its own, so that its memory is its own: `fill`, `plan`, `post` or a bare `copy`; or how many
// `rows` were ever put into it, by processes that have ended.

const [step = "", url = "", participants = "0", planHash = ""] = process.argv.slice(2)
const count = Number(participants)

/** So many rows of payouts, as COPY takes them. */
function* payoutRows(): Generator<string, void, undefined> {
  for (let number = 0; number < count; number++) {
    yield `1-0d6e4079e36703ebd37c00722f5891d2\tprize:p${number}:main+0\tbench\t1\tPayable\tprize\tp${number}\tEUR\t${100 + (number % 97)}\n`
  }
}

/** How long a bare COPY of so many payouts takes, into a table with the same key, at the durability of the server. */
const copyMilliseconds = async (): Promise<number> => {
  // No client of our pool: those send one statement after the other without waiting, and a COPY is more than one statement.
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    await client.query(`create table bare_payout (settlement_id text collate "C", key text collate "C", challenge_id text,
      version integer, state text, claim text, recipient text, currency text, minor_units numeric(30),
      primary key (settlement_id, key))`)
    const started = performance.now()
    await pipeline(Readable.from(payoutRows()), client.query(copyFrom("copy bare_payout from stdin")))
    return performance.now() - started
  } finally {
    await client.query("drop table if exists bare_payout")
    await client.end()
  }
}

/** How many rows were ever put into the tables of Laurel, as the server counts them. */
const insertedRows = Effect.flatMap(Connection, ({ pool, schema }) =>
  Effect.promise(async () => {
    const { rows } = await pool.query<{ readonly rows: bigint }>(
      "select coalesce(sum(n_tup_ins), 0)::int8 as rows from pg_stat_user_tables where schemaname = $1",
      [schema]
    )
    return { rows: Number(rows[0]?.rows ?? 0) }
  })
)

const peakMegabytes = (): number => Math.round(process.resourceUsage().maxRSS / 1024)

const processorSeconds = (): number => {
  const { user, system } = process.cpuUsage()
  return (user + system) / 1_000_000
}

const filling = Effect.flatMap(Connection, (connection) =>
  filled({ entering: 1, others: multiplied(connection, count) })
)

/** Does it and prints what it gives, with the most memory that the process had and the time of the processor. */
const printed = <A extends object, E, R>(work: Effect.Effect<A, E, R>) =>
  Effect.map(work, (given) => console.log(JSON.stringify({ ...given, peak: peakMegabytes(), cpu: processorSeconds() })))

const options = { url, statementTimeoutMs: 1_800_000 }
// What has no tables yet is in memory.
const world = Layer.mergeAll(Memory.layer, layer(options), layerConnection(options))
const steps = new Map<string, Effect.Effect<void, unknown, Ports | Connection>>(
  Object.entries({
    fill: filling,
    plan: printed(planned),
    post: printed(posted(planHash)),
    rows: printed(insertedRows),
    copy: printed(Effect.map(Effect.promise(copyMilliseconds), (copy) => ({ copy })))
  })
)
const work = steps.get(step)
if (work === undefined) throw new Error(`no such step: ${step}`)
await Effect.runPromise(Effect.provide(work, world))
