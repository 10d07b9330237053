import {
  admit,
  Entries,
  type Entry,
  type EntryOutcome,
  ParticipantNotFound,
  type Room,
  type Taken
} from "@laurel/core/challenge"
import type { ChallengeId, ParticipantId, UserId } from "@laurel/core/shared"
import { Effect, Layer, Option } from "effect"
import { type Kysely, sql } from "kysely"
import { Db } from "./Db.ts"
import { amendmentOf, entryColumns, entryJson, readEntries } from "./EntryRow.ts"
import { lockChallenge } from "./lockChallenge.ts"
import { oneByOne, participantsOf, teamsOf, usersOf } from "./lookUp.ts"
import type { Tables } from "./tables.ts"
import { challengesUnavailable } from "./unavailable.ts"

/** Entries in the database. Who enters is decided while the challenge is locked, from what its batch could meet. */
export const layerEntries: Layer.Layer<Entries, never, Db> = Layer.effect(
  Entries,
  Effect.gen(function* () {
    const { run, atomic } = yield* Db
    const entriesOf = (query: (db: Kysely<Tables>) => Promise<unknown>) => Effect.flatMap(run(query), readEntries)

    const enter = Effect.fnUntraced(function* (challengeId: ChallengeId, entries: ReadonlyArray<Entry>, room: Room) {
      const { entered: field } = yield* lockChallenge(run, challengeId)
      const known = yield* entriesOf((db) => alike(db, challengeId, entries).execute())
      const teams = yield* run((db) => teamSizes(db, challengeId, entries, room).execute())
      const { outcomes, admitted } = admitAll(entries, room, {
        field,
        known,
        teams: new Map(teams.map(({ team, members }) => [team, members]))
      })
      if (admitted.length === 0) return outcomes
      yield* run((db) => insertion(db, challengeId, admitted).execute())
      yield* run((db) =>
        db
          .updateTable("challenge")
          .set({ entered: field + admitted.length })
          .where("id", "=", challengeId)
          .execute()
      )
      return outcomes
    })

    const amend = Effect.fnUntraced(function* (challengeId: ChallengeId, entries: ReadonlyArray<Entry>) {
      const last = new Map(entries.map((entry) => [entry.participantId, entry]))
      const found = yield* run((db) => ofParticipants(db, challengeId, [...last.keys()]).execute())
      const known = new Set<string>(found.map(({ participant_id }) => participant_id))
      const stranger = entries.find(({ participantId }) => !known.has(participantId))
      if (stranger !== undefined) {
        return yield* new ParticipantNotFound({ challengeId, participantId: stranger.participantId })
      }
      // Nobody who has entered is ever taken out: what was found is still there.
      if (entries.length > 0) yield* run((db) => amendment(db, challengeId, [...last.values()]).execute())
    })

    return Entries.of({
      enter: (challengeId, entries, room) =>
        entries.length === 0
          ? Effect.succeed([])
          : atomic(enter(challengeId, entries, room)).pipe(Effect.catchTag("DbFailed", challengesUnavailable("enter"))),
      ofUsers: (challengeId, userIds) =>
        userIds.length === 0
          ? Effect.succeed([])
          : entriesOf((db) => ofUsers(db, challengeId, userIds).execute()).pipe(
              Effect.map((entries) => inOrderOf(userIds, entries)),
              Effect.catchTag("DbFailed", challengesUnavailable("ofUsers"))
            ),
      all: (challengeId) =>
        entriesOf((db) => rows(db, challengeId).orderBy("participant_id").execute()).pipe(
          Effect.catchTag("DbFailed", challengesUnavailable("all"))
        ),
      places: (challengeId, team) =>
        run((db) => places(db, challengeId, team).executeTakeFirstOrThrow()).pipe(
          Effect.catchTag("DbFailed", challengesUnavailable("places"))
        ),
      countActive: (challengeId) =>
        run((db) =>
          db
            .selectFrom("entry")
            .select(sql<number>`count(*)::int`.as("active"))
            .where("challenge_id", "=", challengeId)
            .where("status", "=", sql.lit("Active"))
            .executeTakeFirstOrThrow()
        ).pipe(
          Effect.map(({ active }) => active),
          Effect.catchTag("DbFailed", challengesUnavailable("countActive"))
        ),
      find: (challengeId, participantId) =>
        entriesOf((db) => rows(db, challengeId).where("participant_id", "=", participantId).execute()).pipe(
          Effect.map(([entry]) => Option.fromUndefinedOr(entry)),
          Effect.catchTag("DbFailed", challengesUnavailable("find"))
        ),
      amend: (challengeId, entries) =>
        amend(challengeId, entries).pipe(Effect.catchTag("DbFailed", challengesUnavailable("amend")))
    })
  })
)

const rows = (db: Kysely<Tables>, challengeId: ChallengeId) =>
  db.selectFrom("entry").select(entryColumns).where("challenge_id", "=", challengeId)

const ofUsers = (db: Kysely<Tables>, challengeId: ChallengeId, userIds: ReadonlyArray<UserId>) =>
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

const ofParticipants = (db: Kysely<Tables>, challengeId: ChallengeId, ids: ReadonlyArray<ParticipantId>) =>
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

/** The entries that a batch may meet: those of its participants, and those of its users. */
const alike = (db: Kysely<Tables>, challengeId: ChallengeId, batch: ReadonlyArray<Entry>) =>
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

const places = (db: Kysely<Tables>, challengeId: ChallengeId, team: ParticipantId | undefined) =>
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

/** How many the teams of a batch have; of none where teams may be of any size. */
const teamSizes = (
  db: Kysely<Tables>,
  challengeId: ChallengeId,
  batch: ReadonlyArray<Entry>,
  { teamMaximum }: Room
) => {
  const teams = teamMaximum === undefined ? [] : batch.flatMap(({ team }) => team ?? [])
  return db
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
}

interface Places {
  readonly field: number
  readonly known: ReadonlyArray<Entry>
  readonly teams: ReadonlyMap<string, number>
}

/** Decides about each entry of a batch in turn, those before it included. */
const admitAll = (batch: ReadonlyArray<Entry>, room: Room, { field, known, teams }: Places) => {
  const byParticipant = new Map<ParticipantId, Entry>()
  const byUser = new Map<UserId, Entry>()
  const teamSizes = new Map(teams)
  const admitted: Array<Entry> = []
  const put = (entry: Entry): void => {
    byParticipant.set(entry.participantId, entry)
    byUser.set(entry.userId, entry)
  }
  for (const entry of known) put(entry)
  const outcomes = batch.map((entry): EntryOutcome => {
    const existing = byParticipant.get(entry.participantId) ?? byUser.get(entry.userId)
    const team = entry.team === undefined ? 0 : (teamSizes.get(entry.team) ?? 0)
    const taken: Taken = { field: field + admitted.length, team }
    const outcome = admit(entry, existing, taken, room)
    if (outcome._tag !== "Entered") return outcome
    put(entry)
    admitted.push(entry)
    if (entry.team !== undefined) teamSizes.set(entry.team, team + 1)
    return outcome
  })
  return { outcomes, admitted }
}

const insertion = (db: Kysely<Tables>, challengeId: ChallengeId, entries: ReadonlyArray<Entry>) =>
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
const amendment = (db: Kysely<Tables>, challengeId: ChallengeId, entries: ReadonlyArray<Entry>) =>
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

const inOrderOf = (userIds: ReadonlyArray<UserId>, entries: ReadonlyArray<Entry>): ReadonlyArray<Entry | undefined> => {
  const byUser = new Map(entries.map((entry) => [entry.userId, entry]))
  return userIds.map((userId) => byUser.get(userId))
}
