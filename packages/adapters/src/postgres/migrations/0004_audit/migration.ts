import type { Migration } from "../Migration.ts"

/** The audit log. See notes.md. */
export const audit: Migration = {
  number: 4,
  name: "audit",
  up: (schema) => [
    `create table ${schema}.audit_head (
      scope text collate "C" primary key,
      seq integer not null check (seq > 0),
      hashes text[] not null
    )`,
    `create table ${schema}.audit (
      scope text collate "C" not null references ${schema}.audit_head (scope),
      seq integer not null check (seq > 0),
      at timestamptz(3) not null,
      actor text not null,
      action text not null,
      channel text not null,
      address text,
      agent text,
      before text not null,
      after text not null,
      previous text not null,
      hash text not null,
      primary key (scope, seq)
    )`
  ],
  immutable: ["audit"]
}
