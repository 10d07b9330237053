import type { Entry } from "@laurel/core/challenge"
import type { ChallengeId, ParticipantId, UserId } from "@laurel/core/shared"
import { type Kysely, type RawBuilder, sql } from "kysely"
import { amendmentOf, entryColumns, entryJson } from "./EntryRow.ts"
import { challengesOf, hidden, oneByOne, participantsOf, teamsOf, usersOf } from "./lookUp.ts"
import type { Tables } from "./tables.ts"

/** The entries of a challenge. */
export const entryRows = (db: Kysely<Tables>, challengeId: ChallengeId) =>
  db.selectFrom("entry").select(entryColumns).where("challenge_id", "=", challengeId)

/** So many are read at once of what a settlement rests on. */
export const stakesAtOnce = 5_000

/**
 * What a settlement rests on of the entries of a challenge, after a participant and no more than are read at once: a text a column, a line
 * an entry (none of them holds a line break), empty where there is nothing. As rows it takes the driver five times as long.
 */
export const stakePage = (db: Kysely<Tables>, challengeId: ChallengeId, after: string) =>
  db
    .selectFrom((entries) =>
      entries
        .selectFrom("entry")
        .select(["participant_id", "categories", "eligibility", "fee_payer", "fee_minor_units"])
        .where("challenge_id", "=", challengeId)
        .where("participant_id", ">", after)
        .orderBy("participant_id")
        .limit(hidden(stakesAtOnce))
        .as("stake")
    )
    .select([
      lined(sql`participant_id`).as("ids"),
      lined(sql`fee_payer`).as("payers"),
      lined(sql`fee_minor_units::text`).as("amounts"),
      lined(sql`eligibility`).as("eligibility"),
      lined(sql`array_to_json(nullif(categories, '{}'))::text`).as("categories")
    ])

const lined = (text: RawBuilder<unknown>): RawBuilder<string | null> =>
  sql<string | null>`string_agg(coalesce(${text}, ''), chr(10))`

/** The entries of these users. */
export const ofUsers = (db: Kysely<Tables>, challengeId: ChallengeId, userIds: ReadonlyArray<UserId>) =>
  db
    .selectFrom(usersOf(userIds))
    .innerJoinLateral(
      (eb) =>
        eb
          .selectFrom("entry")
          .select(entryColumns)
          .where("challenge_id", "=", challengeId)
          .whereRef("entry.user_id", "=", "asked.user_id")
          .offset(oneByOne)
          .as("found"),
      (join) => join.onTrue()
    )
    .selectAll("found")

/** The entries of a user in these challenges, each with the challenge. */
export const ofUserIn = (db: Kysely<Tables>, userId: UserId, challengeIds: ReadonlyArray<ChallengeId>) =>
  db
    .selectFrom(challengesOf(challengeIds))
    .innerJoinLateral(
      (eb) =>
        eb
          .selectFrom("entry")
          .select(["challenge_id", ...entryColumns])
          .where("user_id", "=", userId)
          .whereRef("entry.challenge_id", "=", "asked.challenge_id")
          .offset(oneByOne)
          .as("found"),
      (join) => join.onTrue()
    )
    .selectAll("found")

/** The entries of these participants. */
export const ofParticipants = (db: Kysely<Tables>, challengeId: ChallengeId, ids: ReadonlyArray<ParticipantId>) =>
  db
    .selectFrom(participantsOf(ids))
    .innerJoinLateral(
      (eb) =>
        eb
          .selectFrom("entry")
          .select(entryColumns)
          .where("challenge_id", "=", challengeId)
          .whereRef("entry.participant_id", "=", "asked.participant_id")
          .offset(oneByOne)
          .as("found"),
      (join) => join.onTrue()
    )
    .selectAll("found")

/** The entries of these teams, by participant id. */
export const ofTeams = (db: Kysely<Tables>, challengeId: ChallengeId, teams: ReadonlyArray<ParticipantId>) =>
  db
    .selectFrom(teamsOf(teams))
    .innerJoinLateral(
      (eb) =>
        eb
          .selectFrom("entry")
          .select(entryColumns)
          .where("challenge_id", "=", challengeId)
          .whereRef("entry.team", "=", "asked.team")
          .offset(oneByOne)
          .as("found"),
      (join) => join.onTrue()
    )
    .selectAll("found")
    .orderBy("found.participant_id")

/** The entries that a batch may meet: those of its participants, and those of its users. */
export const alike = (db: Kysely<Tables>, challengeId: ChallengeId, batch: ReadonlyArray<Entry>) =>
  ofParticipants(
    db,
    challengeId,
    batch.map(({ participantId }) => participantId)
  ).unionAll(
    ofUsers(
      db,
      challengeId,
      batch.map(({ userId }) => userId)
    )
  )

/** How many places are taken, in the field and in a team. */
export const places = (db: Kysely<Tables>, challengeId: ChallengeId, team: ParticipantId | undefined) =>
  db.selectNoFrom(({ selectFrom, fn }) => [
    fn.coalesce(selectFrom("challenge").select("entered").where("id", "=", challengeId), sql.lit(0)).as("inField"),
    selectFrom("entry")
      .select(sql<number>`count(*)::int`.as("members"))
      .where("challenge_id", "=", challengeId)
      .where("team", "=", team ?? null)
      .$asScalar()
      .$notNull()
      .as("inTeam")
  ])

/** How many these teams have. */
export const teamSizes = (db: Kysely<Tables>, challengeId: ChallengeId, teams: ReadonlyArray<ParticipantId>) =>
  db
    .selectFrom(teamsOf(teams))
    .select(({ selectFrom }) => [
      "asked.team",
      selectFrom("entry")
        .select(sql<number>`count(*)::int`.as("members"))
        .where("challenge_id", "=", challengeId)
        .whereRef("entry.team", "=", "asked.team")
        .$asScalar()
        .$notNull()
        .as("members")
    ])

/** Puts entries in. */
export const insertion = (db: Kysely<Tables>, challengeId: ChallengeId, entries: ReadonlyArray<Entry>) =>
  db
    .insertInto("entry")
    .columns(["challenge_id", ...entryColumns])
    .expression(
      sql`select ${challengeId}, r.* from json_to_recordset(${JSON.stringify(entries.map((entry) => entryJson(challengeId, entry)))}::json) as r (
        participant_id text, user_id text, entered_at int8, team text, division text, zone text, handicap text,
        categories text[], eligibility text, status text, fee_payer text, fee_minor_units numeric, charge_key text,
        charge_reference text)`
    )

/** The challenge is joined like the participant, so that each is looked up in the index whatever the statistics say. */
export const amendment = (db: Kysely<Tables>, challengeId: ChallengeId, entries: ReadonlyArray<Entry>) =>
  db
    .updateTable("entry")
    .from(
      sql<Amended>`json_to_recordset(${JSON.stringify(entries.map((entry) => amendmentOf(challengeId, entry)))}::json)`.as<"amended">(
        sql`amended (challenge_id text, participant_id text, status text, eligibility text, categories text[], handicap text)`
      )
    )
    .set((eb) => ({
      status: eb.ref("amended.status"),
      eligibility: eb.ref("amended.eligibility"),
      categories: eb.ref("amended.categories"),
      handicap: eb.ref("amended.handicap")
    }))
    .whereRef("entry.challenge_id", "=", "amended.challenge_id")
    .whereRef("entry.participant_id", "=", "amended.participant_id")

interface Amended {
  readonly challenge_id: string
  readonly participant_id: string
  readonly status: string
  readonly eligibility: string | null
  readonly categories: ReadonlyArray<string>
  readonly handicap: string | null
}

/** How many entries are active. */
export const activeEntries = (db: Kysely<Tables>, challengeId: ChallengeId) =>
  db
    .selectFrom("entry")
    .select(sql<number>`count(*)::int`.as("active"))
    .where("challenge_id", "=", challengeId)
    .where("status", "=", sql.lit("Active"))
