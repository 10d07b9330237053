import type { HourOfNews, Tally } from "@laurel/core/challenge"
import type { ChallengeId, UserId } from "@laurel/core/shared"
import { type Kysely, sql } from "kysely"
import { arrayOf, nullableTextArray, plainArray, textArray } from "./arrays.ts"
import { fixed, type ValueOf } from "./fixed.ts"
import { oneByOne, usersOf } from "./lookUp.ts"
import type { Tables } from "./tables.ts"
import {
  amountOrNoneArrays,
  bigintArrays,
  bigintOrNoneArrays,
  givenArrays,
  intArrays,
  intOrNoneArrays,
  textArrays,
  textOrNoneArrays
} from "./unnested.ts"

const ofTally = ["status", "active_days", "score", "progress", "place", "currency", "prize"] as const

/** Takes the news into the totals of a challenge, which are locked until the transaction ends. */
export const locking = (db: Kysely<Tables>, challengeId: ChallengeId, news: ReadonlyArray<HourOfNews>) =>
  adding(db, {
    challengeId,
    activities: BigInt(news.reduce((sum, hour) => sum + hour.activities, 0)),
    changedAt: news.length === 0 ? null : BigInt(Math.max(...news.map(({ lastAt }) => lastAt)))
  })

interface Totals {
  readonly challengeId: string
  readonly activities: bigint
  readonly changedAt: bigint | null
}

const adding = fixed((db, value: ValueOf<Totals>) =>
  db
    .insertInto("challenge_tally")
    .values({ challenge_id: value("challengeId"), activities: value("activities"), changed_at: value("changedAt") })
    .onConflict((conflict) =>
      conflict.column("challenge_id").doUpdateSet((row) => ({
        activities: row("challenge_tally.activities", "+", row.ref("excluded.activities")),
        changed_at: sql<bigint | null>`greatest(challenge_tally.changed_at, excluded.changed_at)`
      }))
    )
)

export const hoursAddition = (db: Kysely<Tables>, challengeId: ChallengeId, news: ReadonlyArray<HourOfNews>) =>
  addingHours(db, {
    challengeId,
    hours: plainArray(news.map(({ hour }) => hour)),
    joined: plainArray(news.map(({ joined }) => joined)),
    activities: plainArray(news.map(({ activities }) => activities))
  })

interface Hours {
  readonly challengeId: string
  readonly hours: string
  readonly joined: string
  readonly activities: string
}

const addingHours = fixed((db, value: ValueOf<Hours>) =>
  db
    .insertInto("challenge_hour")
    .columns(["challenge_id", "hour", "joined", "activities"])
    .expression((query) =>
      query
        .selectFrom(
          givenArrays({
            hour: bigintArrays(value("hours")),
            joined: bigintArrays(value("joined")),
            activities: bigintArrays(value("activities"))
          })
        )
        .select([sql<string>`${value("challengeId")}`.as("challenge_id"), "hour", "joined", "activities"])
    )
    .onConflict((conflict) =>
      conflict.columns(["challenge_id", "hour"]).doUpdateSet((row) => ({
        joined: row("challenge_hour.joined", "+", row.ref("excluded.joined")),
        activities: row("challenge_hour.activities", "+", row.ref("excluded.activities"))
      }))
    )
)

/** Adds who was active, each once an hour, in the order of the key; nobody but who holds the totals adds to the challenge. */
export const activeAddition = (db: Kysely<Tables>, challengeId: ChallengeId, news: ReadonlyArray<HourOfNews>) => {
  const rows = news.flatMap(({ hour, active }) => active.map((userId) => ({ hour, userId })))
  return addingActive(db, {
    challengeId,
    hours: plainArray(rows.map(({ hour }) => hour)),
    users: textArray(rows.map(({ userId }) => userId))
  })
}

interface ActiveUsers {
  readonly challengeId: string
  readonly hours: string
  readonly users: string
}

const addingActive = fixed((db, value: ValueOf<ActiveUsers>) =>
  db
    .insertInto("active_user")
    .columns(["hour", "user_id", "challenge_id"])
    .expression((query) =>
      query
        .selectFrom(givenArrays({ hour: bigintArrays(value("hours")), user_id: textArrays(value("users")) }))
        .select(["hour", "user_id", sql<string>`${value("challengeId")}`.as("challenge_id")])
    )
    .onConflict((conflict) => conflict.doNothing())
)

/**
 * How many different users were active, hour by hour: each hour is jumped to in the key from the one before it, and its users are in the key
 * in their order, so that nothing is sorted.
 */
export const activeHours = (db: Kysely<Tables>, fromHour: number) =>
  db
    .withRecursive("known(hour)", (query) =>
      query
        .selectFrom("active_user")
        .select(({ fn }) => fn.min("hour").as("hour"))
        .where("hour", ">=", BigInt(fromHour))
        .unionAll(
          query
            .selectFrom("known")
            .select(({ selectFrom }) =>
              selectFrom("active_user")
                .select(({ fn }) => fn.min("active_user.hour").as("next"))
                .whereRef("active_user.hour", ">", "known.hour")
                .$asScalar()
                .$notNull()
                .as("hour")
            )
            .where("known.hour", "is not", null)
        )
    )
    .selectFrom("known")
    .innerJoinLateral(
      (from) =>
        from
          .selectFrom((users) =>
            users
              .selectFrom("active_user")
              .select("user_id")
              .distinct()
              .whereRef("active_user.hour", "=", "known.hour")
              .as("different")
          )
          .select(({ fn }) => fn.countAll<bigint>().as("users"))
          .as("counted"),
      (join) => join.onTrue()
    )
    .select(["known.hour", "counted.users"])
    .where("known.hour", "is not", null)
    .orderBy("known.hour")

/** Takes away who was active before an hour, the oldest first. */
export const activeRemoval = (db: Kysely<Tables>, before: number, limit: number) =>
  db
    .deleteFrom("active_user")
    .using((from) =>
      from
        .selectFrom("active_user")
        .selectAll()
        .where("hour", "<", BigInt(before))
        .orderBy("hour")
        .orderBy("user_id")
        .orderBy("challenge_id")
        .limit(limit)
        .as("old")
    )
    .whereRef("active_user.hour", "=", "old.hour")
    .whereRef("active_user.user_id", "=", "old.user_id")
    .whereRef("active_user.challenge_id", "=", "old.challenge_id")
    .returning("active_user.hour")

/** The challenges that these users take part in. */
export const enteredRows = (db: Kysely<Tables>, userIds: ReadonlyArray<UserId>) =>
  db
    .selectFrom(usersOf(userIds))
    .innerJoinLateral(
      (eb) =>
        eb
          .selectFrom("participant_tally")
          .select(["participant_tally.user_id", "challenge_id", "participant_id"])
          .whereRef("participant_tally.user_id", "=", "asked.user_id")
          .offset(oneByOne)
          .as("found"),
      (join) => join.onTrue()
    )
    .selectAll("found")
    .orderBy("found.user_id")
    .orderBy("found.challenge_id")

/** Puts the tallies that say something else than those that are there, each once; the totals, which are locked, come along. */
export const tallying = (db: Kysely<Tables>, challengeId: ChallengeId, batch: ReadonlyArray<Tally>) => {
  const tallies = [...new Map(batch.map((tally) => [tally.participantId, tally])).values()]
  return putting(db, {
    challengeId,
    participants: textArray(tallies.map(({ participantId }) => participantId)),
    users: textArray(tallies.map(({ userId }) => userId)),
    statuses: textArray(tallies.map(({ status }) => status)),
    activeDays: plainArray(tallies.map(({ activeDays }) => activeDays)),
    scores: arrayOf(tallies.map(({ score }) => score ?? null)),
    progress: arrayOf(tallies.map(({ progress }) => progress ?? null)),
    places: arrayOf(tallies.map(({ place }) => place ?? null)),
    currencies: nullableTextArray(tallies.map(({ prize }) => prize?.currency)),
    prizes: arrayOf(tallies.map(({ prize }) => prize?.minorUnits ?? null))
  })
}

/** Tallies, one array a column. */
interface Columns {
  readonly challengeId: string
  readonly participants: string
  readonly users: string
  readonly statuses: string
  readonly activeDays: string
  readonly scores: string
  readonly progress: string
  readonly places: string
  readonly currencies: string
  readonly prizes: string
}

const counted = ["participant_id", "status", "active_days", "score", "progress"] as const

const putting = fixed((db, value: ValueOf<Columns>) =>
  db
    .with("before", (query) =>
      query
        .selectFrom(givenArrays({ participant_id: textArrays(value("participants")) }))
        .innerJoinLateral(
          (from) =>
            from
              .selectFrom("participant_tally")
              .select(counted)
              .where("challenge_id", "=", value("challengeId"))
              .whereRef("participant_tally.participant_id", "=", "given.participant_id")
              .offset(oneByOne)
              .as("known"),
          (join) => join.onTrue()
        )
        .selectAll("known")
    )
    .with("written", (query) =>
      query
        .insertInto("participant_tally")
        .columns(["challenge_id", "participant_id", "user_id", ...ofTally])
        .expression((from) =>
          from
            .selectFrom(
              givenArrays({
                participant_id: textArrays(value("participants")),
                user_id: textArrays(value("users")),
                status: textArrays(value("statuses")),
                active_days: intArrays(value("activeDays")),
                score: bigintOrNoneArrays(value("scores")),
                progress: intOrNoneArrays(value("progress")),
                // `place` is where a row stands among those given.
                final_place: intOrNoneArrays(value("places")),
                currency: textOrNoneArrays(value("currencies")),
                prize: amountOrNoneArrays(value("prizes"))
              })
            )
            .select([
              sql<string>`${value("challengeId")}`.as("challenge_id"),
              "participant_id",
              "user_id",
              "status",
              "active_days",
              "score",
              "progress",
              "final_place as place",
              "currency",
              "prize"
            ])
        )
        .onConflict((conflict) =>
          conflict
            .columns(["challenge_id", "participant_id"])
            .doUpdateSet((row) => ({
              status: row.ref("excluded.status"),
              active_days: row.ref("excluded.active_days"),
              score: row.ref("excluded.score"),
              progress: row.ref("excluded.progress"),
              place: row.ref("excluded.place"),
              currency: row.ref("excluded.currency"),
              prize: row.ref("excluded.prize")
            }))
            .where(sql<boolean>`(${columnsOf("participant_tally")}) is distinct from (${columnsOf("excluded")})`)
        )
        .returning(counted)
    )
    .with("change", (query) =>
      query
        .selectFrom("written")
        .select([sql<number>`1`.as("sign"), "status", "active_days", "score", "progress"])
        .unionAll(
          query
            .selectFrom("before")
            .innerJoin("written", "written.participant_id", "before.participant_id")
            .select([
              sql<number>`-1`.as("sign"),
              "before.status",
              "before.active_days",
              "before.score",
              "before.progress"
            ])
        )
    )
    .with("difference", (query) =>
      query
        .selectFrom("change")
        .select([
          sumWhere(sql`status = 'Active'`).as("active"),
          sumWhere(sql`status = 'Withdrawn'`).as("withdrawn"),
          sumWhere(sql`status = 'Disqualified'`).as("disqualified"),
          sumWhere(sql`active_days > 0`).as("started"),
          sumWhere(sql`score is not null`).as("scored"),
          sql<bigint>`coalesce(sum(sign * score), 0)`.as("score"),
          sumWhere(sql`progress is not null`).as("measured"),
          sql<bigint>`coalesce(sum(sign * progress), 0)`.as("progress")
        ])
    )
    .updateTable("challenge_tally")
    .from("difference")
    .set((row) => ({
      active: row("challenge_tally.active", "+", row.ref("difference.active")),
      withdrawn: row("challenge_tally.withdrawn", "+", row.ref("difference.withdrawn")),
      disqualified: row("challenge_tally.disqualified", "+", row.ref("difference.disqualified")),
      started: row("challenge_tally.started", "+", row.ref("difference.started")),
      scored: row("challenge_tally.scored", "+", row.ref("difference.scored")),
      score: row("challenge_tally.score", "+", row.ref("difference.score")),
      measured: row("challenge_tally.measured", "+", row.ref("difference.measured")),
      progress: row("challenge_tally.progress", "+", row.ref("difference.progress"))
    }))
    .where("challenge_tally.challenge_id", "=", value("challengeId"))
)

const columnsOf = (table: "participant_tally" | "excluded") =>
  sql.join(ofTally.map((column) => sql.ref(`${table}.${column}`)))

const sumWhere = (condition: ReturnType<typeof sql>) => sql<bigint>`coalesce(sum(sign) filter (where ${condition}), 0)`

export const totalsRow = (db: Kysely<Tables>, challengeId: ChallengeId) =>
  db.selectFrom("challenge_tally").selectAll().where("challenge_id", "=", challengeId)

export const userTallies = (db: Kysely<Tables>, userId: UserId) =>
  db.selectFrom("participant_tally").selectAll().where("user_id", "=", userId).orderBy("challenge_id")

export const busyHours = (db: Kysely<Tables>, fromHour: number) =>
  db
    .selectFrom("challenge_hour")
    .selectAll()
    .where("hour", ">=", BigInt(fromHour))
    .orderBy("challenge_id")
    .orderBy("hour")

/** Takes away hours before one, the oldest first. */
export const hoursRemoval = (db: Kysely<Tables>, before: number, limit: number) =>
  db
    .deleteFrom("challenge_hour")
    .using((from) =>
      from
        .selectFrom("challenge_hour")
        .select(["challenge_id", "hour"])
        .where("hour", "<", BigInt(before))
        .orderBy("hour")
        .limit(limit)
        .as("old")
    )
    .whereRef("challenge_hour.challenge_id", "=", "old.challenge_id")
    .whereRef("challenge_hour.hour", "=", "old.hour")
    .returning("challenge_hour.hour")
