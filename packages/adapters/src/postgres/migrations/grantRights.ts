import { Effect, Schema } from "effect"
import { sql } from "kysely"
import { attempt } from "../attempt.ts"
import { RoleUnfit } from "../errors.ts"
import { jobsSchemaOf } from "../jobs/place.ts"
import { migrations } from "./index.ts"
import type { Migration } from "./Migration.ts"
import type { Place } from "./migrate.ts"

const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`

/**
 * The statements that give a role of the database what the application needs and take away all else: it reads and writes
 * rows, but those of immutable tables it may only add and read (I7), those of lasting ones not take away, and tables it may
 * not change at all.
 */
export const rightsFor = (
  schema: string,
  role: string,
  known: ReadonlyArray<Migration> = migrations
): ReadonlyArray<string> => {
  const [place, who] = [quoted(schema), quoted(role)]
  const jobs = jobsSchemaOf(place)
  const fixed = known.flatMap(({ immutable = [] }) => immutable).map((table) => `${place}.${table}`)
  const lasting = known.flatMap(({ lasting: tables = [] }) => tables).map((table) => `${place}.${table}`)
  return [
    ...[place, jobs].flatMap((one) => [
      `revoke all on all tables in schema ${one} from ${who}`,
      `grant usage on schema ${one} to ${who}`,
      `grant select, insert, update, delete on all tables in schema ${one} to ${who}`,
      `grant usage on all sequences in schema ${one} to ${who}`
    ]),
    `revoke insert, update, delete on ${place}.migration from ${who}`,
    ...fixed.map((table) => `revoke update, delete on ${table} from ${who}`),
    ...lasting.map((table) => `revoke delete on ${table} from ${who}`)
  ]
}

const readRole = Schema.decodeUnknownSync(
  Schema.Array(Schema.Struct({ owner: Schema.Boolean, superuser: Schema.Boolean }))
)

/**
 * Makes sure that a role can be the application's: that it is there, and bound by rights. One that owns the tables, or is a
 * superuser, would be left with every right.
 */
export const fitRole = Effect.fnUntraced(function* ({ db, schema }: Place, role: string) {
  const found = yield* attempt(async () => {
    const { rows } = await sql`select rolsuper as superuser, rolname = current_user or exists (
        select from pg_namespace where nspname = ${schema} and nspowner = r.oid) as owner
      from pg_roles r where rolname = ${role}`.execute(db)
    return readRole(rows)[0]
  })
  if (found === undefined) return yield* new RoleUnfit({ role, problem: "missing" })
  if (found.owner) return yield* new RoleUnfit({ role, problem: "owner" })
  if (found.superuser) return yield* new RoleUnfit({ role, problem: "superuser" })
})

/**
 * Gives a role the rights of the application, and no more. The tables have to be there, and belong to whoever is connected;
 * after a migration it is to be done again, for new tables have new rights. A role that does not fit is refused (`fitRole`).
 */
export const grantRights = Effect.fnUntraced(function* (place: Place, role: string) {
  const { db, schema } = place
  yield* fitRole(place, role)
  yield* attempt(() =>
    db.transaction().execute(async (trx) => {
      for (const statement of rightsFor(schema, role)) await sql.raw(statement).execute(trx)
    })
  )
})
