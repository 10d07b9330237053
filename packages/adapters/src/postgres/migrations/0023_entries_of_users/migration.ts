import type { Migration } from "../Migration.ts"

/** The entries of a user are found whatever the challenge. Why: notes.md. */
export const entriesOfUsers: Migration = {
  number: 23,
  name: "entries_of_users",
  up: (schema) => [
    `alter table ${schema}.entry add constraint entry_user_id_challenge_id_key unique (user_id, challenge_id)`,
    `alter table ${schema}.entry drop constraint entry_challenge_id_user_id_key`
  ]
}
