import { setTimeout as sleep } from "node:timers/promises"
import { Connection, layerConnection, migrate } from "@laurel/adapters/postgres"
import { Effect } from "effect"
import pg from "pg"
import { type LaurelServer, startLaurel } from "../../servers/laurel.ts"
import { type Held, look } from "../partitions/held.ts"
import { Traffic } from "../partitions/Traffic.ts"
import { challengeId, makeWorld } from "../partitions/world.ts"
import { Followers } from "./Followers.ts"
import { RoundRobin, readiness } from "./RoundRobin.ts"

/** What is tried. */
export interface Trial {
  readonly databaseUrl: string
  /** How many servers are ended, one after the other. */
  readonly rounds: number
}

/** What became of a server that was ended. */
export interface Ending {
  /** After how long `/readyz` said that it was about to end. */
  readonly saidMs: number
  /** For how long it still answered. */
  readonly answeredMs: number
  readonly endedMs: number
  readonly code: number | null
}

/** What was seen. */
export interface Findings {
  readonly endings: ReadonlyArray<Ending>
  readonly held: Held
  readonly acknowledged: number
  readonly traffic: Traffic["seen"]
  readonly followers: Pick<Followers, "events" | "sockets">
}

const participants = 50
const boardsHaveMs = 10_000
const lookEveryMs = 500
/** How long `laurel serve` answers on unless told otherwise. */
export const graceMs = 2_000
/** Activities are held up from before the signal until after nothing is accepted any more, so that some are under way then. */
const holdMs = { before: 150, after: graceMs + 1_000 }

/** Two servers on one database behind a balancer, ended and replaced in turn while people record, read and follow. */
export const runTrial = async ({ databaseUrl, rounds }: Trial): Promise<Findings> => {
  await Effect.runPromise(
    Effect.flatMap(Connection, migrate).pipe(Effect.provide(layerConnection({ url: databaseUrl })))
  )
  const key = await makeWorld(`postgres://${databaseUrl.slice("postgres://".length)}`, participants)
  const start = () => startLaurel({ args: ["--port", "0", "--log", "off", "--db", databaseUrl] })
  const servers = [await start(), await start()]
  const balancer = await RoundRobin.over(servers.map(({ url }) => url))
  const traffic = new Traffic({ url: balancer.url, key, participants, writers: 4, readers: 3, readsAgain: true })
  const followers = new Followers(balancer.url, key, { events: 3, sockets: 2 })
  const endings: Array<Ending> = []
  try {
    traffic.begin()
    await sleep(1_000)
    for (let round = 0; round < rounds; round++) {
      const at = round % servers.length
      const server = servers[at]
      if (server === undefined) continue
      endings.push(await ended(server, databaseUrl))
      const next = await start()
      servers[at] = next
      await balancer.replace(at, next.url)
      await sleep(500)
    }
    await followers.end()
    await traffic.end()
    const { acknowledged } = traffic
    const held = await settled(() => look({ databaseUrl, serverUrl: balancer.url, key, acknowledged }))
    return { endings, held, acknowledged: acknowledged.size, traffic: traffic.seen, followers }
  } finally {
    await balancer.close()
    await Promise.all(servers.map(({ end }) => end("SIGKILL")))
  }
}

/** What is held once boards had time: one server is told in a second or two of what was recorded at another. */
const settled = async (looked: () => Promise<Held>): Promise<Held> => {
  for (let left = boardsHaveMs / lookEveryMs; ; left--) {
    const held = await looked()
    if (held.wrong === 0 || left <= 0) return held
    await sleep(lookEveryMs)
  }
}

/** Ends a server while activities are under way. */
const ended = async (server: LaurelServer, databaseUrl: string): Promise<Ending> => {
  const releases = hold(databaseUrl)
  await sleep(holdMs.before)
  const from = performance.now()
  const watched = watch(server.url, from)
  const [{ code, ms }, seen] = await Promise.all([server.end("SIGTERM"), watched, releases])
  return { ...seen, endedMs: ms, code }
}

/** Keeps activities of the challenge waiting for as long as somebody holds its row. */
const hold = async (databaseUrl: string): Promise<void> => {
  const client = new pg.Client({ connectionString: databaseUrl })
  await client.connect()
  await client.query("begin")
  await client.query("select 1 from laurel.challenge where id = $1 for update", [challengeId])
  await sleep(holdMs.before + holdMs.after)
  await client.query("rollback")
  await client.end()
}

/** Asks a server whether it is ready until nobody answers any more. */
const watch = async (url: string, from: number): Promise<Pick<Ending, "saidMs" | "answeredMs">> => {
  let saidMs = Number.POSITIVE_INFINITY
  let answeredMs = 0
  for (;;) {
    const { status, text } = await readiness(url)
    if (status === 0) return { saidMs, answeredMs }
    answeredMs = performance.now() - from
    if (status === 503 && text === "draining\n") saidMs = Math.min(saidMs, answeredMs)
    await sleep(10)
  }
}
