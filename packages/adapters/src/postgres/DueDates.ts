import { type DueDate, DueDates, DueDatesUnavailable, type DueKey, type KeptDueDate } from "@laurel/core/runtime"
import { Effect, Layer } from "effect"
import { type Kysely, sql } from "kysely"
import { Db } from "./Db.ts"
import { dueDateColumns, readDueDates } from "./DueDateRow.ts"
import type { DbFailed } from "./errors.ts"
import type { Tables } from "./tables.ts"
import { given, instants, texts } from "./unnested.ts"

const unavailable =
  (operation: string) =>
  ({ cause }: DbFailed): Effect.Effect<never, DueDatesUnavailable> =>
    Effect.fail(new DueDatesUnavailable({ operation, cause }))

/** Due dates in the database. */
export const layerDueDates: Layer.Layer<DueDates, never, Db> = Layer.effect(
  DueDates,
  Effect.gen(function* () {
    const { run } = yield* Db
    return DueDates.of({
      set: (dates) =>
        dates.length === 0
          ? Effect.void
          : run((db) => upsert(db, lastOfEach(dates)).execute()).pipe(
              Effect.asVoid,
              Effect.catchTag("DbFailed", unavailable("set"))
            ),
      clear: (keys) =>
        keys.length === 0
          ? Effect.void
          : run((db) => removal(db, keys).execute()).pipe(
              Effect.asVoid,
              Effect.catchTag("DbFailed", unavailable("clear"))
            ),
      due: (now, limit) =>
        run((db) =>
          db
            .selectFrom("due_date")
            .select(dueDateColumns)
            .where("wake", "<=", sql<number>`${new Date(now)}`)
            .orderBy("wake")
            .orderBy("kind")
            .orderBy("subject")
            .limit(limit)
            .execute()
        ).pipe(Effect.flatMap(readDueDates), Effect.catchTag("DbFailed", unavailable("due"))),
      take: (date) =>
        run((db) => db.deleteFrom("due_date").where(isAsRead(date)).returning("kind").execute()).pipe(
          Effect.map((taken) => taken.length > 0),
          Effect.catchTag("DbFailed", unavailable("take"))
        ),
      postpone: (date, until) =>
        run((db) =>
          db
            .updateTable("due_date")
            .set({ wake: new Date(until) })
            .where(isAsRead(date))
            .returning("kind")
            .execute()
        ).pipe(
          Effect.map((postponed) => postponed.length > 0),
          Effect.catchTag("DbFailed", unavailable("postpone"))
        ),
      of: (subjects) =>
        run((db) =>
          db
            .selectFrom("due_date")
            .select(dueDateColumns)
            .where("subject", "=", sql<string>`any(${[...subjects]}::text[])`)
            .orderBy("subject")
            .orderBy("kind")
            .execute()
        ).pipe(Effect.flatMap(readDueDates), Effect.catchTag("DbFailed", unavailable("of")))
    })
  })
)

/** A statement writes a row once: of a subject that is named twice the last counts. */
const lastOfEach = (dates: ReadonlyArray<DueDate>): ReadonlyArray<DueDate> => [
  ...new Map(dates.map((date) => [`${date.kind} ${date.subject}`, date])).values()
]

const upsert = (db: Kysely<Tables>, dates: ReadonlyArray<DueDate>) =>
  db
    .insertInto("due_date")
    .columns(["kind", "subject", "due", "wake"])
    .expression(
      db
        .selectFrom(
          given({
            kind: texts(dates.map(({ kind }) => kind)),
            subject: texts(dates.map(({ subject }) => subject)),
            due: instants(dates.map(({ due }) => due))
          })
        )
        .select(["given.kind", "given.subject", "given.due", "given.due as wake"])
        // Always in one order, so that no two wait for each other.
        .orderBy("given.subject")
        .orderBy("given.kind")
    )
    .onConflict((conflict) =>
      conflict.columns(["subject", "kind"]).doUpdateSet((row) => ({
        due: row.ref("excluded.due"),
        wake: row.ref("excluded.wake")
      }))
    )

const removal = (db: Kysely<Tables>, keys: ReadonlyArray<DueKey>) =>
  db
    .deleteFrom("due_date")
    .using(given({ kind: texts(keys.map(({ kind }) => kind)), subject: texts(keys.map(({ subject }) => subject)) }))
    .whereRef("due_date.kind", "=", "given.kind")
    .whereRef("due_date.subject", "=", "given.subject")

const isAsRead = ({ kind, subject, due, wake }: KeptDueDate) =>
  sql<boolean>`kind = ${kind} and subject = ${subject} and due = ${new Date(due)} and wake = ${new Date(wake)}`
