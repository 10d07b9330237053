import { randomBytes } from "node:crypto"
import { parseArgs } from "node:util"
import { ports } from "@laurel/adapters"
import { Connection, layerConnection, migrate } from "@laurel/adapters/postgres"
import { issueKey, keyBytes } from "@laurel/core/access"
import { VirtualClock } from "@laurel/core/runtime"
import { plan } from "@laurel/core/settlement"
import { ChallengeId, PrincipalId } from "@laurel/core/shared"
import { Clock, Effect } from "effect"
import { asker } from "../../gates/http/ask.ts"
import { makeContest } from "../../gates/http/contest.ts"
import { type Named, OpenLoop, percentileOf } from "../../gates/http/OpenLoop.ts"
import { startLaurel } from "../../servers/laurel.ts"
import { startPostgres } from "../../servers/postgres.ts"
import { filled } from "../settlement/awards.ts"

// G-4: every GET under a mixed load, pages for people included, whether or not the answers before have come.

const { values } = parseArgs({
  options: {
    participants: { type: "string", default: "10000" },
    "per-second": { type: "string", default: "300" },
    seconds: { type: "string", default: "20" }
  }
})
const [perSecond, seconds] = [Number(values["per-second"]), Number(values.seconds)]
const limitMs = 500
/** How many a key may ask in a second is a hundred. */
const keysNeeded = Math.ceil(perSecond / 80) + 1
/** Whoever comes first finds nothing prepared. */
const warmUpMs = 5_000

const postgres = await startPostgres({ isDurable: true })
const store: `postgres://${string}` = `postgres://${postgres.urlOf("postgres").slice("postgres://".length)}`
await Effect.runPromise(Effect.flatMap(Connection, migrate).pipe(Effect.provide(layerConnection({ url: store }))))
const people = Array.from({ length: Number(values.participants) }, (_, at) => `walker-${at}`)
const keys = await makeContest({ store, id: "running", participants: people, keys: keysNeeded })

/** A challenge that is over, with a plan to review; gives the key of its organiser. */
const olivia = PrincipalId.make("olivia")
const reviewer = await Effect.runPromise(
  Effect.gen(function* () {
    yield* filled({ entering: 100 })
    const clock = new VirtualClock(Date.parse("2026-04-02T00:00:00Z"))
    yield* Effect.provideService(plan(ChallengeId.make("bench"), olivia), Clock.Clock, clock)
    const scopes = ["read", "settle"] as const
    return (yield* issueKey({ owner: olivia, label: "bench", scopes }, olivia, randomBytes(keyBytes))).text
  }).pipe(Effect.provide(ports({ store })))
)

const server = await startLaurel({ args: ["--port", "0", "--db", store, "--log", "off"] })
const { ask, close } = asker(server.url, 200)
const at = new Date(Date.now() - 60_000).toISOString()

const next = (number: number): Named => {
  const key = keys[number % keys.length] ?? ""
  const who = people[(number * 7_919) % people.length] ?? ""
  const api = { method: "GET", headers: { authorization: `Bearer ${key}` } }
  const page = { method: "GET", headers: { cookie: `laurel=${key}` } }
  const board = "/v1/challenges/running/leaderboard"
  const body = { user_id: who, metric: "steps", quantity: 1 + (number % 997), at, key: `${number}` }
  const all: ReadonlyArray<Named> = [
    { name: "GET board", path: `${board}?limit=20`, ...api },
    { name: "GET ranks", path: `${board}/ranks?participants=${who}`, ...api },
    { name: "GET around", path: `${board}/around/${who}`, ...api },
    { name: "GET challenge", path: "/v1/challenges/running", ...api },
    { name: "GET challenges", path: "/v1/challenges", ...api },
    { name: "home page", path: "/", ...page },
    { name: "live page", path: "/challenges/running", ...page },
    { name: "page of a participant", path: `/challenges/running/participants/${who}`, ...page },
    {
      name: "settlement page",
      method: "GET",
      path: "/challenges/bench/settlement",
      headers: { cookie: `laurel=${reviewer}` }
    },
    { name: "POST activity", method: "POST", path: "/v1/challenges/running/activities", headers: api.headers, body }
  ]
  return all[number % all.length] ?? { name: "", path: "/", ...api }
}

try {
  const loop = new OpenLoop({ ask, perSecond, next })
  // A board that nobody walks on is a short one.
  for (let from = 0; from < people.length; from += 500)
    await ask({
      method: "POST",
      path: "/v1/challenges/running/activities:batch",
      headers: { authorization: `Bearer ${keys[0] ?? ""}` },
      body: {
        activities: people.slice(from, from + 500).map((user, number) => ({
          user_id: user,
          metric: "steps",
          quantity: 1_000 + (((from + number) * 7_919) % 9_973),
          at,
          key: "first"
        }))
      }
    })
  loop.begin()
  await new Promise((resolve) => setTimeout(resolve, warmUpMs))
  loop.lookAgain()
  const before = loop.asked
  await new Promise((resolve) => setTimeout(resolve, seconds * 1_000))
  const asked = loop.asked - before
  await loop.end()
  console.log(`${people.length} participants, ${(asked / seconds).toFixed(0)} requests a second for ${seconds} s`)
  let isBroken = loop.refused.size > 0
  for (const [name, waits] of loop.waits) {
    const p99 = percentileOf(waits, 0.99)
    if (name !== "POST activity" && !(p99 < limitMs)) isBroken = true
    console.log(
      `${name.padEnd(24)}${`${waits.length}`.padStart(7)}   p50 ${percentileOf(waits, 0.5).toFixed(1).padStart(7)} ms   p99 ${p99.toFixed(1).padStart(7)} ms`
    )
  }
  for (const [what, count] of loop.refused) console.log(`! ${count} x ${what}`)
  console.log(`asked for: each GET under ${limitMs} ms (p99)${isBroken ? ": missed" : ""}`)
  process.exitCode = isBroken ? 1 : 0
} finally {
  close()
  await server.end("SIGTERM")
  await postgres.dispose()
}
