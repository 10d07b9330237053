import type { Migration } from "../Migration.ts"

/** Activities are listed page by page, the newest first: those of a user, and those in quarantine. Why: notes.md. */
export const pagesOfActivities: Migration = {
  number: 19,
  name: "pages_of_activities",
  up: (schema) => [
    `drop index ${schema}.activity_user`,
    `create index activity_user on ${schema}.activity (challenge_id, user_id, arrived)`,
    `create index activity_quarantined on ${schema}.activity (challenge_id, arrived)
      where state = 'Held' and reason in ('perActivity', 'perDay')`
  ]
}
