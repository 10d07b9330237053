import { parseArgs } from "node:util"
import { budgets } from "@laurel/http"
import { newDatabaseOn } from "../servers/newDatabase.ts"
import { startPostgres } from "../servers/postgres.ts"
import { startRedis } from "../servers/redis.ts"
import { cases } from "./limits/cases.ts"
import { type Losable, tryLost } from "./limits/lostStore.ts"
import { run } from "./limits/runTrial.ts"

// processes that share budgets, two of them with clocks that are wrong by five minutes, are asked for more than each budget holds, at
// the same time. As many are let in as it holds, and what they are told of it is what is so. Then the store of budgets is lost.

const { values } = parseArgs({
  options: { processes: { type: "string", default: "4" }, requests: { type: "string", default: "500" } }
})
const [processes, requests] = [Number(values.processes), Number(values.requests)]

const postgres = await startPostgres()
const redis = await startRedis()
const flaws: Array<string> = []
try {
  const databaseUrl = await newDatabaseOn(postgres.urlOf("postgres"))
  const stores: ReadonlyArray<readonly [name: string, store: Losable, redisUrl?: string]> = [
    ["Redis", redis, redis.url],
    ["SQL", postgres]
  ]
  for (const [name, store, redisUrl] of stores) {
    const shared = { databaseUrl, processes, ...(redisUrl === undefined ? {} : { redisUrl }) }
    for (const outcome of await run({ ...shared, requests, cases })) {
      const { budget, as, quota } = outcome.case
      console.log(
        `${name}: ${budget} (${as}): ${outcome.letIn} of ${outcome.asked} let in, ${quota} asked for; ${outcome.seconds.toFixed(1)} s`
      )
      flaws.push(...outcome.flaws.map((flaw) => `${name}, ${budget}: ${flaw}`))
    }
    const lost = await tryLost(shared, store)
    const { closed, open, mostLetIn, otherStatuses, backMs } = lost
    console.log(
      `${name} lost: of money ${closed} times 503 and ${open} times else; of drafts a process let in ${mostLetIn} at most (${otherStatuses.join(", ")}); back after ${(backMs / 1_000).toFixed(1)} s`
    )
    if (open > 0) flaws.push(`${name} lost: money was not refused`)
    // Where the store of challenges is the one that is lost nothing can be answered.
    if (redisUrl !== undefined && mostLetIn !== budgets["definition-write"].quota)
      flaws.push(`${name} lost: drafts were not counted by each process`)
  }
} finally {
  await redis.dispose()
  await postgres.dispose()
}
for (const flaw of flaws) console.log(`! ${flaw}`)
console.log(flaws.length === 0 ? "gate limits: holds" : "gate limits: BROKEN")
process.exitCode = flaws.length === 0 ? 0 : 1
