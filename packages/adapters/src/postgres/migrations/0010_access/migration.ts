import type { Migration } from "../Migration.ts"

/** Keys of programs, and answers that may be asked for again. How it is laid out: notes.md. */
export const access: Migration = {
  number: 10,
  name: "access",
  lasting: ["api_key"],
  up: (schema) => [
    `create table ${schema}.api_key (
      id text collate "C" primary key,
      hash text collate "C" not null,
      owner text collate "C" not null,
      label text not null,
      scopes text[] not null,
      created_at timestamptz not null,
      expires_at timestamptz,
      revoked_at timestamptz
    )`,
    `create index api_key_owner on ${schema}.api_key (owner, created_at, id)`,
    `create table ${schema}.kept_answer (
      by text collate "C" not null,
      operation text collate "C" not null,
      key text collate "C" not null,
      request_hash text collate "C" not null,
      answer text,
      claimed_at timestamptz not null,
      primary key (by, operation, key)
    )`,
    `create index kept_answer_claimed_at on ${schema}.kept_answer (claimed_at)`
  ]
}
