import { mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { parseArgs } from "node:util"
import type { Store } from "@laurel/adapters"
import { Connection, layerConnection, migrate } from "@laurel/adapters/postgres"
import { Effect } from "effect"
import { startPostgres } from "../servers/postgres.ts"
import { killWhileImporting } from "./kill/importing.ts"
import { killWhilePaying } from "./kill/paying.ts"
import { randomFrom } from "./random.ts"

// a real process is killed by kill -9 at random moments while it imports and while it pays, on Postgres and on the
// embedded store. Nothing acknowledged is lost, nothing is counted or paid twice.

const { values } = parseArgs({
  options: {
    kills: { type: "string", default: "100" },
    seed: { type: "string", default: "1" },
    store: { type: "string", multiple: true, default: ["Postgres", "embedded"] }
  }
})
const kills = Number(values.kills)
const random = randomFrom(Number(values.seed))

const onStore = async (name: string, store: Store): Promise<boolean> => {
  const imported = await killWhileImporting(store, "imported", kills, random)
  console.log(`${name}, importing: ${JSON.stringify(imported)}`)
  const paid = await killWhilePaying(store, "paid", kills, random)
  console.log(`${name}, paying:    ${JSON.stringify(paid)}`)
  const { lost, doubled, wrongScores } = imported
  return lost + doubled + wrongScores + paid.paidTwice + paid.unpaid + paid.unsound === 0
}

const server = await startPostgres({ isDurable: true })
const folder = mkdtempSync(join(tmpdir(), "laurel-kill-"))
try {
  const url = server.urlOf("postgres")
  await Effect.runPromise(Connection.use(migrate).pipe(Effect.provide(layerConnection({ url }))))
  const stores: ReadonlyArray<readonly [name: string, store: Store]> = [
    ["Postgres", `postgres://${url.slice("postgres://".length)}`],
    ["embedded", `pglite:${join(folder, "store")}`]
  ]
  const asked = stores.filter(([name]) => values.store.includes(name))
  if (asked.length < values.store.length) throw new Error("--store is Postgres or embedded")
  const holds: Array<boolean> = []
  for (const [name, store] of asked) holds.push(await onStore(name, store))
  console.log(holds.every(Boolean) ? "gate kill: holds" : "gate kill: BROKEN")
  process.exitCode = holds.every(Boolean) ? 0 : 1
} finally {
  await server.dispose()
  rmSync(folder, { recursive: true, force: true })
}
