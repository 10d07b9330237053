import { Budgets, BudgetsUnavailable } from "@laurel/core/access"
import { Effect, Layer } from "effect"
import { type Kysely, sql } from "kysely"
import { type Counting, countTogether } from "./countTogether.ts"
import { Db } from "./Db.ts"
import type { Tables } from "./tables.ts"
import { given, ints, texts } from "./unnested.ts"

/** A statement that takes longer is left alone, so that those who come next need not wait for it. */
const patienceMs = 2_000
/** So often counts whose window is over are taken away. */
const sweepMs = 60_000

/** Budgets that processes share in the database, by its clock: one statement for all who take while the one before is under way. */
export const layerBudgets: Layer.Layer<Budgets, never, Db> = Layer.effect(
  Budgets,
  Effect.gen(function* () {
    const { run } = yield* Db
    const count = countTogether((countings) =>
      Effect.runPromise(
        Effect.timeout(
          run((db) => counting(db, countings).execute()),
          patienceMs
        )
      )
    )
    yield* Effect.forkScoped(
      Effect.forever(Effect.andThen(Effect.sleep(sweepMs), Effect.ignore(run((db) => sweeping(db).execute()))))
    )
    return Budgets.of({
      take: (takes) =>
        Effect.tryPromise({ try: () => count(takes), catch: (cause) => new BudgetsUnavailable({ cause }) })
    })
  })
)

/** Adds to the counts of windows that are not over, and begins those that are anew. */
const counting = (db: Kysely<Tables>, countings: ReadonlyArray<Counting>) => {
  const rows = given({
    name: texts(countings.map(({ budget }) => budget)),
    by: texts(countings.map(({ by }) => by)),
    taken: ints(countings.map(({ times }) => times)),
    window_ms: ints(countings.map(({ windowMs }) => windowMs))
  })
  const unlessOver = (column: "taken" | "ends_at", goesOn: string) =>
    sql<never>`case when budget.ends_at > now() then ${sql.raw(goesOn)} else ${sql.ref(`excluded.${column}`)} end`
  return db
    .insertInto("budget")
    .columns(["name", "by", "taken", "ends_at"])
    .expression((from) =>
      from
        .selectFrom(rows)
        .select(["name", "by", "taken", sql<Date>`now() + window_ms * interval '1 millisecond'`.as("ends_at")])
        .orderBy("place")
    )
    .onConflict((conflict) =>
      conflict.columns(["name", "by"]).doUpdateSet({
        taken: unlessOver("taken", "budget.taken + excluded.taken"),
        ends_at: unlessOver("ends_at", "budget.ends_at")
      })
    )
    .returning([
      "name as budget",
      "by",
      "taken as count",
      sql<number>`ceil(extract(epoch from ends_at - now()) * 1000)::int`.as("endsInMs")
    ])
}

/** Takes away what is over; whatever somebody takes from at the same time is left for the next time. */
const sweeping = (db: Kysely<Tables>) =>
  db
    .deleteFrom("budget")
    .where(
      sql<boolean>`ctid = any(array(${db
        .selectFrom("budget")
        .select(sql`ctid`.as("ctid"))
        .where(sql<boolean>`ends_at <= now()`)
        .forUpdate()
        .skipLocked()}))`
    )
