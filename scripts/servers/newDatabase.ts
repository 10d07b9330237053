import { Connection, layerConnection } from "@laurel/adapters/postgres"
import { Effect } from "effect"

let databases = 0

/** A new, empty database on the server with this address; gives its own. */
export const newDatabaseOn = async (server: string): Promise<string> => {
  databases += 1
  const name = `gate_${process.pid}_${databases}`
  await Effect.runPromise(
    Effect.flatMap(Connection, ({ pool }) => Effect.promise(() => pool.query(`create database ${name}`))).pipe(
      Effect.provide(layerConnection({ url: server }))
    )
  )
  const url = new URL(server)
  url.pathname = `/${name}`
  return url.href
}
