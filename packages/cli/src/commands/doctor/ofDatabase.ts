import { Problem } from "../../io/Problem.ts"
import { sizeText } from "../../output/sizeText.ts"
import { embeddedWarning } from "../../session/warnEmbedded.ts"
import type { Database } from "../../store/Database.ts"
import type { StoreLocation } from "../../store/StoreLocation.ts"
import { shownLocation } from "../../store/StoreLocation.ts"
import type { Stores } from "../../store/Stores.ts"
import { type Finding, ok, warning, wrong } from "./Finding.ts"

/** Instants of two machines further apart than this would put activities on wrong days and payouts before their dates. */
const skewMs = 5_000

/** What there is to say of a store before it is opened: its kind, its database, its tables. */
export const ofDatabase = async (
  stores: Stores,
  location: StoreLocation,
  now: () => number
): Promise<ReadonlyArray<Finding>> => {
  const store = ok("store", shownLocation(location))
  if (location._tag === "Memory") return [store, warning("memory", "everything is gone with the process")]
  const database = await stores.openDatabase(location).catch(told)
  if (database === undefined) return [store]
  if (database instanceof Problem) return [store, wrong("database", database.facts.title, database.facts.exit)]
  try {
    return [
      store,
      ...(location._tag === "Embedded" ? [warning("durability", embeddedWarning)] : []),
      ...(await ofServer(database, now, location)),
      await ofTables(database),
      await ofPartitions(database)
    ]
  } finally {
    await database.close()
  }
}

const told = (error: unknown): Problem => {
  if (error instanceof Problem) return error
  throw error
}

const ofServer = async (
  database: Database,
  now: () => number,
  location: StoreLocation
): Promise<ReadonlyArray<Finding>> => {
  const before = now()
  const facts = await database.facts()
  // It looked at its clock between asking and answering.
  const skew = Math.max(0, before - facts.now, facts.now - now())
  const apart = `the clocks of this machine and of the database are ${Math.round(skew)} ms apart`
  return [
    ok("database", `Postgres ${facts.version}; the tables take ${sizeText(facts.bytes)}`),
    ...(location._tag === "Postgres" ? [ofRole(facts.isBound)] : []),
    skew > skewMs ? warning("clock", `${apart}; let both follow the same time server`) : ok("clock", apart)
  ]
}

/** The database itself keeps what was posted as it is only from whom rights bind. */
const ofRole = (isBound: boolean): Finding =>
  isBound
    ? ok("role", "of the application: what is posted it may add and read, and not change")
    : warning(
        "role",
        "owns the tables or is a superuser, so that nothing keeps it from changing what is posted: let the application have one of its own, laurel db migrate --role NAME"
      )

const ofTables = async (database: Database): Promise<Finding> => {
  const steps = await database.migrations()
  const missing = steps.filter(({ state }) => state !== "applied")
  return missing.length === 0
    ? ok("migrations", `all ${steps.length} taken`)
    : wrong(
        "migrations",
        `${missing.map(({ name, state }) => `${name} ${state}`).join(", ")}: laurel db status`,
        "config"
      )
}

const ofPartitions = async (database: Database): Promise<Finding> => {
  const partitions = await database.partitions()
  const rest = partitions.filter(({ bounds, rows }) => bounds === "DEFAULT" && rows > 0)
  const tables = new Set(partitions.map(({ table }) => table))
  const count = partitions.length === 0 ? "none" : `${partitions.length}, of ${[...tables].join(", ")}`
  return rest.length === 0
    ? ok("partitions", count)
    : warning(
        "partitions",
        `${count}; ${rest.map(({ name, rows }) => `${name} holds about ${rows} rows that have none of their own`).join(", ")}`
      )
}
