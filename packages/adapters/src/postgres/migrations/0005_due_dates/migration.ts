import type { Migration } from "../Migration.ts"

/** What the clock will bring about. See notes.md. */
export const dueDates: Migration = {
  number: 5,
  name: "due_dates",
  up: (schema) => [
    `create table ${schema}.due_date (
      kind text collate "C" not null,
      subject text collate "C" not null,
      due timestamptz(3) not null,
      wake timestamptz(3) not null,
      primary key (subject, kind)
    ) with (fillfactor = 70)`,
    `create index due_date_wake on ${schema}.due_date (wake, kind, subject)`
  ]
}
