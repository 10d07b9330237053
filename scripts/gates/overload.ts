import { monitorEventLoopDelay } from "node:perf_hooks"
import { setTimeout as sleep } from "node:timers/promises"
import { parseArgs } from "node:util"
import { Connection, layerConnection, migrate } from "@laurel/adapters/postgres"
import { Effect } from "effect"
import { startLaurel } from "../servers/laurel.ts"
import { startPostgres } from "../servers/postgres.ts"
import { makeContest } from "./http/contest.ts"
import { wireAsker } from "./http/wire.ts"
import { Crowd, type Load } from "./overload/Crowd.ts"
import { FaultProxy } from "./partitions/FaultProxy.ts"

// three times as many requests as a server can answer, whether or not the answers before have come; then the same with a Postgres whose
// every word is late. What is taken is answered within a second more than what one alone takes, the rest is refused at once, activities come first, and all is well soon after.

const { values } = parseArgs({
  options: { seconds: { type: "string", default: "60" }, times: { type: "string", default: "3" } }
})
const [seconds, times] = [Number(values.seconds), Number(values.times)]
const bounds = { goodput: 0.8, takenMs: 1_000, refusedMs: 50, kept: 0.2, loopMs: 200, wellMs: 10_000 }
const callers = 100
/** They are there beforehand, as those of balancers are: a process of Node takes one new connection in each turn of its loop. */
const connections = 1_500
/** Whoever asks later than this after a request was due measures itself: then nothing can be said of the server. */
const mostLateMs = 100
/** A key may be used a hundred times a second; nobody can say beforehand how many are answered. */
const keyCount = 150

const postgres = await startPostgres({ isDurable: true })
const url = postgres.urlOf("postgres")
await Effect.runPromise(Effect.flatMap(Connection, migrate).pipe(Effect.provide(layerConnection({ url }))))
const people = Array.from({ length: 1_000 }, (_, at) => `walker-${at}`)
const store = `postgres://${url.slice("postgres://".length)}` as const
const keys = await makeContest({ store, id: "overload", participants: people, keys: keyCount })
const proxy = await FaultProxy.to(postgres.port)
const through = new URL(url)
through.port = `${proxy.port}`
const server = await startLaurel({
  args: ["--port", "0", "--metrics-port", "0", "--log", "off", "--db", through.href]
})
const { ask, open, close } = wireAsker(server.url, connections)
const crowd = new Crowd({ ask, keys, people })
const flaws: Array<string> = []

/** How late the loop was since the last look, in milliseconds. */
const loopDelay = async (): Promise<number> => {
  const address = /Metrics are at (http:\S+)\./.exec(server.said())?.[1] ?? ""
  const text = await (await fetch(address)).text()
  return Number(/^laurel_event_loop_delay_seconds\{[^}]*percentile="99"[^}]*\} (\S+)$/m.exec(text)?.[1]) * 1_000
}

/** After how long a moderate load is answered as if nothing had been. */
const wellAfter = async (peak: number): Promise<number> => {
  const from = performance.now()
  for (;;) {
    const load = await crowd.press(peak / 4, 1_000)
    const after = performance.now() - from
    if ((load.refused === 0 && load.takenP99 < bounds.takenMs) || after > 3 * bounds.wellMs) return after
  }
}

const shown = ({ offered, goodput, activities, reads, takenP99, refused, refusedP99 }: Load, peak: number): string =>
  `${(offered / seconds).toFixed(0)} asked a second, ${goodput.toFixed(0)} answered (${(goodput / peak).toFixed(2)} of ${peak.toFixed(0)}), ` +
  `p99 ${takenP99.toFixed(0)} ms; ${refused} refused, p99 ${refusedP99.toFixed(0)} ms; ` +
  `activities ${((100 * activities) / Math.max(1, activities + reads)).toFixed(0)} % of what was answered`

const trial = async (name: string, heal: () => void): Promise<void> => {
  const alone = 1_000 / (await crowd.capacity(1, 3_000))
  await crowd.capacity(callers, 3_000)
  const peak = await crowd.capacity(callers, 5_000)
  await loopDelay()
  const asking = monitorEventLoopDelay({ resolution: 10 })
  asking.enable()
  const load = await crowd.press(peak * times, seconds * 1_000)
  asking.disable()
  const lateMs = asking.percentile(99) / 1e6
  const loopMs = await loopDelay()
  heal()
  const wellMs = await wellAfter(peak)
  console.log(
    `${name}: ${shown(load, peak)}; loop p99 ${loopMs.toFixed(0)} ms, of whoever asks ${lateMs.toFixed(0)} ms; one alone takes ${alone.toFixed(0)} ms; well again after ${(wellMs / 1_000).toFixed(1)} s`
  )
  const broken: ReadonlyArray<readonly [boolean, string]> = [
    [
      lateMs > mostLateMs,
      `whoever asks was ${lateMs.toFixed(0)} ms late: it asks more than this machine lets it, and measures itself`
    ],
    [load.goodput < bounds.goodput * peak, `less than ${bounds.goodput} of what it can was answered`],
    [!(load.takenP99 <= bounds.takenMs + alone), `what was taken took ${load.takenP99.toFixed(0)} ms`],
    [load.refused > 0 && !(load.refusedP99 <= bounds.refusedMs), `refusing took ${load.refusedP99.toFixed(0)} ms`],
    [load.activities < bounds.kept * (load.activities + load.reads), "activities had less than their share"],
    [!(loopMs <= bounds.loopMs), `the loop was ${loopMs.toFixed(0)} ms late`],
    [wellMs > bounds.wellMs, `well again after ${(wellMs / 1_000).toFixed(1)} s`],
    ...[...load.others].map(([what, count]): readonly [boolean, string] => [true, `${count} x ${what}`])
  ]
  for (const [isBroken, what] of broken) if (isBroken) flaws.push(`${name}: ${what}`)
}

try {
  await open()
  await trial("as it is", () => undefined)
  await sleep(1_000)
  proxy.poison("latency")
  await trial("slow Postgres", () => proxy.heal())
  for (const flaw of flaws) console.log(`  ${flaw}`)
  console.log(flaws.length === 0 ? "gate overload: holds" : `gate overload: BROKEN (${flaws.length})`)
  process.exitCode = flaws.length === 0 ? 0 : 1
} finally {
  close()
  await server.end("SIGKILL")
  await proxy.close()
  await postgres.dispose()
}
