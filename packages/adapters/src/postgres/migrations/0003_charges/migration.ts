import type { Migration } from "../Migration.ts"

const open = `state in ('Reserved', 'Submitted', 'Unknown')`

/** The charges of entry fees. What each index is for: notes.md. */
export const charges: Migration = {
  number: 3,
  name: "charges",
  up: (schema) => [
    `create table ${schema}.charge (
      challenge_id text collate "C" not null references ${schema}.challenge,
      key text collate "C" not null,
      participant_id text collate "C" not null,
      user_id text collate "C" not null,
      number int not null check (number >= 1),
      revision int not null check (revision >= 0),
      state text collate "C" not null
        check (state in ('Reserved', 'Submitted', 'Unknown', 'Charged', 'OwedBack', 'Refused')),
      payer text collate "C" not null,
      currency text collate "C" not null check (currency ~ '^[A-Z]{3}$'),
      minor_units numeric(30) not null check (minor_units >= 0),
      document json not null,
      primary key (challenge_id, key),
      unique (challenge_id, participant_id, number)
    )`,
    `create unique index charge_open_participant on ${schema}.charge (challenge_id, participant_id) where ${open}`,
    `create unique index charge_open_user on ${schema}.charge (challenge_id, user_id) where ${open}`,
    `create index charge_state on ${schema}.charge (challenge_id, state, participant_id, number)`,
    `create index charge_payer on ${schema}.charge (challenge_id, payer)`
  ]
}
