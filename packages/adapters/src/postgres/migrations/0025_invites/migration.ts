import type { Migration } from "../Migration.ts"

/** Invitations of users to circles and challenges. How it is laid out: notes.md. */
export const invites: Migration = {
  number: 25,
  name: "invites",
  up: (schema) => [
    `create table ${schema}.invite (
      id text collate "C" primary key,
      kind text collate "C" not null check (kind in ('Circle', 'Challenge')),
      subject_id text collate "C" not null,
      user_id text collate "C" not null,
      invited_by text collate "C" not null,
      state text collate "C" not null check (state in ('Pending', 'Accepted', 'Declined')),
      invited_at timestamptz not null,
      expires_at timestamptz not null
    )`,
    `create index invite_user on ${schema}.invite (user_id, invited_at, id) where state = 'Pending'`,
    `create index invite_subject on ${schema}.invite (subject_id, kind, invited_at, id)`,
    `create index invite_expires_at on ${schema}.invite (expires_at, id) where state <> 'Accepted' or kind = 'Circle'`
  ]
}
