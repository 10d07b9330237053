import { Connection, Db, layer } from "@laurel/adapters/postgres"
import type { ClaimedJob } from "@laurel/core/runtime"
import { type Handler, runJobs } from "@laurel/core/work"
import { Effect } from "effect"
import { atomic, poison, repeatable } from "./Trial.ts"

// A worker of the trial: works until it is killed.

const [url = "", name = "", leaseMs = ""] = process.argv.slice(2)

/** Longest work of one job, in milliseconds: long enough that most kills hit one. */
const longestMs = 120

/** On a connection of its own, so that it stays whatever becomes of the try. */
const begin = ({ key, tries, worker }: ClaimedJob) =>
  Effect.flatMap(Connection, ({ pool }) =>
    Effect.promise(() => pool.query("insert into gate.try values ($1, $2, $3, $4)", [key, tries, worker, Date.now()]))
  )

const working = Effect.promise(() => new Promise((resolve) => setTimeout(resolve, Math.random() * longestMs)))

const inTransaction = ({ key }: ClaimedJob) =>
  Db.use(({ run }) =>
    run((db) =>
      db.executeQuery({
        sql: "insert into gate.effect values ($1)",
        parameters: [key],
        query: { kind: "RawNode", sqlFragments: [], parameters: [] },
        queryId: { queryId: "gate" }
      })
    )
  )

const onItsOwn = ({ key }: ClaimedJob) =>
  Effect.flatMap(Connection, ({ pool }) =>
    Effect.promise(() => pool.query("insert into gate.repeatable values ($1) on conflict do nothing", [key]))
  )

const handlers = new Map<typeof atomic, Handler<Connection | Db>>([
  [
    atomic,
    {
      isAtomic: true,
      handle: (job) => Effect.andThen(begin(job), Effect.andThen(inTransaction(job), working))
    }
  ],
  [
    repeatable,
    { isAtomic: false, handle: (job) => Effect.andThen(begin(job), Effect.andThen(onItsOwn(job), working)) }
  ],
  [
    poison,
    {
      isAtomic: false,
      handle: (job) =>
        Effect.andThen(
          begin(job),
          Effect.sync(() => process.kill(process.pid, "SIGKILL"))
        )
    }
  ]
])

const ready = Effect.sync(() => process.stdout.write("ready\n"))

await Effect.runPromise(
  runJobs({ handlers, worker: name, leaseMs: Number(leaseMs), pollMs: 100 }).pipe(
    (work) => Effect.andThen(ready, work),
    Effect.provide(layer({ url, pool: { minimum: 1, maximum: 3 } }))
  )
)
