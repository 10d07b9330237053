import type { Migration } from "../Migration.ts"

/** Tokens that open one stream each. What the index is for: notes.md. */
export const streamTokens: Migration = {
  number: 14,
  name: "stream_tokens",
  up: (schema) => [
    `create table ${schema}.stream_token (
      hash text collate "C" primary key,
      challenge_id text collate "C" not null,
      purpose text collate "C" not null,
      principal text collate "C" not null,
      key_id text collate "C",
      roles text[] not null,
      proven_at timestamptz,
      until timestamptz not null
    )`,
    `create index stream_token_until on ${schema}.stream_token (until)`
  ]
}
