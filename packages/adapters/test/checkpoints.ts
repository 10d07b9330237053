import type { Connection } from "@laurel/adapters/postgres"
import type { Checkpoints } from "@laurel/core/contracts"
import { Effect } from "effect"
import { sql } from "kysely"
import { tablesOf } from "./tablesOf.ts"

type Opened = Connection["Service"]

/** Where copies of tables are kept: no name of a table is longer with it than Postgres allows. */
const copyOf = (name: string, index: number): string => `kept_worlds.${name}_${index}`

/** What is in the tables of a database, kept beside them. */
export const checkpointsOf = (opened: Opened): Checkpoints => {
  const run = (statements: ReadonlyArray<string>): Effect.Effect<void> =>
    Effect.promise(async () => {
      for (const statement of statements) await sql.raw(statement).execute(opened.db)
    })
  const tables = Effect.promise(() => tablesOf(opened))
  return {
    keep: (name) =>
      Effect.flatMap(tables, (all) =>
        run([
          "create schema if not exists kept_worlds",
          ...all.flatMap(({ table, columns }, index) => [
            `drop table if exists ${copyOf(name, index)}`,
            `create table ${copyOf(name, index)} as select ${columns} from ${table}`
          ])
        ])
      ),
    restore: (name) =>
      Effect.flatMap(tables, (all) => {
        const inserts = all.map(
          ({ table, columns }, index) =>
            `i${index} as (insert into ${table} (${columns}) overriding system value select ${columns} from ${copyOf(name, index)})`
        )
        // Foreign keys are looked at when all of it is there.
        return run([`with ${inserts.join(", ")} select 1`])
      })
  }
}
