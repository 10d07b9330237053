import type { Migration } from "../Migration.ts"

/** What was taken from budgets that processes share. How it is laid out: notes.md. */
export const budgets: Migration = {
  number: 12,
  name: "budgets",
  up: (schema) => [
    `create unlogged table ${schema}.budget (
      name text collate "C" not null,
      by text collate "C" not null,
      taken int not null,
      ends_at timestamptz not null,
      primary key (name, by)
    ) with (fillfactor = 50)`
  ]
}
