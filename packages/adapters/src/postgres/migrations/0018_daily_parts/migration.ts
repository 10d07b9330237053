import type { Migration } from "../Migration.ts"

/** Boards of days are read in small parts: by place, and by participant. How, and why: notes.md. */
export const dailyParts: Migration = {
  number: 18,
  name: "daily_parts",
  up: (schema) => {
    const list = `challenge_id text collate "C" not null,
      day date not null,
      list text not null check (list in ('overall', 'teams'))`
    const rows = `participant_ids text[] collate "C" not null,
      ranks float8[] not null,
      scores int8[] not null`
    /** What is kept of each list of a day, put into an order and divided, a list at a time: no more than that is ever sorted. */
    const divided = (order: string, key: string): string =>
      `select kept.challenge_id, kept.day, kept.list, part.* from
        (select distinct challenge_id, day, list from ${schema}.daily_board_part) kept
        cross join lateral (
          select ${key}, array_agg(participant_id order by at), array_agg(rank order by at), array_agg(score order by at)
          from (
            select participant_id, rank, score, (row_number() over (order by ${order}) - 1)::int as at
            from (
              select (one ->> 0) collate "C" as participant_id, (one ->> 1)::float8 as rank, (one ->> 2)::int8 as score, number, place
              from ${schema}.daily_board_part whole
              cross join lateral json_array_elements(whole.rows) with ordinality as listed (one, place)
              where whole.challenge_id = kept.challenge_id and whole.day = kept.day and whole.list = kept.list
            ) rows
          ) ordered
          group by at / 128
        ) part`
    return [
      `create table ${schema}.daily_places (
      ${list},
      after int not null,
      ${rows},
      primary key (challenge_id, day, list, after),
      foreign key (challenge_id, day) references ${schema}.daily_board
    )`,
      `create table ${schema}.daily_participants (
      ${list},
      first text collate "C" not null,
      ${rows},
      primary key (challenge_id, day, list, first),
      foreign key (challenge_id, day) references ${schema}.daily_board
    )`,
      `insert into ${schema}.daily_places ${divided("number, place", "min(at)")}`,
      `insert into ${schema}.daily_participants ${divided("participant_id", "min(participant_id)")}`,
      `alter table ${schema}.daily_board add column participants int not null default 0, add column teams int not null default 0`,
      `update ${schema}.daily_board board set participants = ranked.participants, teams = ranked.teams
      from (
        select challenge_id, day,
          coalesce(sum(json_array_length(rows)) filter (where list = 'overall'), 0) as participants,
          coalesce(sum(json_array_length(rows)) filter (where list = 'teams'), 0) as teams
        from ${schema}.daily_board_part group by challenge_id, day
      ) ranked
      where board.challenge_id = ranked.challenge_id and board.day = ranked.day`,
      `alter table ${schema}.daily_board alter column participants drop default, alter column teams drop default`,
      `drop table ${schema}.daily_board_part`
    ]
  }
}
