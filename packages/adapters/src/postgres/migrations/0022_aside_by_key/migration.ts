import type { Migration } from "../Migration.ts"

/** What stands aside is found by its key also while nobody has counted its rows. Why: notes.md. */
export const asideByKey: Migration = {
  number: 22,
  name: "aside_by_key",
  up: (schema) => [
    `drop index ${schema}.activity_aside`,
    `create index activity_aside on ${schema}.activity (challenge_id, source, source_key) where state like 'Aside'`
  ]
}
