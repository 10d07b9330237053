import type { Migration } from "../Migration.ts"

/** Circles, and who is in them. How it is laid out: notes.md. */
export const circles: Migration = {
  number: 24,
  name: "circles",
  up: (schema) => [
    `create table ${schema}.circle (
      id text collate "C" primary key,
      name text not null,
      description text not null,
      owner text collate "C" not null,
      visibility text collate "C" not null check (visibility in ('public', 'private')),
      member_limit int not null,
      member_count int not null check (member_count between 1 and member_limit),
      revision int not null,
      created_at timestamptz not null
    )`,
    `create table ${schema}.circle_member (
      circle_id text collate "C" not null references ${schema}.circle (id) on delete cascade,
      user_id text collate "C" not null,
      joined_at timestamptz not null,
      primary key (circle_id, user_id)
    )`,
    `create index circle_member_joined on ${schema}.circle_member (circle_id, joined_at, user_id)`,
    `create index circle_member_user on ${schema}.circle_member (user_id, joined_at, circle_id)`
  ]
}
