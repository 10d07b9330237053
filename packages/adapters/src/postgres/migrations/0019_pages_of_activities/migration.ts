import type { Migration } from "../Migration.ts"

/** Activities in quarantine are listed page by page, the newest first. Why: notes.md. */
export const pagesOfActivities: Migration = {
  number: 19,
  name: "pages_of_activities",
  up: (schema) => [
    `create index activity_quarantined on ${schema}.activity (challenge_id, arrived)
      where state = 'Held' and reason in ('perActivity', 'perDay')`
  ]
}
