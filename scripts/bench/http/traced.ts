import { randomBytes } from "node:crypto"
import { cpuUsage } from "node:process"
import { parseArgs } from "node:util"
import { followBoards, withBoards } from "@laurel/adapters/decorators"
import * as Memory from "@laurel/adapters/memory"
import { layerWallet } from "@laurel/adapters/payments"
import { Connection, layer, layerConnection, migrate } from "@laurel/adapters/postgres"
import { issueKey, keyBytes } from "@laurel/core/access"
import { PrincipalId } from "@laurel/core/shared"
import { budgets, layerOfProcess, makeTraces, makeWatch, serve, type Watch } from "@laurel/http"
import { Effect, Layer, Tracer } from "effect"
import { newDatabaseOn } from "../../servers/newDatabase.ts"
import { startPostgres } from "../../servers/postgres.ts"

// What tracing costs a request: three servers in one process over one Postgres, asked in turns. Prints the processor time of a request
// with nothing that traces, with traces of which this one is none, and with a trace of each that is thrown away.

const { values } = parseArgs({
  options: { rounds: { type: "string", default: "15" }, requests: { type: "string", default: "400" } }
})
const [rounds, requests] = [Number(values.rounds), Number(values.requests)]
const olga = PrincipalId.make("olga")
const boundless = Object.fromEntries(Object.keys(budgets).map((name) => [name, { quota: 1e9, windowSeconds: 60 }]))
const thrownAway = Tracer.make({ span: (options) => new Tracer.NativeSpan(options) })

const watches: ReadonlyArray<readonly [name: string, watch: Watch | undefined]> = [
  ["nothing traces", undefined],
  ["traced: none", makeWatch({ told: [], traces: makeTraces(thrownAway, 0) })],
  ["traced: each", makeWatch({ told: [], traces: makeTraces(thrownAway, 1) })]
]

let drafts = 0
const draft = () => ({
  id: `draft-${drafts++}`,
  name: "A draft",
  zone: "UTC",
  window: { start: "2026-05-04", end: "2026-05-11" },
  metrics: [{ name: "steps" }],
  score: { _tag: "Total", metric: "steps" }
})

const kinds = {
  "list of challenges": (url: string, headers: Record<string, string>) =>
    fetch(`${url}/v1/challenges?limit=1`, { headers }),
  "new draft": (url: string, headers: Record<string, string>) =>
    fetch(`${url}/v1/challenges`, { method: "POST", headers, body: JSON.stringify(draft()) })
} as const

/** Processor time of this process for a request, in microseconds. */
const cost = async (ask: () => Promise<Response>): Promise<number> => {
  const before = cpuUsage()
  for (let at = 0; at < requests; at++) {
    const answer = await ask()
    if (!answer.ok) throw new Error(await answer.text())
    await answer.arrayBuffer()
  }
  const { user, system } = cpuUsage(before)
  return (user + system) / requests
}

const median = (numbers: ReadonlyArray<number>): number => numbers.toSorted((a, b) => a - b)[numbers.length >> 1] ?? 0

const measured = Effect.gen(function* () {
  const { text } = yield* issueKey(
    { owner: olga, label: "bench", scopes: ["organise", "read"] },
    olga,
    randomBytes(keyBytes)
  )
  const headers = { authorization: `Bearer ${text}`, "content-type": "application/json" }
  const urls: Array<string> = []
  for (const [, watch] of watches) {
    const options = { host: "127.0.0.1", port: 0, drainMs: 100, version: "0", budgets: { ...budgets, ...boundless } }
    const { port } = yield* serve({ ...options, ...(watch === undefined ? {} : { watch }) })
    urls.push(`http://127.0.0.1:${port}`)
  }
  for (const [kind, ask] of Object.entries(kinds)) {
    const costs = urls.map((): Array<number> => [])
    for (let round = 0; round <= rounds; round++)
      for (const step of urls.keys()) {
        // Each goes first as often as the others.
        const at = (round + step) % urls.length
        const url = urls[at] ?? ""
        const micros = yield* Effect.promise(() => cost(() => ask(url, headers)))
        // The first round is for the compiler.
        if (round > 0) costs[at]?.push(micros)
      }
    const [base = 1] = costs.map(median)
    for (const [at, [name]] of watches.entries()) {
      const own = median(costs[at] ?? [])
      console.log(`${kind.padEnd(20)} ${name.padEnd(15)} ${own.toFixed(0).padStart(5)} µs  ${(own / base).toFixed(3)}`)
    }
  }
})

const server = await startPostgres()
const url = await newDatabaseOn(server.urlOf("postgres"))
await Effect.runPromise(Effect.provide(Effect.flatMap(Connection, migrate), layerConnection({ url })))
const ports = withBoards(
  Layer.merge(layerWallet, layer({ url })),
  followBoards(Layer.fresh(Memory.layerBoards)),
  Memory.layerBoardNews
)
await Effect.runPromise(
  measured.pipe(
    Effect.scoped,
    Effect.provide(layerOfProcess.pipe(Layer.provide(Memory.layerCaches), Layer.provideMerge(ports)))
  )
).finally(server.dispose)
