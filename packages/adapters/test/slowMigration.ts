import type { Migration } from "../src/postgres/migrations/Migration.ts"

/** A step of many statements, the first and the last of which leave something that can be seen. */
export const slowMigration: Migration = {
  number: 1,
  name: "slow",
  up: (schema) => [
    `create table ${schema}.first (id int)`,
    ...Array.from({ length: 200 }, () => "select pg_sleep(0.01)"),
    `create table ${schema}.last (id int)`
  ]
}
