import type { Migration } from "../Migration.ts"

/** The index of what holds a key begins with what differs. Why: notes.md. */
export const keysFirst: Migration = {
  number: 20,
  name: "keys_first",
  up: (schema) => [
    `drop index ${schema}.activity_holder`,
    `create unique index activity_holder on ${schema}.activity (source_key, source, challenge_id, log_month) where holds`
  ]
}
