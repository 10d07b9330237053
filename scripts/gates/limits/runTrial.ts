import { Connection, layerConnection, migrate } from "@laurel/adapters/postgres"
import { budgets } from "@laurel/http"
import { Effect } from "effect"
import { type Identity, startIdentity } from "../../servers/identity.ts"
import { type LaurelServer, startLaurel } from "../../servers/laurel.ts"
import { type Answer, asker } from "../http/ask.ts"
import type { Case } from "./cases.ts"
import { flawsOf, isLetIn } from "./model.ts"

/** What is tried. */
export interface Trial {
  readonly databaseUrl: string
  /** Without it budgets are shared in the database. */
  readonly redisUrl?: string
  readonly processes: number
  /** How often each process is asked, at least. */
  readonly requests: number
  readonly cases: ReadonlyArray<Case>
}

/** What became of a case. */
export interface Outcome {
  readonly case: Case
  readonly asked: number
  readonly letIn: number
  readonly seconds: number
  readonly flaws: ReadonlyArray<string>
}

const connections = 25
/** By how much the clocks of the first two processes are wrong. */
const skewsMs = [300_000, -300_000]
const skewedClock = new URL("skewedClock.ts", import.meta.url).pathname

/** Servers in processes of their own that share budgets, for as long as something is done with them. */
export const withServers = async <A>(
  trial: Omit<Trial, "requests" | "cases">,
  use: (servers: ReadonlyArray<LaurelServer>, identity: Identity) => Promise<A>
): Promise<A> => {
  const url = trial.databaseUrl
  await Effect.runPromise(Effect.flatMap(Connection, migrate).pipe(Effect.provide(layerConnection({ url }))))
  const identity = await startIdentity()
  const args = ["--port", "0", "--no-work", "--db", url, ...identity.args]
  const servers = await Promise.all(
    Array.from({ length: trial.processes }, (_, at) =>
      startLaurel({
        args: trial.redisUrl === undefined ? args : [...args, "--redis", trial.redisUrl],
        first: skewsMs[at] === undefined ? [] : [skewedClock],
        env: { LAUREL_GATE_SKEW_MS: `${skewsMs[at] ?? 0}` }
      })
    )
  )
  try {
    return await use(servers, identity)
  } finally {
    await Promise.all(servers.map(({ end }) => end("SIGKILL")))
    await identity.dispose()
  }
}

/** Asks all processes at the same time for more than each budget holds, and looks at who was let in. */
export const run = (trial: Trial): Promise<ReadonlyArray<Outcome>> =>
  withServers(trial, async (servers, identity) => {
    const askers = servers.map(({ url }) => asker(url, connections))
    const outcomes: Array<Outcome> = []
    for (const [at, one] of trial.cases.entries()) {
      const headers = headersOf(one, identity, `person-${at}`, await keyFor(one, askers[0], identity))
      // A little more than the budget holds, where that is more than was asked for.
      const each = Math.max(trial.requests, Math.ceil((one.quota * 1.1) / servers.length))
      const from = performance.now()
      const answers = await Promise.all(
        askers.flatMap(({ ask }) =>
          Array.from({ length: each }, () =>
            ask({ method: one.method, path: one.path, headers, ...(one.method === "POST" ? { body: {} } : {}) })
          )
        )
      )
      const seconds = (performance.now() - from) / 1_000
      const letIn = answers.filter(isLetIn)
      const { windowSeconds } = budgets[one.budget]
      const slow = seconds < windowSeconds ? [] : [`it took ${seconds.toFixed(0)} s, longer than the window`]
      outcomes.push({
        case: one,
        asked: answers.length,
        letIn: letIn.length,
        seconds,
        flaws: [...slow, ...flawsOf(one, answers)]
      })
    }
    for (const { close } of askers) close()
    return outcomes
  })

type Asker = ReturnType<typeof asker>

const keyFor = async (one: Case, first: Asker | undefined, identity: Identity): Promise<string> => {
  if (one.as !== "program" || first === undefined) return ""
  const made: Answer = await first.ask({
    method: "POST",
    path: "/v1/keys",
    headers: { authorization: `Bearer ${identity.tokenOf("owner")}` },
    body: { label: "gate", scopes: ["read"] }
  })
  return `${JSON.parse(made.text).secret}`
}

const headersOf = (one: Case, identity: Identity, who: string, key: string): Readonly<Record<string, string>> => {
  switch (one.as) {
    case "nobody":
      return {}
    case "guesser":
      return { authorization: "Bearer nonsense" }
    case "person":
      return { authorization: `Bearer ${identity.tokenOf(who)}`, "idempotency-key": "gate" }
    case "program":
      return { authorization: `Bearer ${key}` }
  }
}
