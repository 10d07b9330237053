import { type RawBuilder, sql } from "kysely"
import { textArray } from "./arrays.ts"

/**
 * The offset of a lateral sub-select that looks up one key: with it the database looks up each by itself, in the index.
 * Without, it joins as it thinks best, which for a table that has grown since its statistics were taken is to read all of
 * a challenge.
 */
export const oneByOne = sql<number>`0`

/**
 * A limit that the database does not know when it plans, and takes for a small part of what there is. One that it knows may be more than
 * it believes to find, where much is new: it would then read and sort all of it.
 */
export const hidden = (limit: number): RawBuilder<bigint> => sql`(select ${limit}::int8)`

/** Ids, each once, as an array that a statement takes. */
export const eachOnce = (ids: ReadonlyArray<string>): string => textArray([...new Set(ids)])

/** Users of such an array, as a table of one column. */
export const usersIn = (array: RawBuilder<string>) =>
  sql<{ readonly user_id: string }>`unnest(${array}::text[])`.as<"asked">(sql`asked (user_id)`)

/** Users, each once, as a table of one column. */
export const usersOf = (userIds: ReadonlyArray<string>) => usersIn(sql`${eachOnce(userIds)}`)

/** Challenges of such an array, as a table of one column. */
export const challengesIn = (array: RawBuilder<string>) =>
  sql<{ readonly challenge_id: string }>`unnest(${array}::text[])`.as<"asked">(sql`asked (challenge_id)`)

/** Participants of such an array, as a table of one column. */
export const participantsIn = (array: RawBuilder<string>) =>
  sql<{ readonly participant_id: string }>`unnest(${array}::text[])`.as<"asked">(sql`asked (participant_id)`)

/** Participants, each once, as a table of one column. */
export const participantsOf = (participantIds: ReadonlyArray<string>) =>
  participantsIn(sql`${eachOnce(participantIds)}`)

/** Teams, each once, as a table of one column. */
export const teamsOf = (teams: ReadonlyArray<string>) =>
  sql<{ readonly team: string }>`unnest(${eachOnce(teams)}::text[])`.as<"asked">(sql`asked (team)`)
