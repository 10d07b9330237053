import { Budgets, BudgetsUnavailable, stepMs } from "@laurel/core/access"
import { Array, Effect, Layer } from "effect"
import { type Kysely, type RawBuilder, sql } from "kysely"
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
    const counted = (countings: ReadonlyArray<Counting>) => run((db) => counting(db, countings).execute())
    const count = countTogether((countings) =>
      Effect.runPromise(
        Effect.timeout(Effect.map(Effect.forEach(kindsIn(countings), counted), Array.flatten), patienceMs)
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

/** Windows in one statement, and buckets in one for each kind: a statement knows one step. */
const kindsIn = (countings: ReadonlyArray<Counting>): ReadonlyArray<ReadonlyArray<Counting>> =>
  Object.values(
    Object.groupBy(countings, ({ quota, windowMs }) => (quota === undefined ? "windows" : `${quota} in ${windowMs}`))
  ).flatMap((kind = []) => [kind])

/** What becomes of the row of a budget, where there is one. */
interface Change {
  readonly taken: RawBuilder<number>
  readonly ends_at: RawBuilder<Date>
}

const unlessOver = (column: "taken" | "ends_at", goesOn: string) =>
  sql<never>`case when budget.ends_at > now() then ${sql.raw(goesOn)} else ${sql.ref(`excluded.${column}`)} end`

/** Adds to the counts of windows that are not over, and begins those that are anew. */
const windowChange: Change = {
  taken: unlessOver("taken", "budget.taken + excluded.taken"),
  ends_at: unlessOver("ends_at", "budget.ends_at")
}

const micros = (span: string) => sql<number>`(extract(epoch from ${sql.raw(span)}) * 1000000)::int8`

/** As `takeFromBucket` of the core does for one, for several: as many are taken as there are, and the count is beyond the quota for the others. */
const bucketChange = (quota: number, step: number): Change => {
  const stepMicros = step * 1_000
  const from = "greatest(budget.ends_at, now())"
  const out = sql`((${micros(`${from} - now()`)} + ${stepMicros}::int8 - 1) / ${stepMicros}::int8)`
  return {
    taken: sql<number>`(${out} + excluded.taken)::int`,
    ends_at: sql<Date>`${sql.raw(from)} + least(excluded.taken, greatest(${quota}::int8 - ${out}, 0)) * ${step}::int * interval '1 millisecond'`
  }
}

/** Counts some budgets of one kind. */
const counting = (db: Kysely<Tables>, countings: ReadonlyArray<Counting>) => {
  const rows = given({
    name: texts(countings.map(({ budget }) => budget)),
    by: texts(countings.map(({ by }) => by)),
    taken: ints(countings.map(({ times }) => times)),
    window_ms: ints(countings.map(({ windowMs }) => windowMs))
  })
  const [{ quota, windowMs } = { quota: undefined, windowMs: 0 }] = countings
  const step = quota === undefined ? undefined : stepMs({ quota, windowMs })
  const isBucket = quota !== undefined && step !== undefined
  const endsAt = isBucket
    ? sql<Date>`now() + least(taken, ${quota}::int) * ${step}::int * interval '1 millisecond'`
    : sql<Date>`now() + window_ms * interval '1 millisecond'`
  const left = micros("ends_at - now()")
  const endsInMs = isBucket
    ? sql<number>`ceil((${left} - ${step * 1_000}::int8 * ((${left} - 1) / ${step * 1_000}::int8)) / 1000.0)::int`
    : sql<number>`ceil(extract(epoch from ends_at - now()) * 1000)::int`
  return db
    .insertInto("budget")
    .columns(["name", "by", "taken", "ends_at"])
    .expression((from) =>
      from
        .selectFrom(rows)
        .select(["name", "by", "taken", endsAt.as("ends_at")])
        .orderBy("place")
    )
    .onConflict((conflict) =>
      conflict.columns(["name", "by"]).doUpdateSet({ ...(isBucket ? bucketChange(quota, step) : windowChange) })
    )
    .returning(["name as budget", "by", "taken as count", endsInMs.as("endsInMs")])
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
