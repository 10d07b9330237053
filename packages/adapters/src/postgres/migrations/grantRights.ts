import { Effect } from "effect"
import { sql } from "kysely"
import { DbFailed } from "../errors.ts"
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

/**
 * Gives a role the rights of the application, and no more. The tables have to be there, and belong to whoever is connected;
 * after a migration it is to be done again, for new tables have new rights.
 */
export const grantRights = ({ db, schema }: Place, role: string): Effect.Effect<void, DbFailed> =>
  Effect.tryPromise({
    try: () =>
      db.transaction().execute(async (trx) => {
        for (const statement of rightsFor(schema, role)) await sql.raw(statement).execute(trx)
      }),
    catch: (cause) => new DbFailed({ cause })
  })
