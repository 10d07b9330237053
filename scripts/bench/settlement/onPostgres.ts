import { Readable } from "node:stream"
import { pipeline } from "node:stream/promises"
import { parseArgs } from "node:util"
import * as Memory from "@laurel/adapters/memory"
import { Connection, layer, layerConnection, migrate } from "@laurel/adapters/postgres"
import { Effect, Layer } from "effect"
import { from as copyFrom } from "pg-copy-streams"
import { startPostgres } from "../../servers/postgres.ts"
import { type AwardsTimes, awardsTimes } from "./awards.ts"
import { multiplied } from "./multiply.ts"

/** A settlement of a million awards is planned and posted within this many times a bare COPY of as many rows. */
const limit = 3

/** So many rows of payouts, as COPY takes them. */
function* payoutRows(count: number): Generator<string, void, undefined> {
  for (let number = 0; number < count; number++) {
    yield `1-0d6e4079e36703ebd37c00722f5891d2\tprize:p${number}:main+0\tbench\t1\tPayable\tprize\tp${number}\tEUR\t${100 + (number % 97)}\n`
  }
}

/** How long a bare COPY of so many payouts takes, into a table with the same key, at the durability of the server. */
const copyMilliseconds = async (pool: Connection["Service"]["pool"], count: number): Promise<number> => {
  const client = await pool.connect()
  try {
    await client.query(`create table bare_payout (settlement_id text collate "C", key text collate "C", challenge_id text,
      version integer, state text, claim text, recipient text, currency text, minor_units numeric(30),
      primary key (settlement_id, key))`)
    const started = performance.now()
    await pipeline(Readable.from(payoutRows(count)), client.query(copyFrom("copy bare_payout from stdin")))
    return performance.now() - started
  } finally {
    await client.query("drop table if exists bare_payout")
    client.release()
  }
}

const line = (name: string, milliseconds: number, copied: number): string =>
  `${name.padEnd(28)}${(milliseconds / 1_000).toFixed(2).padStart(9)} s${(milliseconds / copied).toFixed(2).padStart(10)} x COPY`

const show = (count: number, { fill, plan, approve, post }: AwardsTimes, copied: number): void => {
  console.log(
    `${count} awards on Postgres, in one run; the limit for planning and posting a million is ${limit} x COPY`
  )
  console.log(line("COPY of as many rows", copied, copied))
  console.log(line("(filling the challenge)", fill, copied))
  console.log(line("plan", plan, copied))
  console.log(line("approve", approve, copied))
  console.log(line("post", post, copied))
  console.log(line("plan and post", plan + post, copied))
  console.log(`peak memory of the process ${Math.round(process.resourceUsage().maxRSS / 1024)} MB`)
}

const { values } = parseArgs({ options: { awards: { type: "string", default: "100000" } } })
const count = Number(values.awards)
const server = await startPostgres({ isDurable: true })
try {
  const url = server.urlOf("postgres")
  await Effect.runPromise(
    Effect.flatMap(Connection, migrate).pipe(Effect.provide(layerConnection({ url })), Effect.scoped)
  )
  // What has no tables yet is in memory.
  const ports = Layer.merge(Memory.layer, layer({ url, statementTimeoutMs: 600_000 }))
  const times = await Effect.runPromise(
    Effect.flatMap(Connection, (connection) =>
      awardsTimes({ entering: 1, others: multiplied(connection, count) }).pipe(Effect.provide(ports))
    ).pipe(Effect.provide(layerConnection({ url, statementTimeoutMs: 600_000 })))
  )
  const copied = await Effect.runPromise(
    Effect.flatMap(Connection, ({ pool }) => Effect.promise(() => copyMilliseconds(pool, count))).pipe(
      Effect.provide(layerConnection({ url, statementTimeoutMs: 600_000 }))
    )
  )
  show(count, times, copied)
} finally {
  await server.dispose()
}
