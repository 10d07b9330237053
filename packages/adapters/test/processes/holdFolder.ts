import { Connection, layerEmbedded } from "@laurel/adapters/postgres"
import { Effect } from "effect"
import { sql } from "kysely"

// Opens an embedded store, writes something, says so and stays: node holdFolder.ts FOLDER
const [, , folder = ""] = process.argv

await Effect.runPromise(
  Effect.gen(function* () {
    const { db } = yield* Connection
    yield* Effect.promise(() => sql`create table if not exists kept (id int); insert into kept values (1)`.execute(db))
    process.stdout.write("open\n")
    return yield* Effect.never
  }).pipe(Effect.provide(layerEmbedded({ folder })))
)
