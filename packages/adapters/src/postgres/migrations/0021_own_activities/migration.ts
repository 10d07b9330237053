import type { Migration } from "../Migration.ts"

/** What streams of one's own activities, and the users who are active by the hour, rest on. Why: notes.md. */
export const ownActivities: Migration = {
  number: 21,
  name: "own_activities",
  up: (schema) => [
    `alter table ${schema}.activity add column changed int8`,
    `alter table ${schema}.activity alter column changed set default nextval('${schema}.activity_arrived')`,
    `alter table ${schema}.outbox add column active boolean not null default false`,
    `create table ${schema}.active_user (
      hour int8 not null,
      user_id text collate "C" not null,
      challenge_id text collate "C" not null,
      primary key (hour, user_id, challenge_id)
    )`,
    `alter table ${schema}.stream_token alter column challenge_id drop not null`
  ]
}
