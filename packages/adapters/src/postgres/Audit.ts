import {
  Audit,
  AuditEntry,
  type AuditNote,
  type AuditScope,
  AuditUnavailable,
  emptyChain,
  frameOf,
  noHash,
  AuditScope as Scope
} from "@laurel/core/audit"
import { formatInstant } from "@laurel/core/shared"
import { Effect, Layer, Schema } from "effect"
import { type Expression, type Kysely, type RawBuilder, sql } from "kysely"
import type { AuditTable } from "./AuditTables.ts"
import { Db } from "./Db.ts"
import { fixed, type ValueOf } from "./fixed.ts"
import type { Tables } from "./tables.ts"

/** The audit log in the database. */
export const layerAudit: Layer.Layer<Audit, never, Db> = Layer.effect(
  Audit,
  Effect.map(Db, ({ run, write }) => {
    const asked = <A>(operation: string, query: (db: Kysely<Tables>) => Promise<A>) =>
      Effect.mapError(run(query), ({ cause }) => new AuditUnavailable({ operation, cause }))
    return Audit.of({
      append: (scope, notes) =>
        notes.length === 0
          ? Effect.void
          : Effect.mapError(
              write((db) => appending(db, scope, notes), "once"),
              ({ cause }) => new AuditUnavailable({ operation: "append", cause })
            ),
      page: (scope, after, limit) =>
        Effect.flatMap(
          asked("page", (db) => pageOf(db, scope, after, limit)),
          (rows) => decoded("page", rows.map(entryOf), decodeEntries)
        ),
      head: (scope) =>
        Effect.flatMap(
          asked("head", (db) => headsIn(db).where("audit_head.scope", "=", scope).execute()),
          (rows) => Effect.map(decoded("head", rows.map(headOf), decodeHeads), ([head]) => head ?? emptyChain(scope))
        ),
      heads: (after, limit) =>
        Effect.flatMap(
          asked("heads", (db) =>
            headsIn(db)
              .$if(after !== undefined, (query) => query.where("audit_head.scope", ">", after ?? ""))
              .orderBy("audit_head.scope")
              .limit(limit)
              .execute()
          ),
          (rows) => decoded("heads", rows.map(headOf), decodeHeads)
        )
    })
  })
)

const decoded = <A>(
  operation: string,
  rows: unknown,
  decode: (rows: unknown) => Effect.Effect<A, Schema.SchemaError>
): Effect.Effect<A, AuditUnavailable> =>
  Effect.mapError(decode(rows), (cause) => new AuditUnavailable({ operation, cause }))

const decodeEntries = Schema.decodeUnknownEffect(Schema.Array(Schema.toType(AuditEntry)))
const decodeHeads = Schema.decodeUnknownEffect(
  Schema.Array(Schema.Struct({ scope: Scope, seq: Schema.Int, hash: Schema.String }))
)

const entryOf = ({
  scope,
  seq,
  at,
  actor,
  action,
  channel,
  address,
  agent,
  before,
  after,
  previous,
  hash
}: AuditTable) => ({
  _v: 1,
  scope,
  seq,
  at,
  actor,
  action,
  origin: { channel, ...(address === null ? {} : { address }), ...(agent === null ? {} : { agent }) },
  before,
  after,
  previous,
  hash
})

const pageOf = (db: Kysely<Tables>, scope: AuditScope, after: number, limit: number): Promise<Array<AuditTable>> =>
  db
    .selectFrom("audit")
    .selectAll()
    .where("scope", "=", scope)
    .where("seq", ">", after)
    .orderBy("seq")
    .limit(limit)
    .execute()

/** The heads, each with the hashes of the entries that its last append added, as those entries have them. */
const headsIn = (db: Kysely<Tables>) =>
  db
    .selectFrom("audit_head")
    .select((row) => [
      "audit_head.scope",
      "audit_head.seq",
      "audit_head.hashes",
      row
        .selectFrom("audit")
        .select(
          sql<ReadonlyArray<string> | null>`array_agg(array[audit.previous, audit.hash] order by audit.seq)`.as("links")
        )
        .whereRef("audit.scope", "=", "audit_head.scope")
        .where(sql<boolean>`audit.seq > audit_head.seq - (cardinality(audit_head.hashes) - 1)`)
        .as("links")
    ])

/** A head that contradicts the entries it was made with is given so that it matches none. */
const headOf = ({
  scope,
  seq,
  hashes,
  links
}: {
  readonly scope: string
  readonly seq: number
  readonly hashes: ReadonlyArray<string>
  readonly links: unknown
}) => {
  const expected = hashes.slice(1).map((hash, index) => [hashes[index], hash])
  const isSound = JSON.stringify(links) === JSON.stringify(expected)
  return { scope, seq, hash: isSound ? hashes.at(-1) : hashes.join(" ") }
}

/**
 * One statement: the head of the chain is moved, which waits for whoever else appends to it, and the entries follow from
 * what it was then. The hashes are computed where both are known: in the expression that moves the head.
 */
const appending = (db: Kysely<Tables>, scope: AuditScope, notes: ReadonlyArray<AuditNote>) => {
  const frames = notes.map((note) => frameOf(scope, note))
  const { middle = "", end = "" } = frames[0] ?? {}
  return linking(db, {
    scope,
    count: notes.length,
    starts: frames.map(({ start }) => start),
    middle,
    end,
    at: notes.map(({ at }) => formatInstant(at)),
    actors: notes.map(({ actor }) => actor),
    actions: notes.map(({ action }) => action),
    channels: notes.map(({ origin }) => origin.channel),
    addresses: notes.map(({ origin }) => origin.address ?? null),
    agents: notes.map(({ origin }) => origin.agent ?? null),
    before: notes.map(({ before }) => before),
    after: notes.map(({ after }) => after)
  })
}

/** Entries that are to be written, one array a column, and what their hashes are of but for what the chain knows. */
interface Columns {
  readonly scope: string
  readonly count: number
  readonly starts: ReadonlyArray<string>
  readonly middle: string
  readonly end: string
  readonly at: ReadonlyArray<string>
  readonly actors: ReadonlyArray<string>
  readonly actions: ReadonlyArray<string>
  readonly channels: ReadonlyArray<string>
  readonly addresses: ReadonlyArray<string | null>
  readonly agents: ReadonlyArray<string | null>
  readonly before: ReadonlyArray<string>
  readonly after: ReadonlyArray<string>
}

const linking = fixed((db, value: ValueOf<Columns>) =>
  db
    .with("head", (query) =>
      query
        .insertInto("audit_head")
        .values({ scope: value("scope"), seq: value("count"), hashes: linked(value, sql.lit(0), sql.lit(noHash)) })
        .onConflict((conflict) =>
          conflict.column("scope").doUpdateSet({
            seq: sql<number>`audit_head.seq + ${value("count")}::integer`,
            hashes: linked(value, sql`audit_head.seq`, sql`audit_head.hashes[cardinality(audit_head.hashes)]`)
          })
        )
        .returning(["seq", "hashes"])
    )
    .insertInto("audit")
    .columns([
      "scope",
      "seq",
      "at",
      "actor",
      "action",
      "channel",
      "address",
      "agent",
      "before",
      "after",
      "previous",
      "hash"
    ])
    .expression((query) =>
      query
        .selectFrom([
          "head",
          rowsOf(value).as<"note">(sql`note(at, actor, action, channel, address, agent, before, after, n)`)
        ])
        .select([
          value("scope").as("scope"),
          sql<number>`(head.seq - ${value("count")}::integer + note.n)::integer`.as("seq"),
          "note.at",
          "note.actor",
          "note.action",
          "note.channel",
          "note.address",
          "note.agent",
          "note.before",
          "note.after",
          sql<string>`head.hashes[note.n]`.as("previous"),
          sql<string>`head.hashes[note.n + 1]`.as("hash")
        ])
    )
)

type NoteRow = Omit<AuditTable, "scope" | "seq" | "previous" | "hash"> & { readonly n: number }

/** Notes as rows, numbered from 1. */
const rowsOf = (value: ValueOf<Columns>): RawBuilder<NoteRow> => sql<NoteRow>`unnest(
    ${value("at")}::timestamptz[],
    ${value("actors")}::text[],
    ${value("actions")}::text[],
    ${value("channels")}::text[],
    ${value("addresses")}::text[],
    ${value("agents")}::text[],
    ${value("before")}::text[],
    ${value("after")}::text[]
  ) with ordinality`

/** The hash of a chain and those of the entries that follow it in the frames. */
const linked = (
  value: ValueOf<Columns>,
  seq: Expression<unknown>,
  hash: Expression<unknown>
): RawBuilder<ReadonlyArray<string>> => sql<ReadonlyArray<string>>`(
    with recursive chain(n, hash) as (
      select 0::bigint, ${hash}::text
      union all
      select frame.n, encode(sha256(convert_to(
        frame.start || chain.hash || ${value("middle")}::text || (${seq} + frame.n)::text || ${value("end")}::text, 'UTF8'
      )), 'hex')
      from chain join unnest(${value("starts")}::text[]) with ordinality as frame(start, n) on frame.n = chain.n + 1
    )
    select array_agg(hash order by n) from chain
  )`
