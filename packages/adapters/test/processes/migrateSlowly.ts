import { Effect } from "effect"
import { connectPostgres } from "../../src/postgres/connectPostgres.ts"
import { migrate } from "../../src/postgres/migrations/migrate.ts"
import { slowMigration } from "../slowMigration.ts"

// A migrator that takes its time, so that it can be killed in the middle: node migrateSlowly.ts URL
const [, , url = ""] = process.argv

await Effect.runPromise(
  Effect.scoped(Effect.flatMap(connectPostgres({ url }), (connection) => migrate(connection, [slowMigration])))
)
