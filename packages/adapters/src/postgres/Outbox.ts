import { type Changed, type HourOfNews, type News, Outbox, type TakenChanges } from "@laurel/core/challenge"
import { ChallengeId, type Instant, UserId } from "@laurel/core/shared"
import { Effect, Layer, Option, Schema } from "effect"
import { type Kysely, sql } from "kysely"
import { textArray } from "./arrays.ts"
import { Db } from "./Db.ts"
import { fixed, type ValueOf } from "./fixed.ts"
import { readerOf } from "./rows.ts"
import type { Tables } from "./tables.ts"
import { challengesUnavailable } from "./unavailable.ts"

/** The outbox in the database. */
export const layerOutbox: Layer.Layer<Outbox, never, Db> = Layer.effect(
  Outbox,
  Effect.gen(function* () {
    const { ask, write, atomic } = yield* Db

    const take = Effect.fnUntraced(function* (challengeId: ChallengeId, now: Instant, limit: number) {
      // A statement of its own: the next one has to see what others took who were waited for.
      yield* write((db) => lock(db, { challengeId }), "once")
      const [row] = yield* readTaken(yield* ask((db) => taking(db, challengeId, now, limit)))
      if (row === undefined) return Option.none()
      const { version, is_everybody: isEverybody, is_more: isMore, users: userIds, news } = row
      return Option.some<TakenChanges>({ version: Number(version), userIds, isEverybody, isMore, news })
    })

    return Outbox.of({
      add: (challengeId, changed, news) =>
        changed.length === 0
          ? Effect.void
          : write((db) => addition(db, challengeId, changed, news), "once").pipe(
              Effect.catchTag("DbFailed", challengesUnavailable("add"))
            ),
      take: (challengeId, now, limit) =>
        atomic(take(challengeId, now, limit)).pipe(Effect.catchTag("DbFailed", challengesUnavailable("take"))),
      refreshAt: (challengeId, at) =>
        write((db) => refresh(db, challengeId, at), "once").pipe(
          Effect.catchTag("DbFailed", challengesUnavailable("refreshAt"))
        ),
      waiting: (now, limit, after) =>
        ask((db) => waitingChallenges(db, now, limit, after)).pipe(
          Effect.flatMap(readWaiting),
          Effect.map((rows) => rows.map(({ challenge_id }) => challenge_id)),
          Effect.catchTag("DbFailed", challengesUnavailable("waiting"))
        ),
      oldest: (now) =>
        ask((db) => oldestInstant(db, now)).pipe(
          Effect.flatMap(readOldest),
          Effect.map(([row]) => Option.map(Option.fromNullishOr(row?.oldest), Number)),
          Effect.catchTag("DbFailed", challengesUnavailable("oldest"))
        )
    })
  })
)

const readTaken = readerOf(
  Schema.Array(
    Schema.Struct({
      version: Schema.BigInt,
      is_everybody: Schema.Boolean,
      is_more: Schema.Boolean,
      users: Schema.Array(UserId),
      news: Schema.Array(
        Schema.Struct({
          hour: Schema.Int,
          joined: Schema.Int,
          activities: Schema.Int,
          lastAt: Schema.Int,
          active: Schema.Array(UserId)
        })
      )
    })
  )
)
const readWaiting = readerOf(Schema.Array(Schema.Struct({ challenge_id: ChallengeId })))
const readOldest = readerOf(Schema.Array(Schema.Struct({ oldest: Schema.NullOr(Schema.BigInt) })))

/** Beside the head of the challenge, which nobody who adds waits for. */
const addition = (db: Kysely<Tables>, challengeId: ChallengeId, changed: Changed, news: News | undefined) =>
  adding(db, {
    challengeId,
    users: changed === "Everybody" ? null : textArray(changed),
    at: news?.at ?? null,
    joined: news?.joined ?? 0,
    activities: news?.activities ?? 0,
    active: news?.areActive ?? false
  })

interface Added {
  readonly challengeId: string
  readonly users: string | null
  readonly at: number | null
  readonly joined: number
  readonly activities: number
  readonly active: boolean
}

const adding = fixed((db, value: ValueOf<Added>) =>
  db.insertInto("outbox").values({
    challenge_id: value("challengeId"),
    users: sql<ReadonlyArray<string>>`${value("users")}::text[]`,
    at: sql<bigint>`${value("at")}::int8`,
    joined: value("joined"),
    activities: value("activities"),
    active: value("active")
  })
)

/** Locks the head of a challenge, which is made where there is none; of a challenge that is not there nothing waits. */
const lock = fixed((db, value: ValueOf<{ readonly challengeId: string }>) =>
  db
    .insertInto("outbox_head")
    .columns(["challenge_id"])
    .expression((query) => query.selectFrom("challenge").select("id").where("id", "=", value("challengeId")))
    .onConflict((conflict) =>
      conflict.column("challenge_id").doUpdateSet((row) => ({ version: row.ref("outbox_head.version") }))
    )
)

const refresh = (db: Kysely<Tables>, challengeId: ChallengeId, at: Instant | undefined) =>
  db
    .insertInto("outbox_head")
    .values({ challenge_id: challengeId, refresh_at: at === undefined ? null : BigInt(at) })
    .onConflict((conflict) =>
      conflict.column("challenge_id").doUpdateSet((row) => ({ refresh_at: row.ref("excluded.refresh_at") }))
    )

/**
 * Takes what was added first, and counts the version; no row when nothing waits.
 *
 * **Details**: each addition names somebody, so that of no more than `limit` of them it has to be known how many they name. What is taken
 * is everything up to a number, which the key finds.
 */
export const taking = (db: Kysely<Tables>, challengeId: ChallengeId, now: Instant, limit: number) =>
  takingAll(db, { challengeId, now, limit, first: limit + 1 })

interface Taking {
  readonly challengeId: string
  readonly now: number
  readonly limit: number
  /** One more than the limit. */
  readonly first: number
}

const takingAll = fixed((db, value: ValueOf<Taking>) =>
  db
    .with("due", (query) =>
      query.selectNoFrom(({ exists, or, selectFrom }) =>
        or([
          exists(
            selectFrom("outbox")
              .select("number")
              .where("challenge_id", "=", value("challengeId"))
              .where("users", "is", null)
          ),
          exists(
            selectFrom("outbox_head")
              .select("version")
              .where("challenge_id", "=", value("challengeId"))
              .where("refresh_at", "<=", sql<bigint>`${value("now")}::int8`)
          )
        ])
          .$castTo<boolean>()
          .as("everybody")
      )
    )
    .with("first", (query) =>
      query
        .selectFrom("outbox")
        .select(["number", "users"])
        .where("challenge_id", "=", value("challengeId"))
        .orderBy("number")
        .limit(sql<bigint>`(select ${value("first")}::int8)`)
    )
    .with("named", (query) =>
      query
        .selectFrom("first")
        .select([
          "number",
          sql<number>`sum(cardinality(users)) over (order by number)`.as("total"),
          sql<number>`row_number() over (order by number)`.as("nth")
        ])
    )
    .with("taken", (query) =>
      query
        .deleteFrom("outbox")
        .where("challenge_id", "=", value("challengeId"))
        .where(
          sql<boolean>`number <= case when (select everybody from due) then ${greatest}::int8
            else (select max(number) from named where total <= ${value("limit")} or nth = 1) end`
        )
        .returning(["users", "at", "joined", "activities", "active"])
    )
    .with("head", (query) =>
      query
        .updateTable("outbox_head")
        .set({
          version: sql<bigint>`version + 1`,
          refresh_at: sql<bigint | null>`case when refresh_at > ${value("now")}::int8 then refresh_at end`
        })
        .where("challenge_id", "=", value("challengeId"))
        .where(sql<boolean>`((select everybody from due) or exists (select from taken))`)
        .returning("version")
    )
    .selectFrom(["head", "due"])
    .select([
      "head.version",
      "due.everybody as is_everybody",
      sql<boolean>`not due.everybody and (select count(*) from first) > (select count(*) from taken)`.as("is_more"),
      sql<ReadonlyArray<string>>`array(
        select distinct user_id collate "C" from taken, unnest(users) as user_id order by 1)`.as("users"),
      sql<ReadonlyArray<HourOfNews>>`(
        select coalesce(json_agg(json_build_object(
            'hour', hour, 'joined', joined, 'activities', activities, 'lastAt', last_at,
            'active', array(
              select distinct user_id collate "C" from taken as sent, unnest(sent.users) as user_id
              where sent.active and floor(sent.at / ${hourMs}::numeric)::int8 = hours.hour order by 1
            )) order by hour), '[]')
        from (
          select floor(at / ${hourMs}::numeric)::int8 as hour, sum(joined) as joined, sum(activities) as activities, max(at) as last_at
          from taken where at is not null group by 1
        ) as hours)`.as("news")
    ])
)

const hourMs = 3_600_000

/** No number of an addition is above it. */
const greatest = "9223372036854775807"

/**
 * The first challenges of which something waits, or the first after one: each is jumped to in the key from the one before it, however
 * many additions there are of one.
 */
export const waitingChallenges = (db: Kysely<Tables>, now: Instant, limit: number, after: ChallengeId | undefined) =>
  db
    .withRecursive("added(challenge_id, nth)", (query) =>
      query
        .selectFrom("outbox")
        .select(({ fn }) => [fn.min("challenge_id").as("challenge_id"), sql<number>`1`.as("nth")])
        .$if(after !== undefined, (first) => first.where("challenge_id", ">", after ?? ""))
        .unionAll(
          query
            .selectFrom("added")
            .select(({ selectFrom }) => [
              selectFrom("outbox")
                .select((one) => one.fn.min("outbox.challenge_id").as("next"))
                .whereRef("outbox.challenge_id", ">", "added.challenge_id")
                .$asScalar()
                .$notNull()
                .as("challenge_id"),
              sql<number>`added.nth + 1`.as("nth")
            ])
            .where("added.challenge_id", "is not", null)
            .where("added.nth", "<", limit)
        )
    )
    .selectFrom("added")
    .select("challenge_id")
    .where("challenge_id", "is not", null)
    .union(
      db
        .selectFrom("outbox_head")
        .select("challenge_id")
        .where("refresh_at", "<=", BigInt(now))
        .$if(after !== undefined, (due) => due.where("challenge_id", ">", after ?? ""))
    )
    .orderBy("challenge_id")
    .limit(limit)

/** The earliest instant among what waits; it reads all of that. */
export const oldestInstant = (db: Kysely<Tables>, now: Instant) =>
  db.selectNoFrom(({ selectFrom }) =>
    sql<bigint | null>`least(${selectFrom("outbox").select((one) => one.fn.min("at").as("at"))},
      ${selectFrom("outbox_head")
        .select((one) => one.fn.min("refresh_at").as("at"))
        .where("refresh_at", "<=", BigInt(now))})`.as("oldest")
  )
