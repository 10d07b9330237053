import { setTimeout as sleep } from "node:timers/promises"
import { countOf, percentile, sinceAcknowledged, sinceFirst } from "./delays.ts"
import { probedOf } from "./probed.ts"
import { startWorld } from "./world.ts"

/** What is tried: so many clients at one server, while activities come. */
export interface Trial {
  readonly postgres: string
  readonly clients: number
  readonly seconds: number
  readonly perSecond: number
  /** So many activities are sent at once. */
  readonly batch: number
  /** How large the heap of the server may become: as large as Node lets it, unless said otherwise. */
  readonly heapMb?: number
  /** How long something may take, and how much memory. */
  readonly limits: { readonly topMs: number; readonly nextMs: number; readonly rssMb?: number }
}

/** What was found. */
export interface Found {
  readonly lines: ReadonlyArray<string>
  /** What may never be so. */
  readonly flaws: ReadonlyArray<string>
  /** What was too late, or too much. */
  readonly late: ReadonlyArray<string>
}

const settlesMs = 2_000

/** R-13 and G-3: from the answer to an activity until all who follow the board have been told of it, and what that takes. */
export const runFanout = async (trial: Trial): Promise<Found> => {
  const { clients, seconds, perSecond, batch, heapMb, limits } = trial
  const world = await startWorld({
    postgres: trial.postgres,
    servers: 1,
    participants: 200,
    users: Math.ceil(clients / 10),
    perSecond,
    batch,
    ...(heapMb === undefined ? {} : { server: { env: { NODE_OPTIONS: `--max-heap-size=${heapMb}` } } })
  })
  const { crowd, recorder, servers } = world
  const probed = () => servers.flatMap((server) => probedOf(server))
  try {
    await crowd.open(clients)
    recorder.begin()
    await sleep(settlesMs)
    await crowd.look()
    const before = probed().length
    const costBefore = await crowd.cost()
    await sleep(seconds * 1_000)
    const cost = (await crowd.cost()) - costBefore
    await recorder.end()
    const seen = await crowd.look()
    const looks = probed().slice(before)
    const rssMb = Math.max(...looks.map(({ rss }) => rss)) / 1e6
    const cpu = looks.reduce((sum, { cpuShare }) => sum + cpuShare, 0) / looks.length
    const late: Array<string> = []
    const spread = sinceFirst(seen.told.filter(({ tier }) => tier === "top"))
    const figures = (["top", "next"] as const).map((tier) => {
      const limitMs = tier === "top" ? limits.topMs : limits.nextMs
      const waits = sinceAcknowledged(seen.told, tier, recorder.scores)
      const p99 = percentile(waits, 0.99)
      if (!(p99 <= limitMs))
        late.push(`${clients} clients: the tier ${tier} came after ${p99} ms (p99), not ${limitMs}`)
      return `${tier} p50 ${percentile(waits, 0.5)} ms, p99 ${p99} ms (at most ${limitMs}; ${countOf(waits)} scores told)`
    })
    const asked = limits.rssMb === undefined ? "" : ` (at most ${limits.rssMb})`
    if (limits.rssMb !== undefined && rssMb > limits.rssMb)
      late.push(`${clients} clients: ${rssMb.toFixed(0)} MB, not ${limits.rssMb}`)
    const acknowledged = [...recorder.scores.values()].reduce((sum, scores) => sum + scores.length, 0)
    const flaws = [
      ...(seen.gaps + seen.duplicates > 0 ? [`${seen.gaps} gaps, ${seen.duplicates} duplicates`] : []),
      ...(seen.open < clients ? [`only ${seen.open} streams are open`] : [])
    ]
    return {
      lines: [
        `${clients} clients: ${figures.join("; ")}`,
        `  from the first who was told to each: p99 ${percentile(spread, 0.99)} ms; ${seen.events} events of ${(seen.bytes / seen.events).toFixed(0)} bytes; ` +
          `${acknowledged} activities; server ${rssMb.toFixed(0)} MB${asked}, ${(cpu * 100).toFixed(0)} % of a processor, clients ${(cost / seconds / 10).toFixed(0)} %`
      ],
      flaws,
      late
    }
  } finally {
    await world.end()
  }
}
