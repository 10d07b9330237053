import type { Migration } from "../Migration.ts"

/** The ledger, settlements with their plans, and payouts. What each table and index is for: notes.md. */
export const money: Migration = {
  number: 2,
  name: "money",
  immutable: ["ledger_entry", "movement"],
  up: (schema) => [
    `create table ${schema}.ledger_entry (
      posted bigint generated always as identity primary key,
      id text collate "C" not null unique,
      challenge_id text collate "C" not null references ${schema}.challenge (id),
      at timestamptz(3) not null,
      kind text not null,
      memo text not null,
      currency text collate "C" not null check (currency ~ '^[A-Z]{3}$'),
      corrects text collate "C"
    )`,
    `create index ledger_entry_of_challenge on ${schema}.ledger_entry (challenge_id, posted)`,
    `create table ${schema}.movement (
      entry bigint not null,
      number int not null,
      debit_account text collate "C" not null,
      debit_place int not null,
      credit_account text collate "C" not null,
      credit_place int not null,
      minor_units numeric not null check (minor_units > 0),
      primary key (entry, number),
      check (debit_account <> credit_account)
    )`,
    `create index movement_debit_receivable on ${schema}.movement (debit_account)
      where debit_account like 'assets:receivable:%'`,
    `create index movement_credit_receivable on ${schema}.movement (credit_account)
      where credit_account like 'assets:receivable:%'`,
    `create table ${schema}.balance (
      challenge_id text collate "C" not null references ${schema}.challenge (id),
      currency text collate "C" not null check (currency ~ '^[A-Z]{3}$'),
      pool numeric not null default 0 constraint pool_is_never_negative check (pool >= 0),
      carry_over numeric not null default 0,
      primary key (challenge_id, currency)
    )`,
    `create table ${schema}.ledger_total (
      challenge_id text collate "C" not null references ${schema}.challenge (id),
      currency text collate "C" not null check (currency ~ '^[A-Z]{3}$'),
      kind text collate "C" not null,
      paid_in numeric not null,
      top_ups numeric not null,
      pool numeric not null,
      entitlements numeric not null,
      fees numeric not null,
      charity numeric not null,
      residual numeric not null,
      refunds numeric not null,
      primary key (challenge_id, currency, kind)
    )`
  ]
}
