import {
  ChallengeExists,
  ChallengeNotFound,
  type ChallengeQuery,
  ChallengeStore,
  type SearchText,
  VersionConflict,
  wordsIn
} from "@laurel/core/challenge"
import type { ChallengeId, Instant } from "@laurel/core/shared"
import { Clock, Effect, Layer, Option } from "effect"
import { type Kysely, sql } from "kysely"
import { challengeReader, columnsOf } from "./ChallengeRow.ts"
import { Db, mayLock } from "./Db.ts"
import { DbFailed } from "./errors.ts"
import { fixed, type ValueOf } from "./fixed.ts"
import { shareReads } from "./shareReads.ts"
import type { Tables } from "./tables.ts"
import { challengesUnavailable } from "./unavailable.ts"

/** Challenges in the database. Inside a transaction that may write `find` locks the challenge: what belongs to it is done one after the other. */
export const layerChallengeStore: Layer.Layer<ChallengeStore, never, Db> = Layer.effect(
  ChallengeStore,
  Effect.gen(function* () {
    const { run, ask, locked, isAlone } = yield* Db
    const read = challengeReader()
    const found = Effect.fnUntraced(function* (id: ChallengeId) {
      const [row] = yield* ask((db) => challengeRow(db, id), "once")
      if (row === undefined) return Option.none()
      ;(yield* locked).set(id, row)
      return Option.some(yield* read(row))
    })
    const shared = shareReads((id: ChallengeId) => Effect.runPromise(found(id)))
    const foundTogether = (id: ChallengeId) =>
      Effect.tryPromise({
        try: () => shared(id),
        catch: (cause) => (cause instanceof DbFailed ? cause : new DbFailed({ cause }))
      })
    return ChallengeStore.of({
      find: (id) =>
        Effect.flatMap(isAlone, (alone) => (alone ? foundTogether(id) : found(id))).pipe(
          Effect.catchTag("DbFailed", challengesUnavailable("find"))
        ),
      insert: (challenge) =>
        Effect.gen(function* () {
          const now = yield* Clock.currentTimeMillis
          const values = { ...columnsOf(challenge), created_at: new Date(now), log_month: monthOf(now) }
          const inserted = yield* run((db) =>
            db
              .insertInto("challenge")
              .values(values)
              .onConflict((conflict) => conflict.column("id").doNothing())
              .returning("id")
              .execute()
          )
          if (inserted.length === 0) return yield* new ChallengeExists({ challengeId: challenge.id })
        }).pipe(Effect.catchTag("DbFailed", challengesUnavailable("insert"))),
      save: (challenge, expected) =>
        Effect.gen(function* () {
          const { id: challengeId } = challenge
          const { id: _, ...changed } = columnsOf(challenge)
          const saved = yield* run((db) =>
            db
              .updateTable("challenge")
              .set(changed)
              .where("id", "=", challengeId)
              .where("version", "=", expected)
              .returning("id")
              .execute()
          )
          if (saved.length > 0) return
          const found = yield* run((db) =>
            db.selectFrom("challenge").select("version").where("id", "=", challengeId).executeTakeFirst()
          )
          return yield* found === undefined
            ? new ChallengeNotFound({ challengeId })
            : new VersionConflict({ challengeId, expected, actual: found.version })
        }).pipe(Effect.catchTag("DbFailed", challengesUnavailable("save"))),
      list: (query) =>
        run((db) => challengePage(db, query).execute()).pipe(
          Effect.flatMap((listed) => Effect.forEach(listed, read)),
          Effect.catchTag("DbFailed", challengesUnavailable("list"))
        )
    })
  })
)

const rows = (db: Kysely<Tables>) =>
  db
    .selectFrom("challenge")
    .select([
      "id",
      "version",
      "state",
      "organiser",
      sql<string>`definition::text`.as("definition"),
      sql<string>`state_fields::text`.as("state_fields")
    ])

/** A challenge, locked inside a transaction that may write. */
export const challengeRow = (db: Kysely<Tables>, id: ChallengeId) =>
  mayLock(db) ? lockedRow(db, { id }) : rowWithId(db, { id })

const withId = (db: Kysely<Tables>, value: ValueOf<{ readonly id: string }>) =>
  rows(db).select(["entered", "log_month"]).where("id", "=", value("id"))
const rowWithId = fixed(withId)
const lockedRow = fixed((db, value: ValueOf<{ readonly id: string }>) => withId(db, value).forNoKeyUpdate())

/** A page of challenges. */
export const challengePage = (
  db: Kysely<Tables>,
  { organiser, involving, ids, states, featured, visibility, search, after, limit }: ChallengeQuery
) =>
  rows(db)
    .where("archived", "=", false)
    .$if(organiser !== undefined, (query) => query.where("organiser", "=", organiser ?? null))
    .$if(involving !== undefined, (query) =>
      query.where("id", "=", involving === undefined ? null : idsInvolving(db, involving))
    )
    .$if(ids !== undefined, (query) => query.where("id", "=", sql<string>`any(${ids ?? []}::text[])`))
    .$if(states !== undefined, (query) => query.where("state", "=", sql<string>`any(${states ?? []}::text[])`))
    .$if(featured !== undefined, (query) => query.where("featured", "=", featured ?? null))
    .$if(visibility !== undefined, (query) => query.where(sql`definition ->> 'visibility'`, "=", visibility ?? null))
    .$if(search !== undefined, (query) => query.where(sql<boolean>`words @@ ${prefixes(search)}::tsquery`))
    .$if(after !== undefined, (query) => query.where("id", ">", after ?? null))
    .orderBy("id")
    .limit(limit)

/** The ids are found first, however many challenges there are: the page is looked up by them. */
const idsInvolving = (db: Kysely<Tables>, { person, as }: NonNullable<ChallengeQuery["involving"]>) => {
  const entered = db
    .selectFrom("entry")
    .select("challenge_id as id")
    .where("user_id", "=", as.includes("TakesPart") ? person : null)
  const organised = db
    .selectFrom("challenge")
    .select("id")
    .where("organiser", "=", as.includes("Organises") ? person : null)
  return sql<string>`any(array(${entered.unionAll(organised)}))`
}

/** Words as the beginnings of others that must all be there. Letters and digits alone are in them, so that quotes are enough. */
const prefixes = (search: SearchText | undefined): string =>
  (search === undefined ? [] : wordsIn(search)).map((term) => `'${term}':*`).join(" & ")

/** The first day of the month of an instant, in UTC. */
const monthOf = (instant: Instant): string => `${new Date(instant).toISOString().slice(0, 7)}-01`
