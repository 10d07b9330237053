import { parseArgs } from "node:util"
import { startPostgres } from "../servers/postgres.ts"
import { startRedis } from "../servers/redis.ts"
import { runStreams } from "./streams/runStreams.ts"

// one of many clients stalls, clients disconnect and come back at another server, and news between the servers are lost.

const { values } = parseArgs({
  options: {
    clients: { type: "string", default: "1000" },
    seconds: { type: "string", default: "20" },
    "per-second": { type: "string", default: "200" }
  }
})

const postgres = await startPostgres()
const redis = await startRedis()
try {
  const { lines, flaws, late } = await runStreams({
    postgres: postgres.urlOf("postgres"),
    redis,
    clients: Number(values.clients),
    seconds: Number(values.seconds),
    perSecond: Number(values["per-second"]),
    stalls: true
  })
  const broken = [...flaws, ...late]
  for (const line of lines) console.log(line)
  for (const flaw of broken) console.log(`! ${flaw}`)
  console.log(broken.length === 0 ? "gate streams: holds" : "gate streams: BROKEN")
  process.exitCode = broken.length === 0 ? 0 : 1
} finally {
  await redis.dispose()
  await postgres.dispose()
}
