import {
  type Connection as Connected,
  Connection,
  type Db,
  layerDb,
  layerPorts,
  migrate
} from "@laurel/adapters/postgres"
import { Checkpoint } from "@laurel/core/contracts"
import { Effect, Exit, Layer, Option, Scope } from "effect"
import { sql } from "kysely"
import pg from "pg"
import { afterAll, inject } from "vitest"
import { connectEmbedded } from "../src/postgres/connectEmbedded.ts"
import { connectPostgres } from "../src/postgres/connectPostgres.ts"
import { checkpointsOf } from "./checkpoints.ts"
import { watched } from "./conservation.ts"
import { tablesOf } from "./tablesOf.ts"

type Opened = Connected["Service"]

/**
 * Takes everything out of the tables of a database, and leaves what says which tables they are: one statement that deletes from all
 * of them. Foreign keys are looked at when all of it is done, so that the order does not matter. Truncating made new files for every
 * table and index: 60 ms a world, and this takes 3.
 */
export const empty = async (opened: Opened): Promise<void> => {
  const deletes = (await tablesOf(opened)).map(({ table }, index) => `d${index} as (delete from ${table})`)
  await sql.raw(`with ${deletes.join(", ")} select 1`).execute(opened.db)
}

/** A connection of a test file: opened by the first test that needs it, closed after the last. */
export const kept = <E>(open: Effect.Effect<Opened, E, Scope.Scope>): (() => Promise<Opened>) => {
  const scope = Scope.makeUnsafe()
  let opened: Promise<Opened> | undefined
  afterAll(async () => {
    if (opened !== undefined) await Effect.runPromise(Scope.close(scope, Exit.void))
  }, 60_000)
  return () => {
    opened ??= Effect.runPromise(
      Effect.provideService(
        Effect.tap(open, (connection) => migrate(connection)),
        Scope.Scope,
        scope
      )
    )
    return opened
  }
}

/** All ports over one database of the test file; each time the layer is built its tables are empty. */
const emptied = (connection: () => Promise<Opened>, database: Layer.Layer<Db, never, Connection> = layerDb) =>
  layerPorts.pipe(
    Layer.provideMerge(database),
    Layer.provideMerge(
      Layer.effect(
        Connection,
        Effect.promise(async () => {
          const opened = await connection()
          await empty(opened)
          return opened
        })
      )
    )
  )

let databases = 0

/** A new, empty database on the server of the test run; gives its address. */
export const newDatabase: Effect.Effect<string> = Effect.promise(async () => {
  const server = inject("postgres")
  databases += 1
  const name = `laurel_${process.pid}_${databases}_${Math.floor(performance.now())}`
  const admin = new pg.Client({ connectionString: server })
  await admin.connect()
  await admin.query(`create database ${name}`)
  await admin.end()
  const url = new URL(server)
  url.pathname = `/${name}`
  return url.href
})

const onPostgres = Effect.flatMap(newDatabase, (url) => connectPostgres({ url }))

/** The connection of this test file to a database of its own on Postgres. */
export const postgresConnection = () => kept(onPostgres)

/** Opened once for all test files of a process, which run one after the other: opening takes longer than most of them. */
let embedded: Promise<Opened> | undefined

/** The connection to the embedded store, in memory. It goes with the process. */
export const embeddedConnection = () => (): Promise<Opened> => {
  embedded ??= Effect.runPromise(
    Effect.provideService(
      Effect.tap(connectEmbedded({}), (connection) => migrate(connection)),
      Scope.Scope,
      Scope.makeUnsafe()
    )
  )
  return embedded
}

/** All ports on Postgres, empty each time the layer is built. Call it where the test runner collects tests. */
export const postgresWorld = (connection = postgresConnection()) => emptied(connection)

/** All ports on the embedded store, empty each time the layer is built. Call it where the test runner collects tests. */
export const embeddedWorld = (connection = embeddedConnection()) => emptied(connection)

/** The same worlds, the money in them looked at after every transaction that is committed. */
export const postgresWatched = (connection = postgresConnection()) => emptied(connection, watchedDb)
export const embeddedWatched = (connection = embeddedConnection()) => emptied(connection, watchedDb)

/** As these, and worlds begin where others ended: for hundreds of worlds that begin the same. */
export const withCheckpoints = <A, E, R>(world: Layer.Layer<A | Connection, E, R>) =>
  Layer.provideMerge(
    Layer.effect(
      Checkpoint,
      Effect.map(Connection, (opened) => Option.some(checkpointsOf(opened)))
    ),
    world
  )

const watchedDb = watched.pipe(Layer.provide(layerDb))
