import { sql } from "kysely"
import { textArray } from "./arrays.ts"

/**
 * The offset of a lateral sub-select that looks up one key: with it the database looks up each by itself, in the index.
 * Without, it joins as it thinks best, which for a table that has grown since its statistics were taken is to read all of
 * a challenge.
 */
export const oneByOne = sql<number>`0`

/** Users, each once, as a table of one column. */
export const usersOf = (userIds: ReadonlyArray<string>) =>
  sql<{ readonly user_id: string }>`unnest(${textArray([...new Set(userIds)])}::text[])`.as<"asked">(
    sql`asked (user_id)`
  )

/** Participants, each once, as a table of one column. */
export const participantsOf = (participantIds: ReadonlyArray<string>) =>
  sql<{ readonly participant_id: string }>`unnest(${textArray([...new Set(participantIds)])}::text[])`.as<"asked">(
    sql`asked (participant_id)`
  )

/** Teams, each once, as a table of one column. */
export const teamsOf = (teams: ReadonlyArray<string>) =>
  sql<{ readonly team: string }>`unnest(${textArray([...new Set(teams)])}::text[])`.as<"asked">(sql`asked (team)`)
