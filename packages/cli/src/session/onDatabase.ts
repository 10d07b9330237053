import { locationOf } from "../config/locationOf.ts"
import { originsOf } from "../config/origins.ts"
import { readSettings } from "../config/readSettings.ts"
import { Problem } from "../io/Problem.ts"
import type { Database } from "../store/Database.ts"
import { askOf } from "./askOf.ts"
import type { House } from "./openSession.ts"
import type { Session } from "./Session.ts"

/** Opens the database of the store that the flags, the environment and the settings name, and closes it after `act`. */
export const onDatabase = async <A>(
  given: Readonly<Record<string, unknown>>,
  { io, stores }: House,
  act: (database: Database, asking: Pick<Session, "ask">) => Promise<A>
): Promise<A> => {
  const settings = readSettings(await originsOf(given, io))
  const location = await locationOf(settings)
  const database = await stores.openDatabase(location)
  if (database === undefined)
    throw new Problem({
      exit: "usage",
      code: "no-database",
      title: "a store in memory has no database to look after",
      where: "--db",
      remedy: "give pglite:./folder or postgres://user@host/database"
    })
  try {
    return await act(database, askOf(settings, io))
  } finally {
    await database.close()
  }
}
