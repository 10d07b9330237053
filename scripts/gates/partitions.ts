import { setTimeout as sleep } from "node:timers/promises"
import { parseArgs } from "node:util"
import { Connection, layerConnection, migrate } from "@laurel/adapters/postgres"
import { Effect } from "effect"
import { startPostgres } from "../servers/postgres.ts"
import { startRedis } from "../servers/redis.ts"
import { FaultProxy, type Toxic, toxics } from "./partitions/FaultProxy.ts"
import { look } from "./partitions/held.ts"
import { Traffic } from "./partitions/Traffic.ts"
import { makeWorld, serveOver } from "./partitions/world.ts"

// R-07: the network between a server and its Postgres, then its Redis, goes bad in seven ways while people record and read. No request takes
// longer than its deadline, nothing is lost or counted twice, and all is well soon after the network is.

const { values } = parseArgs({
  options: {
    seconds: { type: "string", default: "30" },
    only: { type: "string" },
    toxic: { type: "string" }
  }
})
const badMs = Number(values.seconds) * 1_000
const participants = 50
/** So soon everything is answered again. */
const wellWithinMs = 5_000
/** Longer than a request takes that was sent in time to fail. */
const watchedMs = 17_000

const postgres = await startPostgres()
const redis = await startRedis()
const url = postgres.urlOf("postgres")
await Effect.runPromise(Effect.flatMap(Connection, migrate).pipe(Effect.provide(layerConnection({ url }))))
const store = `postgres://${url.slice("postgres://".length)}` as const
const key = await makeWorld(store, participants)
const proxies = { Postgres: await FaultProxy.to(postgres.port), Redis: await FaultProxy.to(redis.port) }
const through = new URL(url)
through.port = `${proxies.Postgres.port}`
const serving = await serveOver(through.href, `redis://127.0.0.1:${proxies.Redis.port}`)
const traffic = new Traffic({ url: serving.url, key, participants, writers: 6, readers: 4 })
const flaws: Array<string> = []

const suffer = async (name: "Postgres" | "Redis", toxic: Toxic): Promise<void> => {
  traffic.lookAgain()
  proxies[name].poison(toxic)
  await sleep(badMs)
  proxies[name].heal()
  const healed = performance.now()
  await sleep(watchedMs)
  const { answered, refused, slowestMs, troubleAt, flaws: found } = traffic.seen
  const wellAfterMs = Math.max(0, troubleAt - healed)
  for (const flaw of new Set(found)) flaws.push(`${name} ${toxic}: ${flaw}`)
  if (wellAfterMs > wellWithinMs) flaws.push(`${name} ${toxic}: well again after ${(wellAfterMs / 1_000).toFixed(1)} s`)
  console.log(
    `${name.padEnd(8)} ${toxic.padEnd(10)} ${`${answered}`.padStart(5)} answered, ${`${refused}`.padStart(4)} unavailable, ` +
      `slowest ${(slowestMs / 1_000).toFixed(1)} s, well again ${(wellAfterMs / 1_000).toFixed(1)} s after`
  )
}

/** What the tables say, beside what was acknowledged. */
const held = async (): Promise<string> => {
  const { acknowledged } = traffic
  const { lost, twice, scores, wrong } = await look({ databaseUrl: url, serverUrl: serving.url, key, acknowledged })
  if (lost + twice + wrong > 0 || scores < participants)
    flaws.push(`${lost} lost, ${twice} counted twice, ${wrong} wrong scores`)
  return `${acknowledged.size} activities acknowledged: ${lost} lost, ${twice} counted twice; ${scores} scores, ${wrong} wrong`
}

try {
  traffic.begin()
  await sleep(2_000)
  for (const name of ["Postgres", "Redis"] as const)
    for (const toxic of toxics)
      if ((values.only ?? name) === name && (values.toxic ?? toxic) === toxic) await suffer(name, toxic)
  await traffic.end()
  console.log(await held())
} finally {
  await serving.end()
  await Promise.all(Object.values(proxies).map((proxy) => proxy.close()))
  await Promise.all([postgres.dispose(), redis.dispose()])
}
for (const flaw of flaws.slice(0, 20)) console.log(`  ${flaw}`)
console.log(flaws.length === 0 ? "gate partitions: holds" : `gate partitions: BROKEN (${flaws.length})`)
process.exitCode = flaws.length === 0 ? 0 : 1
