import { parseArgs } from "node:util"
import { Connection, layer, layerConnection, migrate } from "@laurel/adapters/postgres"
import { JobKey, JobKind, Jobs } from "@laurel/core/runtime"
import { type Handler, runJobs } from "@laurel/core/work"
import { Effect, Fiber } from "effect"
import pg from "pg"
import { type Asking, asker } from "../gates/http/ask.ts"
import { makeContest } from "../gates/http/contest.ts"
import { startIdentity } from "../servers/identity.ts"
import { startLaurel } from "../servers/laurel.ts"
import { newDatabaseOn } from "../servers/newDatabase.ts"
import { startPostgres } from "../servers/postgres.ts"
import { atOnce } from "./activities/atOnce.ts"

// G-5: what a day of a hundred thousand people brings, as quick as it goes: activities sent in batches, people who enter and leave, and jobs. Of
// each a part is done; the whole is said at the same rate.

const { values } = parseArgs({
  options: {
    participants: { type: "string", default: "20000" },
    activities: { type: "string", default: "100000" },
    operations: { type: "string", default: "2000" },
    challenges: { type: "string", default: "10" },
    jobs: { type: "string", default: "20000" }
  }
})
const [participants, activities] = [Number(values.participants), Number(values.activities)]
const [operations, jobs] = [Number(values.operations), Number(values.jobs)]

const batch = 500
const senders = 8
const challenge = "day"
let isBroken = false
let postponed = 0

/** Prints how long so many took, and how long the whole of the day takes at this rate. */
const told = (name: string, count: number, seconds: number, whole: number, minutes: number): void => {
  const perSecond = count / seconds
  const wholeMinutes = whole / perSecond / 60
  const isMissed = wholeMinutes > minutes
  isBroken ||= isMissed
  console.log(
    `${name.padEnd(12)}${`${count}`.padStart(8)} in ${seconds.toFixed(1)} s, ${perSecond.toFixed(0)} a second: ${whole.toLocaleString("en")} ` +
      `take ${wholeMinutes.toFixed(1)} min (asked for: ${minutes})${isMissed ? ": missed" : ""}`
  )
}

const postgres = await startPostgres({ isDurable: true })
const url = await newDatabaseOn(postgres.urlOf("postgres"))
const store: `postgres://${string}` = `postgres://${url.slice("postgres://".length)}`
await Effect.runPromise(Effect.flatMap(Connection, migrate).pipe(Effect.provide(layerConnection({ url }))))
const people = Array.from({ length: participants }, (_, at) => `walker-${at}`)
const keys = await makeContest({ store, id: challenge, participants: people, keys: senders })
/** Those that people enter: of one challenge entries are made one after the other. */
const entered = Array.from({ length: Number(values.challenges) }, (_, at) => `entered-${at}`)
for (const id of entered) await makeContest({ store, id, participants: [], keys: 0 })
const identity = await startIdentity()
const server = await startLaurel({
  args: ["--port", "0", "--no-work", "--db", url, "--log", "off", ...identity.args]
})
const { ask, close } = asker(server.url, 50)
const at = new Date(Date.now() - 60_000).toISOString()

/** Everybody's devices, each of which sends what it has gathered. */
const synchronised = async (): Promise<void> => {
  const batches = Array.from({ length: Math.ceil(activities / batch) }, (_, number) => number)
  const began = performance.now()
  await atOnce(senders, batches, async (number) => {
    const rows = Array.from({ length: Math.min(batch, activities - number * batch) }, (_, place) => ({
      user_id: people[(number * batch + place) % participants],
      metric: "steps",
      quantity: 1 + (place % 997),
      at,
      key: `${number}-${place}`
    }))
    const headers = { authorization: `Bearer ${keys[number % keys.length] ?? ""}` }
    const path = `/v1/challenges/${challenge}/activities:batch`
    const { status, text } = await ask({ method: "POST", path, headers, body: { activities: rows } })
    if (status !== 200) throw new Error(`a batch was answered ${status}: ${text}`)
  })
  told("activities", activities, (performance.now() - began) / 1_000, 1_000_000, 15)
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  const { rows } = await client.query<{ held: number; sum: string }>(
    "select count(*)::int as held, sum(quantity)::text as sum from laurel.activity where challenge_id = $1 and state = 'Counts'",
    [challenge]
  )
  await client.end()
  const lost = activities - (rows[0]?.held ?? 0)
  if (lost !== 0) isBroken = true
  console.log(`${"".padEnd(12)}${lost} lost`)
}

/** Asks again where the server says that it has too much to do, which is safe for all that is asked here. */
const carriedOut = async (asking: Asking): Promise<void> => {
  for (;;) {
    const { status, text } = await ask(asking)
    if (status < 300) return
    if (status !== 503) throw new Error(`${asking.method} ${asking.path} was answered ${status}: ${text}`)
    postponed += 1
    await new Promise((resolve) => setTimeout(resolve, 1_000))
  }
}

/** People who enter one of several challenges, and leave again. */
const operated = async (): Promise<void> => {
  const fans = Array.from({ length: operations >> 1 }, (_, at) => `fan-${at}`)
  const tokens = new Map(fans.map((name) => [name, identity.tokenOf(name)]))
  const began = performance.now()
  await atOnce(50, fans, async (name) => {
    const id = entered[Number(name.slice("fan-".length)) % entered.length]
    const headers = { authorization: `Bearer ${tokens.get(name) ?? ""}`, "idempotency-key": name }
    await carriedOut({ method: "POST", path: `/v1/challenges/${id}/join`, headers, body: {} })
    const path = `/v1/challenges/${id}/participants/${name}`
    await carriedOut({ method: "DELETE", path, headers: { authorization: headers.authorization } })
  })
  told("operations", 2 * fans.length, (performance.now() - began) / 1_000, 100_000, 15)
  console.log(`${"".padEnd(12)}${postponed} asked again, a second after 503`)
}

/** Jobs that do next to nothing, each in a transaction with the word that it is done, by four workers that claim ten at a time. */
const worked = Effect.gen(function* () {
  const queue = yield* Jobs
  const kind = JobKind.make("bench")
  const all = Array.from({ length: jobs }, (_, number) => ({ kind, key: JobKey.make(`${number}`) }))
  for (let from = 0; from < jobs; from += 1_000) yield* queue.enqueue(all.slice(from, from + 1_000))
  let done = 0
  const nothing: Handler<never> = {
    isAtomic: true,
    handle: () =>
      Effect.sync(() => {
        done += 1
      })
  }
  const began = performance.now()
  const worker = (number: number) =>
    runJobs({ handlers: new Map([[kind, nothing]]), worker: `bench-${number}`, claim: 10 })
  const working = yield* Effect.forkChild(Effect.all([1, 2, 3, 4].map(worker), { concurrency: "unbounded" }))
  while (done < jobs) yield* Effect.sleep("20 millis")
  const seconds = (performance.now() - began) / 1_000
  yield* Fiber.interrupt(working)
  return seconds
})

try {
  console.log(`${participants} participants, batches of ${batch}`)
  await synchronised()
  await operated()
  told("jobs", jobs, await Effect.runPromise(worked.pipe(Effect.provide(layer({ url })))), 1_000_000, 60)
  console.log("pushes: there are none; 2 000 000 of them are not tried")
} finally {
  close()
  await server.end("SIGTERM")
  await identity.dispose()
  await postgres.dispose()
}
process.exitCode = isBroken ? 1 : 0
