import type { Entry } from "@laurel/core/challenge"
import type { ChallengeId, ParticipantId, UserId } from "@laurel/core/shared"
import { type Kysely, type RawBuilder, sql } from "kysely"
import { amendmentOf, entryColumns, entryJson } from "./EntryRow.ts"
import { fixed, type ValueOf } from "./fixed.ts"
import { challengesIn, eachOnce, hidden, oneByOne, participantsIn, teamsOf, usersIn } from "./lookUp.ts"
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
  rowsOfUsers(db, { challengeId, users: eachOnce(userIds) })

const withUsers = (db: Kysely<Tables>, value: ValueOf<{ readonly challengeId: string; readonly users: string }>) =>
  db
    .selectFrom(usersIn(value("users")))
    .innerJoinLateral(
      (eb) =>
        eb
          .selectFrom("entry")
          .select(entryColumns)
          .where("challenge_id", "=", value("challengeId"))
          .whereRef("entry.user_id", "=", "asked.user_id")
          .offset(oneByOne)
          .as("found"),
      (join) => join.onTrue()
    )
    .selectAll("found")
const rowsOfUsers = fixed(withUsers)

/** The entries of a user in these challenges, each with the challenge. */
export const ofUserIn = (db: Kysely<Tables>, userId: UserId, challengeIds: ReadonlyArray<ChallengeId>) =>
  rowsOfUserIn(db, { userId, challenges: eachOnce(challengeIds) })

const rowsOfUserIn = fixed((db, value: ValueOf<{ readonly userId: string; readonly challenges: string }>) =>
  db
    .selectFrom(challengesIn(value("challenges")))
    .innerJoinLateral(
      (eb) =>
        eb
          .selectFrom("entry")
          .select(["challenge_id", ...entryColumns])
          .where("user_id", "=", value("userId"))
          .whereRef("entry.challenge_id", "=", "asked.challenge_id")
          .offset(oneByOne)
          .as("found"),
      (join) => join.onTrue()
    )
    .selectAll("found")
)

/** The entries of these participants. */
export const ofParticipants = (db: Kysely<Tables>, challengeId: ChallengeId, ids: ReadonlyArray<ParticipantId>) =>
  rowsOfParticipants(db, { challengeId, participants: eachOnce(ids) })

const withParticipants = (
  db: Kysely<Tables>,
  value: ValueOf<{ readonly challengeId: string; readonly participants: string }>
) =>
  db
    .selectFrom(participantsIn(value("participants")))
    .innerJoinLateral(
      (eb) =>
        eb
          .selectFrom("entry")
          .select(entryColumns)
          .where("challenge_id", "=", value("challengeId"))
          .whereRef("entry.participant_id", "=", "asked.participant_id")
          .offset(oneByOne)
          .as("found"),
      (join) => join.onTrue()
    )
    .selectAll("found")
const rowsOfParticipants = fixed(withParticipants)

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
  rowsAlike(db, {
    challengeId,
    participants: eachOnce(batch.map(({ participantId }) => participantId)),
    users: eachOnce(batch.map(({ userId }) => userId))
  })

interface Alike {
  readonly challengeId: string
  readonly participants: string
  readonly users: string
}

const rowsAlike = fixed((db, value: ValueOf<Alike>) => withParticipants(db, value).unionAll(withUsers(db, value)))

/** One entry, by its participant. */
export const entryRow = (db: Kysely<Tables>, challengeId: ChallengeId, participantId: ParticipantId) =>
  rowOfParticipant(db, { challengeId, participantId })

const rowOfParticipant = fixed((db, value: ValueOf<{ readonly challengeId: string; readonly participantId: string }>) =>
  db
    .selectFrom("entry")
    .select(entryColumns)
    .where("challenge_id", "=", value("challengeId"))
    .where("participant_id", "=", value("participantId"))
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
  inserting(db, { challengeId, entries: JSON.stringify(entries.map((entry) => entryJson(challengeId, entry))) })

const inserting = fixed((db, value: ValueOf<{ readonly challengeId: string; readonly entries: string }>) =>
  db
    .insertInto("entry")
    .columns(["challenge_id", ...entryColumns])
    .expression(
      sql`select ${value("challengeId")}, r.* from json_to_recordset(${value("entries")}::json) as r (
        participant_id text, user_id text, entered_at int8, team text, division text, zone text, handicap text,
        categories text[], eligibility text, status text, fee_payer text, fee_minor_units numeric, charge_key text,
        charge_reference text)`
    )
)

/** Says how many have entered. */
export const counting = (db: Kysely<Tables>, challengeId: ChallengeId, entered: number) =>
  counted(db, { challengeId, entered })

const counted = fixed((db, value: ValueOf<{ readonly challengeId: string; readonly entered: number }>) =>
  db
    .updateTable("challenge")
    .set({ entered: value("entered") })
    .where("id", "=", value("challengeId"))
)

/** Changes what can be amended of entries. */
export const amendment = (db: Kysely<Tables>, challengeId: ChallengeId, entries: ReadonlyArray<Entry>) =>
  amending(db, { entries: JSON.stringify(entries.map((entry) => amendmentOf(challengeId, entry))) })

/** The challenge is joined like the participant, so that each is looked up in the index whatever the statistics say. */
const amending = fixed((db, value: ValueOf<{ readonly entries: string }>) =>
  db
    .updateTable("entry")
    .from(
      sql<Amended>`json_to_recordset(${value("entries")}::json)`.as<"amended">(
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
)

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
