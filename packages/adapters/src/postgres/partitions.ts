import type { Instant } from "@laurel/core/shared"
import { Schema } from "effect"
import { type Kysely, sql } from "kysely"
import { attempt } from "./attempt.ts"
import type { Connection } from "./Connection.ts"
import type { Tables } from "./tables.ts"

/** What became of one month's partition of the log. `held`: a challenge of the month has not ended, so it stays. */
export interface PartitionMoved {
  readonly name: string
  readonly outcome: "made" | "archived" | "held"
}

/** A number of ours among the advisory locks: the first eight bytes of SHA-256("laurel partitions"). */
const lock = sql`select pg_advisory_xact_lock(-146112653023627760)`

/** A month as its first day. */
type Month = string

const monthOf = (instant: Instant, later = 0): Month => {
  const date = new Date(instant)
  return new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + later, 1)).toISOString().slice(0, 10)
}

const nameOf = (month: Month): string => `activity_${month.slice(0, 7).replace("-", "_")}`

const readMonths = Schema.decodeUnknownSync(Schema.Array(Schema.Struct({ month: Schema.String })))
const readNames = Schema.decodeUnknownSync(Schema.Array(Schema.Struct({ name: Schema.String })))

/** Those of the months that have no table of their own, in order, each once. */
const withoutPartition = async (
  db: Kysely<Tables>,
  schema: string,
  months: ReadonlyArray<Month>
): Promise<ReadonlyArray<Month>> => {
  const wanted = [...new Set(months)].sort()
  const { rows } = await sql`select c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where n.nspname = ${schema} and c.relname = any(${wanted.map(nameOf)}::text[])`.execute(db)
  const there = new Set(readNames(rows).map(({ name }) => name))
  return wanted.filter((month) => !there.has(nameOf(month)))
}

/**
 * Makes the partitions of the log for this month and those ahead, and for every month of which rows were put with the
 * rest because it had none; these move over. Gives what was made. To be run by whoever migrates, once a month at least.
 */
export const ensurePartitions = ({ db, schema }: Connection["Service"], now: Instant, monthsAhead = 2) =>
  attempt(() =>
    db.transaction().execute(async (trx) => {
      await lock.execute(trx)
      const rest = sql.id(schema, "activity_default")
      const ahead = Array.from({ length: monthsAhead + 1 }, (_, later) => monthOf(now, later))
      const hasRest = (await sql`select from ${rest} limit 1`.execute(trx)).rows.length > 0
      if (!hasRest && (await withoutPartition(trx, schema, ahead)).length === 0) return []
      // Whoever is adding to the rest is waited for: its rows have to be seen to move over.
      await sql`lock table ${rest} in access exclusive mode`.execute(trx)
      const left = readMonths((await sql`select distinct log_month as month from ${rest}`.execute(trx)).rows)
      const made: Array<PartitionMoved> = []
      for (const month of await withoutPartition(trx, schema, [...left.map(({ month }) => month), ...ahead])) {
        const name = nameOf(month)
        const own = sql.id(schema, name)
        const next = monthOf(Date.parse(month), 1)
        await sql`create table ${own} (like ${sql.id(schema, "activity")} including defaults)`.execute(trx)
        await sql`with moved as (delete from ${rest} where log_month = ${month}::date returning *)
          insert into ${own} select * from moved`.execute(trx)
        await sql`alter table ${sql.id(schema, "activity")} attach partition ${own}
          for values from (${sql.lit(month)}) to (${sql.lit(next)})`.execute(trx)
        made.push({ name, outcome: "made" })
      }
      return made
    })
  )

/**
 * Takes the partitions of months that ended before the instant out of the log, all challenges of which are settled or
 * cancelled. Each stays as a table by itself, to be dumped and dropped; explaining a score of those challenges finds no
 * activities any more, while boards, prizes and ledger stay. `dryRun` only tells what would be done.
 */
export const archivePartitions = (
  { db, schema }: Connection["Service"],
  before: Instant,
  { dryRun = false }: { readonly dryRun?: boolean } = {}
) =>
  attempt(() =>
    db.transaction().execute(async (trx) => {
      await lock.execute(trx)
      const { rows } = await sql`select child.relname as name from pg_inherits
        join pg_class parent on parent.oid = inhparent join pg_class child on child.oid = inhrelid
        join pg_namespace n on n.oid = parent.relnamespace
        where n.nspname = ${schema} and parent.relname = 'activity' and child.relname <> 'activity_default'
        order by 1`.execute(trx)
      const moved: Array<PartitionMoved> = []
      for (const { name } of readNames(rows)) {
        const month = `${name.slice("activity_".length).replace("_", "-")}-01`
        if (Date.parse(monthOf(Date.parse(month), 1)) > before) continue
        const open = await trx
          .selectFrom("challenge")
          .select("id")
          .where("log_month", "=", month)
          .where("state", "not in", ["Settled", "Cancelled"])
          .limit(1)
          .execute()
        if (open.length === 0 && !dryRun)
          await sql`alter table ${sql.id(schema, "activity")} detach partition ${sql.id(schema, name)}`.execute(trx)
        moved.push({ name, outcome: open.length === 0 ? "archived" : "held" })
      }
      return moved
    })
  )
