import type { Migration } from "../Migration.ts"

/** The ledger, settlements with their plans, and payouts. What each table and index is for: notes.md. */
export const money: Migration = {
  number: 2,
  name: "money",
  immutable: ["ledger_entry", "movement", "plan", "plan_part", "payout_outcome"],
  lasting: ["balance", "ledger_total", "settlement", "payout_line", "payout_attempt"],
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
    )`,
    `create table ${schema}.settlement (
      settlement_id text collate "C" primary key,
      challenge_id text collate "C" not null references ${schema}.challenge (id),
      inserted bigint not null generated always as identity,
      revision int not null,
      state text not null,
      version int not null,
      plan_hash text collate "C",
      body json not null
    )`,
    `create index settlement_of_challenge on ${schema}.settlement (challenge_id, inserted)`,
    `create table ${schema}.plan (
      hash text collate "C" primary key,
      challenge_id text collate "C" not null references ${schema}.challenge (id),
      version int not null,
      head json not null
    )`,
    `create index plan_of_challenge on ${schema}.plan (challenge_id, version)`,
    `create table ${schema}.plan_part (
      plan_hash text collate "C" not null references ${schema}.plan (hash),
      number int not null,
      part json not null,
      primary key (plan_hash, number)
    )`,
    `create table ${schema}.payout_line (
      settlement_id text collate "C" not null,
      key text collate "C" not null,
      challenge_id text collate "C" not null,
      version int not null,
      state text collate "C" not null,
      claim text not null,
      recipient text not null,
      currency text not null,
      minor_units numeric not null check (minor_units >= 0),
      due_at timestamptz(3),
      attempts int not null check (attempts >= 0),
      primary key (settlement_id, key)
    )`,
    `create index payout_line_in_state on ${schema}.payout_line (settlement_id, state, key)`,
    `create index payout_line_of_challenge on ${schema}.payout_line (challenge_id, key)`,
    `create table ${schema}.payout_attempt (
      settlement_id text collate "C" not null,
      line_key text collate "C" not null,
      number int not null check (number > 0),
      is_open boolean not null,
      key text collate "C" not null,
      minor_units numeric not null check (minor_units >= 0),
      worker text not null,
      claimed_at timestamptz(3) not null,
      lease_until timestamptz(3) not null,
      submitted_at timestamptz(3),
      primary key (settlement_id, line_key, number),
      foreign key (settlement_id, line_key) references ${schema}.payout_line (settlement_id, key)
    )`,
    `create unique index payout_attempt_open on ${schema}.payout_attempt (settlement_id, line_key) where is_open`,
    `create index payout_attempt_key on ${schema}.payout_attempt (key)`,
    `create table ${schema}.payout_outcome (
      settlement_id text collate "C" not null,
      line_key text collate "C" not null,
      number int not null,
      place int not null,
      outcome text not null,
      evidence json not null,
      at timestamptz(3) not null,
      primary key (settlement_id, line_key, number, place),
      foreign key (settlement_id, line_key, number)
        references ${schema}.payout_attempt (settlement_id, line_key, number)
    )`
  ]
}
