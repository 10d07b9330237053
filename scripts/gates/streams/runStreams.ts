import { setTimeout as sleep } from "node:timers/promises"
import type { RedisServer } from "../../servers/redis.ts"
import { say } from "../../servers/redis.ts"
import type { Seen } from "./crowd/Crowd.ts"
import { countOf, percentile, sinceAcknowledged } from "./delays.ts"
import { probedOf } from "./probed.ts"
import { startWorld, type World } from "./world.ts"

/** What is tried. */
export interface Trial {
  readonly postgres: string
  readonly redis: RedisServer
  readonly clients: number
  /** How long clients disconnect, and how long news between the servers are lost. */
  readonly seconds: number
  readonly perSecond: number
  /** Whether one client does not read: it takes a minute until that is noticed. */
  readonly stalls: boolean
}

/** What was found. */
export interface Found {
  readonly lines: ReadonlyArray<string>
  /** What may never be so. */
  readonly flaws: ReadonlyArray<string>
  /** What was too late. */
  readonly late: ReadonlyArray<string>
}

/** So long others may wait for what is told. */
const p99Ms = 500
/** Without news a board is looked at once a second. */
const p99WithoutNewsMs = 2_000
const cutWithinMs = 15_000
const mostQueuedBytes = 1_000_000
const mostQueuedEvents = 64
/** So long nothing may change until everybody has the board as it is: the lower tier is told every five seconds. */
const settledWithinMs = 60_000
/** What the kernel keeps for a client that does not read has to be full first; how much that is differs a little. */
const sharesFilled = [0.92, 0.85, 0.7]
const stalledForSeconds = 90
const userStreams = 10

/**
 * follows a board of two servers while a client stalls, while clients disconnect at random and come back at the other server, and while
 * news between the servers are lost.
 */
export const runStreams = async (trial: Trial): Promise<Found> => {
  const { clients, seconds, perSecond, redis } = trial
  const lines: Array<string> = []
  const flaws: Array<string> = []
  const late: Array<string> = []
  const world = await startWorld({
    postgres: trial.postgres,
    redis: redis.url,
    servers: 2,
    participants: 200,
    users: Math.ceil(clients / userStreams),
    perSecond,
    batch: 20
  })
  const { crowd, recorder } = world
  const heldUp = (name: string, seen: Seen, limitMs: number): void => {
    const waits = sinceAcknowledged(seen.told, "top", recorder.scores)
    const [middle, p99] = [percentile(waits, 0.5), percentile(waits, 0.99)]
    if (!(p99 <= limitMs)) late.push(`${name}: p99 ${p99} ms, longer than ${limitMs}`)
    const { gaps, duplicates, stepsBack } = seen
    if (gaps + duplicates + stepsBack > 0)
      flaws.push(`${name}: ${gaps} gaps, ${duplicates} duplicates, ${stepsBack} steps back`)
    const refused = Object.entries(seen.refused).map(([status, count]) => `, ${count} refused with ${status}`)
    lines.push(
      `${name}: ${seen.events} events; ${countOf(waits)} scores told, p50 ${middle} ms, p99 ${p99} ms (at most ${limitMs}); ` +
        `${seen.disconnects} disconnects, ${gaps} gaps, ${duplicates} duplicates, ${stepsBack} steps back${refused.join("")}`
    )
  }
  try {
    await crowd.open(clients)
    recorder.begin()
    await sleep(2_000)
    await crowd.look()

    if (trial.stalls) {
      const stall = await stalled(world)
      flaws.push(...stall.flaws)
      lines.push(stall.line)
      heldUp("beside one that stalls", stall.seen, p99Ms)
    }

    await crowd.disconnectEvery(100)
    await sleep(seconds * 1_000)
    await crowd.disconnectEvery(0)
    const coming = await crowd.look()
    heldUp("with 100 disconnects in 10 000 events", coming, p99Ms)
    // No two of them are more than two hundred events apart; before the first some events may have been counted already.
    if (coming.disconnects < Math.floor(coming.events / 400)) flaws.push(`only ${coming.disconnects} disconnects`)

    for (let killed = 0; killed < seconds; killed++) {
      await say(redis.port, ["CLIENT", "KILL", "TYPE", "pubsub"])
      await sleep(1_000)
    }
    heldUp("news lost each second", await crowd.look(), p99WithoutNewsMs)

    await redis.kill()
    await sleep((seconds * 1_000) / 2)
    await redis.start()
    await sleep((seconds * 1_000) / 2)
    heldUp("Redis killed, and started again empty", await crowd.look(), p99WithoutNewsMs)

    await recorder.end()
    const settled = await settle(world, clients)
    flaws.push(...settled.flaws)
    lines.push(settled.line)

    const places = await crowd.ask(world.identity.tokenOf("greedy"), userStreams + 1)
    const let10 = places.filter((status) => status === 200).length
    if (let10 !== userStreams || places.at(-1) !== 429) flaws.push(`of 11 streams of a user ${places.join(", ")}`)
    lines.push(`11 streams of a user: ${let10} opened, the last answered ${places.at(-1)}`)
  } finally {
    await world.end()
  }
  return { lines, flaws, late }
}

/** One client of many does not read, until it is cut off. */
const stalled = async ({ crowd, servers, identity }: World) => {
  const flaws: Array<string> = []
  const began = performance.now()
  const probed = () => servers.flatMap((server) => probedOf(server).slice(-1))
  const isCut = () => probed().some(({ cut }) => cut.length > 0)
  for (const share of sharesFilled) {
    if (isCut()) break
    await crowd.stall(identity.tokenOf(`sleeper-${share}`), share)
    for (let seconds = 0; !isCut() && seconds < stalledForSeconds; seconds++) await sleep(1_000)
  }
  const after = performance.now() - began
  const seen = await crowd.look()
  const [cutMs] = probed().flatMap(({ cut }) => cut)
  const queue = Math.max(...probed().map(({ longestQueue }) => longestQueue))
  if (cutMs === undefined) flaws.push("who stalls was not cut off")
  else if (cutMs > cutWithinMs) flaws.push(`who stalls was cut off after ${(cutMs / 1_000).toFixed(1)} s`)
  const events = Math.ceil(queue / (seen.bytes / seen.events))
  if (queue > mostQueuedBytes || events > mostQueuedEvents) flaws.push(`${queue} bytes waited for one client`)
  const line =
    `stalled: cut off ${((cutMs ?? Number.NaN) / 1_000).toFixed(1)} s after nothing more could be sent to it (at most 15), ${(after / 1_000).toFixed(0)} s ` +
    `after it was there; at most ${(queue / 1_000).toFixed(0)} kB waited for a client, which is ${events} events (at most 1 000 and 64)`
  return { flaws, line, seen }
}

/** Waits until everybody has the board as it is, and both servers the same. */
const settle = async ({ crowd, board }: World, clients: number) => {
  const began = performance.now()
  for (;;) {
    const boards = [await board(0), await board(1)]
    const { states, open } = await crowd.look()
    const right = states.find(({ rows }) => rows === boards[0])?.clients ?? 0
    const took = performance.now() - began
    const isSettled = right === clients && open === clients && boards[0] === boards[1]
    if (isSettled || took > settledWithinMs) {
      const line = `${right} of ${clients} streams folded are the board, ${(took / 1_000).toFixed(1)} s after the last activity`
      const flaws = isSettled ? [] : [`${line}; ${states.length} different states, ${open} open`]
      return { line, flaws }
    }
    await sleep(500)
  }
}
