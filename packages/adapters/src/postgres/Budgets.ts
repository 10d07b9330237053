import { Budgets, BudgetsUnavailable, stepMs } from "@laurel/core/access"
import { Array, Effect, Layer } from "effect"
import { type Kysely, type RawBuilder, sql } from "kysely"
import { plainArray, textArray } from "./arrays.ts"
import { type Counting, countTogether } from "./countTogether.ts"
import { Db } from "./Db.ts"
import { fixed, type ValueOf } from "./fixed.ts"
import type { Tables } from "./tables.ts"
import { givenArrays, intArrays, textArrays } from "./unnested.ts"

/** A statement that takes longer is left alone, so that those who come next need not wait for it. */
const patienceMs = 2_000
/** So often counts whose window is over are taken away. */
const sweepMs = 60_000

/** Budgets that processes share in the database, by its clock: one statement for all who take while the one before is under way. */
export const layerBudgets: Layer.Layer<Budgets, never, Db> = Layer.effect(
  Budgets,
  Effect.gen(function* () {
    const { run, ask } = yield* Db
    const counted = (countings: ReadonlyArray<Counting>) => ask((db) => counting(db, countings), "once")
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

const unlessOver = (column: "taken" | "ends_at", goesOn: string) =>
  sql<never>`case when budget.ends_at > now() then ${sql.raw(goesOn)} else ${sql.ref(`excluded.${column}`)} end`

/** Adds to the counts of windows that are not over, and begins those that are anew. */
const windowChange = {
  taken: unlessOver("taken", "budget.taken + excluded.taken"),
  ends_at: unlessOver("ends_at", "budget.ends_at")
}

const micros = (span: string) => sql<number>`(extract(epoch from ${sql.raw(span)}) * 1000000)::int8`

/** What is taken, one array a column. */
interface Takings {
  readonly names: string
  readonly by: string
  readonly times: string
}

interface Windows extends Takings {
  readonly windows: string
}

interface Buckets extends Takings {
  readonly quota: number
  readonly step: number
}

/** Counts some budgets of one kind. */
const counting = (db: Kysely<Tables>, countings: ReadonlyArray<Counting>) => {
  const takings = {
    names: textArray(countings.map(({ budget }) => budget)),
    by: textArray(countings.map(({ by }) => by)),
    times: plainArray(countings.map(({ times }) => times))
  }
  const [{ quota, windowMs } = { quota: undefined, windowMs: 0 }] = countings
  const step = quota === undefined ? undefined : stepMs({ quota, windowMs })
  return quota === undefined || step === undefined
    ? countingWindows(db, { ...takings, windows: plainArray(countings.map((one) => one.windowMs)) })
    : countingBuckets(db, { ...takings, quota, step })
}

const countingWindows = fixed((db, value: ValueOf<Windows>) =>
  db
    .insertInto("budget")
    .columns(["name", "by", "taken", "ends_at"])
    .expression((from) =>
      from
        .selectFrom(givenArrays({ ...takenBy(value), window_ms: intArrays(value("windows")) }))
        .select(["name", "by", "taken", sql<Date>`now() + window_ms * interval '1 millisecond'`.as("ends_at")])
        .orderBy("place")
    )
    .onConflict((conflict) => conflict.columns(["name", "by"]).doUpdateSet(windowChange))
    .returning([
      "name as budget",
      "by",
      "taken as count",
      sql<number>`ceil(extract(epoch from ends_at - now()) * 1000)::int`.as("endsInMs")
    ])
)

const left = micros("ends_at - now()")

/** As `takeFromBucket` of the core does for one, for several: as many are taken as there are, and the count is beyond the quota for the others. */
const countingBuckets = fixed((db, value: ValueOf<Buckets>) => {
  const [quota, step] = [sql`${value("quota")}::int8`, sql`${value("step")}::int8`]
  const stepMicros = sql`(${step} * 1000)`
  const from = "greatest(budget.ends_at, now())"
  const out = sql`((${micros(`${from} - now()`)} + ${stepMicros} - 1) / ${stepMicros})`
  const lasting = (tokens: RawBuilder<unknown>) => sql<Date>`${tokens} * ${step} * interval '1 millisecond'`
  return db
    .insertInto("budget")
    .columns(["name", "by", "taken", "ends_at"])
    .expression((query) =>
      query
        .selectFrom(givenArrays(takenBy(value)))
        .select(["name", "by", "taken", sql<Date>`now() + ${lasting(sql`least(taken, ${quota})`)}`.as("ends_at")])
        .orderBy("place")
    )
    .onConflict((conflict) =>
      conflict.columns(["name", "by"]).doUpdateSet({
        taken: sql<number>`(${out} + excluded.taken)::int`,
        ends_at: sql<Date>`${sql.raw(from)} + ${lasting(sql`least(excluded.taken, greatest(${quota} - ${out}, 0))`)}`
      })
    )
    .returning([
      "name as budget",
      "by",
      "taken as count",
      sql<number>`ceil((${left} - ${stepMicros} * ((${left} - 1) / ${stepMicros})) / 1000.0)::int`.as("endsInMs")
    ])
})

const takenBy = (value: ValueOf<Takings>) => ({
  name: textArrays(value("names")),
  by: textArrays(value("by")),
  taken: intArrays(value("times"))
})

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
