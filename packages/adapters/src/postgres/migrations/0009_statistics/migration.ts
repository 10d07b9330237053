import type { Migration } from "../Migration.ts"

/** What statistics are made of. How it is laid out: notes.md. */
export const statistics: Migration = {
  number: 9,
  name: "statistics",
  up: (schema) => [
    `create table ${schema}.participant_tally (
      challenge_id text collate "C" not null references ${schema}.challenge,
      participant_id text collate "C" not null,
      user_id text collate "C" not null,
      status text not null,
      active_days int not null,
      score int8,
      progress int,
      place int,
      currency text collate "C",
      prize numeric(30, 0),
      primary key (challenge_id, participant_id),
      check ((currency is null) = (prize is null))
    ) with (fillfactor = 70)`,
    `create index participant_tally_user on ${schema}.participant_tally (user_id, challenge_id)`,
    `create table ${schema}.challenge_tally (
      challenge_id text collate "C" primary key references ${schema}.challenge,
      active int8 not null default 0,
      withdrawn int8 not null default 0,
      disqualified int8 not null default 0,
      started int8 not null default 0,
      scored int8 not null default 0,
      score numeric not null default 0,
      measured int8 not null default 0,
      progress int8 not null default 0,
      activities int8 not null default 0,
      changed_at int8
    ) with (fillfactor = 50)`,
    `create table ${schema}.challenge_hour (
      challenge_id text collate "C" not null references ${schema}.challenge,
      hour int8 not null,
      joined int8 not null,
      activities int8 not null,
      primary key (challenge_id, hour)
    )`,
    `create index challenge_hour_hour on ${schema}.challenge_hour (hour)`,
    `alter table ${schema}.outbox
      add column at int8, add column joined int not null default 0, add column activities int not null default 0`,
    // What was there before: the activities are counted once, everybody is carried once.
    `insert into ${schema}.challenge_tally (challenge_id, activities)
      select challenge_id, count(*) from ${schema}.activity where state in ('Counts', 'Released') group by challenge_id`,
    `insert into ${schema}.outbox (challenge_id) select distinct challenge_id from ${schema}.entry`
  ]
}
