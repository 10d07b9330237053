import { type Effect, Schema } from "effect"
import { sql } from "kysely"
import { attempt } from "./attempt.ts"
import type { Connection } from "./Connection.ts"
import type { DbFailed } from "./errors.ts"

/** A partition of a table that grows with time. */
export interface PartitionFound {
  readonly table: string
  readonly name: string
  /** Which rows it takes, as Postgres writes it. */
  readonly bounds: string
  /** How many rows it has, as far as the database knows without counting. */
  readonly rows: number
  readonly bytes: number
}

/** What a database says of itself. */
export interface ServerFacts {
  readonly version: string
  /** The time by its own clock, in milliseconds since 1970. */
  readonly now: number
  /** What all tables of Laurel take, with their indexes. */
  readonly bytes: number
  /** Whether rights bind whoever is connected: neither a superuser nor the owner of the tables. */
  readonly isBound: boolean
}

const decodePartitions = Schema.decodeUnknownSync(
  Schema.Array(
    Schema.Struct({
      table: Schema.String,
      name: Schema.String,
      bounds: Schema.String,
      rows: Schema.BigInt,
      bytes: Schema.BigInt
    })
  )
)

/** The partitions of Laurel's tables, by table and name. */
export const partitionsOf = ({
  db,
  schema
}: Connection["Service"]): Effect.Effect<ReadonlyArray<PartitionFound>, DbFailed> =>
  attempt(async () => {
    const { rows } = await sql`
      select parent.relname as "table", child.relname as name, pg_get_expr(child.relpartbound, child.oid) as bounds,
        greatest(child.reltuples, 0)::int8 as rows, pg_total_relation_size(child.oid)::int8 as bytes
      from pg_inherits
      join pg_class parent on parent.oid = inhparent
      join pg_class child on child.oid = inhrelid
      join pg_namespace n on n.oid = parent.relnamespace
      where n.nspname = ${schema} and parent.relkind = 'p'
      order by 1, 2`.execute(db)
    return decodePartitions(rows).map(({ rows: count, bytes, ...partition }) => ({
      ...partition,
      rows: Number(count),
      bytes: Number(bytes)
    }))
  })

const decodeFacts = Schema.decodeUnknownSync(
  Schema.Tuple([
    Schema.Struct({ version: Schema.String, now: Schema.BigInt, bytes: Schema.BigInt, isBound: Schema.Boolean })
  ])
)

/** What the database says of itself: its version, its clock, its size; and whether rights bind whoever asks. */
export const serverFacts = ({ db, schema }: Connection["Service"]): Effect.Effect<ServerFacts, DbFailed> =>
  attempt(async () => {
    const { rows } = await sql`
      select current_setting('server_version') as version,
        (extract(epoch from clock_timestamp()) * 1000)::int8 as now,
        coalesce((select sum(pg_total_relation_size(c.oid)) from pg_class c join pg_namespace n on n.oid = c.relnamespace
          where n.nspname = ${schema} and c.relkind in ('r', 'm')), 0)::int8 as bytes,
        not exists (select from pg_roles r where r.rolname = current_user and (r.rolsuper
          or exists (select from pg_namespace where nspname = ${schema} and nspowner = r.oid))) as "isBound"`.execute(
      db
    )
    const [{ version, now, bytes, isBound }] = decodeFacts(rows)
    return { version, now: Number(now), bytes: Number(bytes), isBound }
  })
