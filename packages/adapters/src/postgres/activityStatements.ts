import type { Activity, Listed, LogPage } from "@laurel/core/activity"
import type { ChallengeId, Instant, UserId } from "@laurel/core/shared"
import { type Kysely, type RawBuilder, sql } from "kysely"
import { activityColumns, changeColumns, lastChanged, loggedColumns, reasonOf } from "./ActivityRow.ts"
import type { NewRow } from "./appendBatch.ts"
import { nullableTextArray, plainArray, textArray } from "./arrays.ts"
import { fixed, type ValueOf } from "./fixed.ts"
import { hidden, oneByOne, usersOf } from "./lookUp.ts"
import type { Tables } from "./tables.ts"

/** Where the activities of a challenge are: its partition, and itself. */
export interface Place {
  readonly month: string
  readonly challengeId: ChallengeId
}

type Identity = Pick<Activity, "source" | "sourceKey">

/** The rows that hold these keys, or stand aside with them. */
export const ofKeys = (
  db: Kysely<Tables>,
  place: Place,
  identities: ReadonlyArray<Identity>,
  which: "holders" | "aside"
) =>
  withKeys[which](db, {
    ...place,
    sources: textArray(identities.map(({ source }) => source)),
    keys: textArray(identities.map(({ sourceKey }) => sourceKey))
  })

interface Keys extends Place {
  readonly sources: string
  readonly keys: string
}

const rowsWithKeys = (condition: RawBuilder<boolean>) =>
  fixed((db, value: ValueOf<Keys>) =>
    db
      .selectFrom(
        sql<{
          readonly source: string
          readonly source_key: string
        }>`unnest(${value("sources")}::text[], ${value("keys")}::text[])`.as<"key">(sql`key (source, source_key)`)
      )
      .innerJoinLateral(
        (eb) =>
          eb
            .selectFrom("activity")
            .select(activityColumns)
            .where("log_month", "=", value("month"))
            .where("challenge_id", "=", value("challengeId"))
            .whereRef("activity.source", "=", "key.source")
            .whereRef("activity.source_key", "=", "key.source_key")
            .where(condition)
            .offset(oneByOne)
            .as("found"),
        (join) => join.onTrue()
      )
      .selectAll("found")
  )

/** As the index of what stands aside has it: by `state = 'Aside'` that of what is held would do, too. */
const isAside = sql<boolean>`(state like 'Aside')`

const withKeys = { holders: rowsWithKeys(sql`holds`), aside: rowsWithKeys(isAside) }

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
export const insertion = (db: Kysely<Tables>, place: Place, rows: ReadonlyArray<NewRow>) => {
  const of = <A>(column: (activity: Activity) => A): ReadonlyArray<A> =>
    rows.map(({ arrival }) => column(arrival.activity))
  const outcomes = rows.map(({ outcome }) => reasonOf(outcome))
  return inserting(db, {
    ...place,
    sources: textArray(of(({ source }) => source)),
    keys: textArray(of(({ sourceKey }) => sourceKey)),
    revisions: plainArray(of(({ revision }) => revision)),
    userIds: textArray(of(({ userId }) => userId)),
    metrics: textArray(of(({ metric }) => metric)),
    quantities: plainArray(of(({ quantity }) => quantity)),
    instants: plainArray(of(({ at }) => at)),
    arrivals: plainArray(rows.map(({ arrival }) => arrival.receivedAt)),
    voids: plainArray(of((activity) => activity.void)),
    notes: nullableTextArray(of(({ note }) => note)),
    evidence: nullableTextArray(of(({ evidence }) => evidence)),
    states: textArray(rows.map(({ state }) => state)),
    reasons: nullableTextArray(outcomes.map(({ reason }) => reason)),
    fields: nullableTextArray(outcomes.map(({ field }) => field))
  })
}

/** What is written of activities, one array a column. */
interface Columns extends Keys {
  readonly revisions: string
  readonly userIds: string
  readonly metrics: string
  readonly quantities: string
  readonly instants: string
  readonly arrivals: string
  readonly voids: string
  readonly notes: string
  readonly evidence: string
  readonly states: string
  readonly reasons: string
  readonly fields: string
}

// Arrays that are taken apart where they are selected are not put down as a table first, as those in `from` are.
const inserting = fixed((db, value: ValueOf<Columns>) =>
  db
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
      "reason",
      "field",
      "state",
      "holds",
      "changed"
    ])
    .expression(
      sql`select ${value("month")}::date, ${value("challengeId")}, new.*, new.state not in ('Aside', 'Gone'), null::int8
      from (
        select
          unnest(${value("sources")}::text[]),
          unnest(${value("keys")}::text[]),
          unnest(${value("revisions")}::int[]),
          unnest(${value("userIds")}::text[]),
          unnest(${value("metrics")}::text[]),
          unnest(${value("quantities")}::int8[]),
          unnest(${value("instants")}::int8[]),
          unnest(${value("arrivals")}::int8[]),
          unnest(${value("voids")}::boolean[]),
          unnest(${value("notes")}::text[]),
          unnest(${value("evidence")}::text[]),
          unnest(${value("reasons")}::text[]),
          unnest(${value("fields")}::text[]),
          unnest(${value("states")}::text[]) as state
      ) as new`
    )
)
