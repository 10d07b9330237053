import { setTimeout as sleep } from "node:timers/promises"
import { atOnce } from "../../bench/activities/atOnce.ts"
import { type Answer, asker } from "../http/ask.ts"
import { isShed } from "../http/isShed.ts"
import { OpenLoop } from "../http/OpenLoop.ts"
import { probedOf } from "../streams/probed.ts"
import { challenge, startWorld } from "../streams/world.ts"
import { slopeOf } from "./slopeOf.ts"

/** What is tried. */
export interface Trial {
  readonly postgres: string
  readonly minutes: number
  readonly heapMb: number
  readonly clients: number
  /** Of what the server can do; the rest of the load comes with it. */
  readonly share: number
}

/** What was found. */
export interface Found {
  readonly lines: ReadonlyArray<string>
  readonly flaws: ReadonlyArray<string>
  /** By how many MB memory grew in a minute, in the second half. */
  readonly slopeMb: number
  /** How many requests were refused for want of room: none at half of what a server can, where nothing else goes on. */
  readonly shed: number
}

const connections = 50
const warmUpRequests = 3_000
/** Somebody leaves after so many events, and comes back. */
const disconnectsEvery = 100
const saysEveryMs = 60_000

/** a server with little room for its heap, under half of the load that it can take, with streams that come and go. */
export const runMemory = async (trial: Trial, say: (line: string) => void): Promise<Found> => {
  const { minutes, clients, heapMb } = trial
  const world = await startWorld({
    postgres: trial.postgres,
    servers: 1,
    participants: 2_000,
    users: Math.ceil(clients / 10),
    perSecond: 1,
    batch: 1,
    keys: 20,
    server: { env: { NODE_OPTIONS: `--max-old-space-size=${heapMb}` }, args: ["--log", "off"] }
  })
  const { servers, crowd, keys, participants } = world
  const [server] = servers
  if (server === undefined) throw new Error("no server")
  const { ask, close } = asker(server.url, connections)
  const next = (number: number) => {
    const as = { authorization: `Bearer ${keys[number % keys.length] ?? ""}` }
    const who = participants[(number * 7_919) % participants.length] ?? ""
    const board = `/v1/challenges/${challenge}/leaderboard`
    const record = {
      name: "record",
      method: "POST",
      path: `/v1/challenges/${challenge}/activities`,
      headers: as,
      body: {
        user_id: who,
        metric: "steps",
        quantity: 1 + (number % 997),
        at: new Date().toISOString(),
        key: `${number}`
      }
    }
    const reads = [
      { name: "board", method: "GET", path: `${board}?limit=20`, headers: as },
      { name: "rank", method: "GET", path: `${board}/ranks?participants=${who}`, headers: as },
      { name: "page", method: "GET", path: `/challenges/${challenge}`, headers: { cookie: `laurel=${keys[0] ?? ""}` } }
    ]
    return number % 2 === 0 ? record : (reads[(number >> 1) % reads.length] ?? record)
  }
  try {
    await crowd.open(clients)
    await crowd.disconnectEvery(disconnectsEvery)
    let shed = 0
    const warmUp = await atOnce(connections, [...Array(warmUpRequests).keys()], async (number) => {
      if (isShed(await ask(next(number)))) shed++
    })
    const most = warmUp.perSecond * (1 - shed / warmUpRequests)
    const perSecond = Math.max(1, Math.floor(most * trial.share))
    say(`${clients} streams; at most ${most.toFixed(0)} requests a second, so ${perSecond} are asked for`)
    let number = warmUpRequests
    shed = 0
    const isWell = (answer: Answer): boolean => {
      if (isShed(answer)) shed++
      return answer.status < 400 || isShed(answer)
    }
    const loop = new OpenLoop({ ask, perSecond, next: () => next(number++), isWell })
    loop.begin()
    const began = probedOf(server).length
    const until = performance.now() + minutes * 60_000
    let told = { events: 0, disconnects: 0, gaps: 0, duplicates: 0 }
    while (performance.now() < until && server.child.exitCode === null && server.child.signalCode === null) {
      await sleep(Math.min(saysEveryMs, until - performance.now()))
      const seen = await crowd.look()
      told = {
        events: told.events + seen.events,
        disconnects: told.disconnects + seen.disconnects,
        gaps: told.gaps + seen.gaps,
        duplicates: told.duplicates + seen.duplicates
      }
      const last = probedOf(server).at(-1)
      say(
        `${loop.asked} asked, ${told.events} events, ${told.disconnects} disconnects; ${mb(last?.rss)} MB, of which ${mb(last?.heapUsed)} in the heap`
      )
    }
    const hasDied = server.child.exitCode !== null || server.child.signalCode !== null
    if (!hasDied) await loop.end()
    const looks = probedOf(server).slice(began)
    const points = looks.slice(looks.length >> 1).map(({ rss }, at) => ({ at: at / 60, value: rss / 1e6 }))
    const slopeMb = slopeOf(points)
    const refused = [...loop.refused].map(([what, count]) => `${count} x ${what}`)
    const flaws = [
      ...(hasDied ? [`the server died: ${server.said().slice(-2_000)}`] : []),
      ...(told.gaps + told.duplicates > 0 ? [`${told.gaps} gaps, ${told.duplicates} duplicates`] : []),
      ...(refused.length > 0 ? [`not answered well: ${refused.join(", ")}`] : [])
    ]
    return {
      lines: [
        `${loop.asked} requests, ${shed} of them refused for want of room, and ${told.disconnects} streams that came back in ${minutes} min: at most ${mb(Math.max(...looks.map(({ rss }) => rss)))} MB, ` +
          `${slopeMb.toFixed(2)} MB a minute in the second half (at most 1)`
      ],
      flaws,
      slopeMb,
      shed
    }
  } finally {
    close()
    await world.end()
  }
}

const mb = (bytes = Number.NaN): string => (bytes / 1e6).toFixed(0)
