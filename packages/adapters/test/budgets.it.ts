import { assert, describe, it } from "@effect/vitest"
import { Connection, layerBudgets as inDatabase, layerDb } from "@laurel/adapters/postgres"
import { layerBudgets as inRedis } from "@laurel/adapters/redis"
import { Budgets, BudgetsUnavailable, type Take } from "@laurel/core/access"
import { budgetsContract } from "@laurel/core/contracts"
import { Effect, Layer, Schedule } from "effect"
import { TestClock } from "effect/testing"
import { sql } from "kysely"
import { inject } from "vitest"
import { postgresConnection, postgresWorld } from "./database.ts"

let worlds = 0
const nextPrefix = () => `budgets-${process.pid}-${++worlds}`

/** Budgets in Redis once they can be reached. A busy machine is no reason to give a test up. */
const connected = (prefix: string) => {
  const layer = Layer.fresh(inRedis({ url: inject("redis"), prefix, commandTimeoutMs: 20_000 }))
  const isThere = Budgets.use(({ take }) => take([{ budget: "connected", by: "test", windowMs: 60_000 }]))
  const until = { schedule: Schedule.spaced("10 millis") }
  return Layer.tap(layer, (context) => Effect.provideContext(Effect.retry(isThere, until), context))
}

budgetsContract("Redis", Layer.unwrap(Effect.sync(() => connected(nextPrefix()))))
budgetsContract("Postgres", Layer.provide(inDatabase, postgresWorld()))

const connection = postgresConnection()
const overConnection = Layer.effect(Connection, Effect.promise(connection))
const processes = {
  Redis: () => {
    const prefix = nextPrefix()
    return () => connected(prefix)
  },
  Postgres: () => () => Layer.fresh(inDatabase).pipe(Layer.provide(layerDb), Layer.provide(overConnection))
}

for (const [name, world] of Object.entries(processes)) {
  describe(`Budgets that processes share (${name})`, () => {
    it.live("no two are given the same count, whoever asks, and none is left out", () =>
      Effect.gen(function* () {
        const some: ReadonlyArray<Take> = ["a", "b"].map((budget) => ({ budget, by: name, windowMs: 600_000 }))
        const inProcess = world()
        const answers = yield* Effect.all(
          Array.from({ length: 4 }, () =>
            Budgets.use(({ take }) =>
              Effect.all(
                Array.from({ length: 100 }, (_, at) => take(at % 2 === 0 ? some : some.toReversed())),
                { concurrency: 20 }
              )
            ).pipe(Effect.provide(inProcess()))
          ),
          { concurrency: "unbounded" }
        )
        const [first, second] = [0, 1].map((index) =>
          answers.flatMap((asked) => asked.map((taken, at) => taken[at % 2 === 0 ? index : 1 - index]?.count ?? 0))
        )
        const all = Array.from({ length: 400 }, (_, at) => at + 1)
        assert.deepStrictEqual(
          first?.sort((a, b) => a - b),
          all
        )
        assert.deepStrictEqual(
          second?.sort((a, b) => a - b),
          all
        )
      })
    )
  })
}

describe("Budgets that cannot be reached", () => {
  it.live("say so at once", () =>
    Effect.gen(function* () {
      const asked = Budgets.use(({ take }) => take([{ budget: "a", by: "x", windowMs: 1_000 }]))
      const nowhere = inRedis({ url: "redis://127.0.0.1:1" })
      assert.instanceOf(yield* Effect.flip(Effect.provide(asked, nowhere)), BudgetsUnavailable)
    })
  )
})

describe("Budgets in the database", () => {
  it.effect("what is over is taken away after a minute, and what is not stays", () =>
    Effect.gen(function* () {
      const { db, schema } = yield* Effect.promise(connection)
      const kept = Effect.promise(async () => {
        const { rows } = await sql<{
          by: string
        }>`select by from ${sql.table(`${schema}.budget`)} where name = 'swept'`.execute(db)
        return rows.map(({ by }) => by).sort()
      })
      const take = (by: string, windowMs: number) =>
        Budgets.use((budgets) => budgets.take([{ budget: "swept", by, windowMs }]))
      const sweeping = Effect.gen(function* () {
        yield* take("long", 600_000)
        yield* take("short", 1)
        assert.deepStrictEqual(yield* kept, ["long", "short"])
        yield* TestClock.adjust("1 minute")
        while ((yield* kept).length > 1) yield* Effect.promise(() => new Promise((resolve) => setTimeout(resolve, 5)))
        assert.deepStrictEqual(yield* kept, ["long"])
      })
      yield* Effect.provide(sweeping, processes.Postgres()())
    })
  )
})
