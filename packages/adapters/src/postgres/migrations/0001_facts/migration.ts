import type { Migration } from "../Migration.ts"

/**
 * Challenges and the facts about them. Text that orders or identifies is compared byte by byte, whatever the database's
 * own collation is.
 */
export const facts: Migration = {
  number: 1,
  name: "facts",
  up: (schema) => [
    `create table ${schema}.challenge (
      id text collate "C" primary key,
      version int not null,
      state text not null,
      organiser text collate "C" not null,
      definition json not null,
      state_fields json not null,
      featured boolean not null,
      archived boolean not null,
      ends_at timestamptz not null,
      due_at timestamptz,
      entered int not null default 0 check (entered >= 0),
      created_at timestamptz not null,
      log_month date not null check (extract(day from log_month) = 1)
    )`,
    `create index challenge_organiser on ${schema}.challenge (organiser, id)`,
    `create index challenge_state on ${schema}.challenge (state, id)`,
    `create index challenge_featured on ${schema}.challenge (id) where featured`,
    `create table ${schema}.entry (
      challenge_id text collate "C" not null references ${schema}.challenge,
      participant_id text collate "C" not null,
      user_id text collate "C" not null,
      entered_at int8 not null,
      team text collate "C",
      division text,
      zone text,
      handicap text,
      categories text[] not null,
      eligibility text check (eligibility in ('RankedNotPaid', 'Excluded', 'Unverified')),
      status text not null check (status in ('Active', 'Withdrawn', 'Disqualified')),
      fee_payer text,
      fee_minor_units numeric(30) check (fee_minor_units >= 0),
      charge_key text,
      charge_reference text,
      primary key (challenge_id, participant_id),
      unique (challenge_id, user_id),
      check ((fee_payer is null) = (fee_minor_units is null)),
      check ((charge_key is null) = (charge_reference is null)),
      check (charge_key is null or fee_payer is not null)
    )`,
    `create index entry_team on ${schema}.entry (challenge_id, team) where team is not null`,
    `create index entry_active on ${schema}.entry (challenge_id) where status = 'Active'`,
    `create table ${schema}.deposit (
      challenge_id text collate "C" not null references ${schema}.challenge,
      id text collate "C" not null,
      kind text not null check (kind in ('Sponsor', 'CarryOver')),
      payer text not null,
      minor_units numeric(30) not null check (minor_units >= 0),
      at timestamptz not null,
      made int8 generated always as identity,
      primary key (challenge_id, id)
    )`,
    `create table ${schema}.score (
      challenge_id text collate "C" not null references ${schema}.challenge,
      user_id text collate "C" not null,
      stride int not null check (stride > 0),
      cells text not null,
      sources text not null,
      primary key (challenge_id, user_id)
    ) with (fillfactor = 50)`,
    `create table ${schema}.snapshot (
      challenge_id text collate "C" not null references ${schema}.challenge,
      kind text not null check (kind in ('Frozen', 'Final')),
      at timestamptz not null,
      standings_hash text not null,
      primary key (challenge_id, kind)
    )`,
    `create table ${schema}.snapshot_part (
      challenge_id text collate "C" not null,
      kind text not null,
      list text not null,
      number int not null,
      rows json not null,
      primary key (challenge_id, kind, list, number),
      foreign key (challenge_id, kind) references ${schema}.snapshot on delete cascade
    )`,
    `create table ${schema}.daily_board (
      challenge_id text collate "C" not null references ${schema}.challenge,
      day date not null,
      at timestamptz not null,
      primary key (challenge_id, day)
    )`,
    `create table ${schema}.daily_board_part (
      challenge_id text collate "C" not null,
      day date not null,
      list text not null,
      number int not null,
      rows json not null,
      primary key (challenge_id, day, list, number),
      foreign key (challenge_id, day) references ${schema}.daily_board
    )`,
    `create sequence ${schema}.activity_arrived`,
    `create table ${schema}.activity (
      log_month date not null,
      challenge_id text collate "C" not null,
      arrived int8 not null default nextval('${schema}.activity_arrived'),
      source text collate "C" not null,
      source_key text collate "C" not null,
      revision int not null,
      user_id text collate "C" not null,
      metric text not null,
      quantity int8 not null,
      at int8 not null,
      received_at int8 not null,
      void boolean not null,
      note text,
      evidence text,
      state text not null,
      holds boolean not null,
      reason text,
      field text
    ) partition by range (log_month)`,
    `create unique index activity_holder on ${schema}.activity (log_month, challenge_id, source, source_key) where holds`,
    `create index activity_user on ${schema}.activity (challenge_id, user_id)`,
    `create index activity_held on ${schema}.activity (challenge_id, arrived) where state in ('Held', 'Rejected', 'Aside')`,
    `create index activity_aside on ${schema}.activity (challenge_id, source, source_key) where state = 'Aside'`,
    `create table ${schema}.activity_default partition of ${schema}.activity default`
  ]
}
