import type { Activity, Listed, LogPage } from "@laurel/core/activity"
import type { ChallengeId, Instant, UserId } from "@laurel/core/shared"
import { type Kysely, sql } from "kysely"
import { activityColumns, changeColumns, lastChanged, loggedColumns, reasonOf } from "./ActivityRow.ts"
import type { NewRow } from "./appendBatch.ts"
import { nullableTextArray, plainArray, textArray } from "./arrays.ts"
import { hidden, oneByOne, usersOf } from "./lookUp.ts"
import type { Tables } from "./tables.ts"

/** Where the activities of a challenge are: its partition, and itself. */
export interface Place {
  readonly month: string
  readonly challengeId: ChallengeId
}

type Identity = Pick<Activity, "source" | "sourceKey">

/** Keys as a table of two columns, for any number of them. */
const keysOf = (identities: ReadonlyArray<Identity>) => {
  const sources = textArray(identities.map(({ source }) => source))
  const keys = textArray(identities.map(({ sourceKey }) => sourceKey))
  return sql<{
    readonly source: string
    readonly source_key: string
  }>`unnest(${sources}::text[], ${keys}::text[])`.as<"key">(sql`key (source, source_key)`)
}

/** The rows that hold these keys, or stand aside with them. */
export const ofKeys = (
  db: Kysely<Tables>,
  { month, challengeId }: Place,
  identities: ReadonlyArray<Identity>,
  which: "holders" | "aside"
) =>
  db
    .selectFrom(keysOf(identities))
    .innerJoinLateral(
      (eb) =>
        eb
          .selectFrom("activity")
          .select(activityColumns)
          .where("log_month", "=", month)
          .where("challenge_id", "=", challengeId)
          .whereRef("activity.source", "=", "key.source")
          .whereRef("activity.source_key", "=", "key.source_key")
          .$if(which === "holders", (query) => query.where("holds", "=", sql.lit(true)))
          .$if(which === "aside", (query) => query.where("state", "=", sql.lit("Aside")))
          .offset(oneByOne)
          .as("found"),
      (join) => join.onTrue()
    )
    .selectAll("found")

/** The rows that are held, in the order in which they arrived. The challenge says in which partition they are. */
export const heldRows = (db: Kysely<Tables>, challengeId: ChallengeId, userId: UserId | undefined) =>
  db
    .selectFrom("activity")
    .select(activityColumns)
    .where("log_month", "=", (eb) => eb.selectFrom("challenge").select("log_month").where("id", "=", challengeId))
    .where("challenge_id", "=", challengeId)
    .where("state", "in", [sql.lit("Held"), sql.lit("Rejected"), sql.lit("Aside")])
    .$if(userId !== undefined, (query) => query.where("user_id", "=", userId ?? null))
    .orderBy("arrived")

/** What `quarantined` counts, as the condition of its index. */
const isQuarantined = sql<boolean>`(state = 'Held' and reason in ('perActivity', 'perDay'))`

const isHeld = sql<boolean>`(state in ('Held', 'Rejected', 'Aside'))`

/** A page of rows, the newest first. */
export const loggedRows = (
  db: Kysely<Tables>,
  challengeId: ChallengeId,
  { userId, state }: Listed,
  { limit, before }: LogPage
) =>
  db
    .selectFrom("activity")
    .select(loggedColumns)
    .where("log_month", "=", (eb) => eb.selectFrom("challenge").select("log_month").where("id", "=", challengeId))
    .where("challenge_id", "=", challengeId)
    .$if(userId !== undefined, (query) => query.where("user_id", "=", userId ?? null))
    .$if(state === "Held", (query) => query.where(isHeld))
    .$if(state === "Quarantined", (query) => query.where(isQuarantined))
    .$if(before !== undefined, (query) => query.where("arrived", "<", BigInt(before ?? 0)))
    .orderBy("activity.arrived", "desc")
    .limit(hidden(limit))

/** The rows of a user that changed after a change, those that did first come first. */
export const changedRows = (
  db: Kysely<Tables>,
  challengeId: ChallengeId,
  userId: UserId,
  after: number,
  limit: number
) =>
  rowsOfUser(db, challengeId, userId)
    .select(changeColumns)
    .where(lastChanged, ">", BigInt(after))
    .orderBy(lastChanged)
    .limit(hidden(limit))

/** When a row of a user last changed; nothing where there is none. */
export const lastChangeOf = (db: Kysely<Tables>, challengeId: ChallengeId, userId: UserId) =>
  rowsOfUser(db, challengeId, userId).select(sql<bigint | null>`max(coalesce(changed, arrived))`.as("change"))

const rowsOfUser = (db: Kysely<Tables>, challengeId: ChallengeId, userId: UserId) =>
  db
    .selectFrom("activity")
    .where("log_month", "=", (eb) => eb.selectFrom("challenge").select("log_month").where("id", "=", challengeId))
    .where("challenge_id", "=", challengeId)
    .where("user_id", "=", userId)

/** How many rows are in quarantine, not decided about: a row that is refused for what it says may hold its key like them. */
export const quarantined = (db: Kysely<Tables>, challengeId: ChallengeId) =>
  db
    .selectFrom("activity")
    .select(sql<number>`count(*)::int`.as("held"))
    .where("log_month", "=", (eb) => eb.selectFrom("challenge").select("log_month").where("id", "=", challengeId))
    .where("challenge_id", "=", challengeId)
    .where(isQuarantined)

/** The rows of these users that count. */
export const countedRows = (db: Kysely<Tables>, challengeId: ChallengeId, userIds: ReadonlyArray<UserId>) =>
  db
    .selectFrom(usersOf(userIds))
    .innerJoinLateral(
      (eb) =>
        eb
          .selectFrom("activity")
          .select(activityColumns)
          .where("log_month", "=", (sub) =>
            sub.selectFrom("challenge").select("log_month").where("id", "=", challengeId)
          )
          .where("challenge_id", "=", challengeId)
          .whereRef("activity.user_id", "=", "asked.user_id")
          .where("state", "in", [sql.lit("Counts"), sql.lit("Released")])
          .offset(oneByOne)
          .as("found"),
      (join) => join.onTrue()
    )
    .selectAll("found")

/** Of each key of these users the row that was the last to hold it of those that had arrived by an instant. */
export const rowsAt = (db: Kysely<Tables>, challengeId: ChallengeId, userIds: ReadonlyArray<UserId>, by: Instant) =>
  db
    .selectFrom(usersOf(userIds))
    .innerJoinLateral(
      (eb) =>
        eb
          .selectFrom("activity")
          .select(activityColumns)
          .distinctOn(["source", "source_key"])
          .where("log_month", "=", (sub) =>
            sub.selectFrom("challenge").select("log_month").where("id", "=", challengeId)
          )
          .where("challenge_id", "=", challengeId)
          .whereRef("activity.user_id", "=", "asked.user_id")
          .where("state", "<>", sql.lit("Aside"))
          .where("received_at", "<=", sql<bigint>`${by}`)
          .orderBy("source")
          .orderBy("source_key")
          .orderBy("revision", "desc")
          .as("found"),
      (join) => join.onTrue()
    )
    .selectAll("found")

/**
 * Rows that hold their key no more, by where they lie: their challenge is locked since they were read, so they still lie
 * there.
 */
export const setGone = (db: Kysely<Tables>, { month }: Place, places: ReadonlyArray<string>) =>
  db
    .updateTable("activity")
    .set({ state: "Gone", holds: false })
    .where("log_month", "=", month)
    .where(sql`ctid`, "=", sql`any(${textArray(places)}::tid[])`)

/** What an organiser makes of the row that holds a key; when is the next number of what arrives, which the column has by default. */
export const setState = (
  db: Kysely<Tables>,
  { month, challengeId }: Place,
  { source, sourceKey }: Identity,
  state: "Released" | "Rejected"
) =>
  db
    .updateTable("activity")
    .set({ state, changed: sql<bigint>`default` })
    .where("log_month", "=", month)
    .where("challenge_id", "=", challengeId)
    .where("source", "=", source)
    .where("source_key", "=", sourceKey)
    .where("holds", "=", sql.lit(true))

/** Writes rows in the order given. */
export const insertion = (db: Kysely<Tables>, { month, challengeId }: Place, rows: ReadonlyArray<NewRow>) => {
  const of = <A>(column: (activity: Activity) => A): ReadonlyArray<A> =>
    rows.map(({ arrival }) => column(arrival.activity))
  const outcomes = rows.map(({ outcome }) => reasonOf(outcome))
  return db
    .insertInto("activity")
    .columns([
      "log_month",
      "challenge_id",
      "source",
      "source_key",
      "revision",
      "user_id",
      "metric",
      "quantity",
      "at",
      "received_at",
      "void",
      "note",
      "evidence",
      "state",
      "holds",
      "reason",
      "field",
      "changed"
    ])
    .expression(
      sql`select ${month}::date, ${challengeId}, new.source, new.source_key, new.revision, new.user_id, new.metric,
        new.quantity, new.at, new.received_at, new.void, new.note, new.evidence, new.state,
        new.state not in ('Aside', 'Gone'), new.reason, new.field, null::int8
      from unnest(
        ${textArray(of(({ source }) => source))}::text[],
        ${textArray(of(({ sourceKey }) => sourceKey))}::text[],
        ${plainArray(of(({ revision }) => revision))}::int[],
        ${textArray(of(({ userId }) => userId))}::text[],
        ${textArray(of(({ metric }) => metric))}::text[],
        ${plainArray(of(({ quantity }) => quantity))}::int8[],
        ${plainArray(of(({ at }) => at))}::int8[],
        ${plainArray(rows.map(({ arrival }) => arrival.receivedAt))}::int8[],
        ${plainArray(of((activity) => activity.void))}::boolean[],
        ${nullableTextArray(of(({ note }) => note))}::text[],
        ${nullableTextArray(of(({ evidence }) => evidence))}::text[],
        ${textArray(rows.map(({ state }) => state))}::text[],
        ${nullableTextArray(outcomes.map(({ reason }) => reason))}::text[],
        ${nullableTextArray(outcomes.map(({ field }) => field))}::text[]
      ) as new (source, source_key, revision, user_id, metric, quantity, at, received_at, void, note, evidence, state,
        reason, field)`
    )
}
