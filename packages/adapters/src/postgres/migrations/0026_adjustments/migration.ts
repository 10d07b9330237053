import type { Migration } from "../Migration.ts"

/** What scores are adjusted by, and why. How it is laid out: notes.md. */
export const adjustments: Migration = {
  number: 26,
  name: "adjustments",
  up: (schema) => [
    `create table ${schema}.adjustment (
      challenge_id text collate "C" not null references ${schema}.challenge (id),
      id text collate "C" not null,
      participant_id text collate "C" not null,
      amount bigint not null check (amount <> 0 and amount between -9007199254740991 and 9007199254740991),
      reason text not null check (reason <> ''),
      made_by text collate "C" not null,
      made_at timestamptz not null,
      reversed_by text collate "C",
      reversed_at timestamptz,
      reversal_reason text check (reversal_reason <> ''),
      primary key (challenge_id, id),
      check (num_nulls(reversed_by, reversed_at, reversal_reason) in (0, 3))
    )`,
    `create index adjustment_made on ${schema}.adjustment (challenge_id, made_at, id)`,
    `create index adjustment_participant on ${schema}.adjustment (challenge_id, participant_id, made_at, id)`
  ]
}
